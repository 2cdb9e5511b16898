import { type Actor, authorise, can } from "@/lib/access";
import { decodeCursor, encodeCursor } from "@/lib/kernel/page";
import { db, Prisma, read } from "@/lib/platform/db";
import { momentOf } from "@/lib/programmes";
import { checkAllocationWindow, effectiveMoveState } from "../rules";
import type { SeatMoveFilter } from "../schema";
import type { SeatMoveOptions, SeatMoveRow, SeatMoves } from "../views";

const PAGE_SIZE = 50;

type Row = Omit<SeatMoveRow, "may" | "offered"> & {
  fromId: string;
  toId: string;
  proposedById: string;
  total: number;
};

/** Requests to move seats between provinces, newest first: a province sees those that it is a side of. */
export async function listSeatMoves(actor: Actor, filter: SeatMoveFilter): Promise<SeatMoves> {
  const everywhere = authorise(actor, "move.read") === "all";
  const before = decodeCursor(filter.cursor)?.[0];
  const side = everywhere
    ? Prisma.sql`true`
    : Prisma.sql`${actor.organisationId}::uuid IN (m.from_id, m.to_id)`;
  const { windows, now } = await momentOf(db(), filter.year, null);
  const open = checkAllocationWindow(windows, now).length === 0;
  const [rows, options] = await Promise.all([
    read<Row>(
      actor,
      Prisma.sql`
      SELECT m.id, s.code AS "subProjectCode", s.name AS "subProjectName", s.name_en AS "subProjectNameEn", m.from_id AS "fromId",
        f.name AS "fromName", f.name_en AS "fromNameEn", m.to_id AS "toId", t.name AS "toName", t.name_en AS "toNameEn",
        m.proposed_by_id AS "proposedById", m.seats, m.reason, m.answer, m.decision, m.state, m.expires_at AS "expiresAt",
        m.proposed_at AS "proposedAt", m.version,
        (SELECT count(*)::int FROM seat_moves m JOIN sub_projects s ON s.id = m.sub_project_id
          WHERE s.year = ${filter.year}::int AND ${side}) AS total
      FROM seat_moves m JOIN sub_projects s ON s.id = m.sub_project_id
        JOIN organisations f ON f.id = m.from_id JOIN organisations t ON t.id = m.to_id
      WHERE s.year = ${filter.year}::int AND ${side}
        AND (${typeof before === "string" ? before : null}::uuid IS NULL OR m.id < ${typeof before === "string" ? before : null}::uuid)
      ORDER BY m.id DESC LIMIT ${PAGE_SIZE + 1}`,
    ),
    open && can(actor, "move.submit") ? readOptions(actor, filter.year) : null,
  ]);
  const shown = rows.slice(0, PAGE_SIZE);
  return {
    rows: shown.map((row) => toRow(row, actor, now)),
    total: rows[0]?.total ?? 0,
    next: rows.length > PAGE_SIZE ? encodeCursor([shown.at(-1)?.id ?? ""]) : null,
    options,
  };
}

function toRow(
  { fromId, toId: _to, proposedById, total: _total, ...row }: Row,
  actor: Actor,
  now: Date,
): SeatMoveRow {
  const state = effectiveMoveState(row, now);
  const mine = proposedById === actor.organisationId;
  return {
    ...row,
    state,
    offered: proposedById === fromId,
    may: {
      answer: state === "proposed" && !mine && can(actor, "move.confirm"),
      withdraw: (state === "proposed" || state === "agreed") && mine && can(actor, "move.submit"),
      decide: state === "agreed" && can(actor, "move.approve"),
    },
  };
}

async function readOptions(actor: Actor, year: number): Promise<SeatMoveOptions> {
  const provinceId = actor.organisationId;
  const [subProjects, provinces] = await Promise.all([
    read<SeatMoveOptions["subProjects"][number]>(
      actor,
      Prisma.sql`
      SELECT s.id, s.code, s.name, s.name_en AS "nameEn", COALESCE(a.granted - a.handed_down - a.carded - a.reserved, 0) AS left
      FROM sub_projects s JOIN quota_accounts r ON r.sub_project_id = s.id AND r.parent_id IS NULL
        LEFT JOIN quota_accounts a ON a.sub_project_id = s.id AND a.organisation_id = ${provinceId}::uuid
      WHERE s.year = ${year}::int ORDER BY s.code, s.id`,
    ),
    read<SeatMoveOptions["provinces"][number]>(
      actor,
      Prisma.sql`
      SELECT id, name, name_en AS "nameEn" FROM organisations WHERE kind = 'province' AND id <> ${provinceId}::uuid
      ORDER BY region_code, id`,
    ),
  ]);
  return { subProjects, provinces };
}
