import { type Actor, authorise } from "@/lib/access";
import { fail, NotFound, type ProblemParam } from "@/lib/kernel/problem";
import { sendMessages } from "@/lib/notices";
import type { MessageKind } from "@/lib/notices/schema";
import type { Tx } from "@/lib/platform/db";
import { momentOf } from "@/lib/programmes";
import type { WindowsByKey } from "@/lib/programmes/schema";
import { MOVE_LIFE, type MoveEvent } from "./lifecycle";
import { effectiveMoveState } from "./rules";
import type { MoveState } from "./schema";

export type SeatMoveFacts = {
  id: string;
  subProjectId: string;
  code: string;
  year: number;
  fromId: string;
  fromName: string;
  fromNameEn: string;
  toId: string;
  toName: string;
  toNameEn: string;
  proposedById: string;
  seats: number;
  state: MoveState;
  expiresAt: Date;
  version: number;
};
export type HeldMove = { move: SeatMoveFacts; windows: WindowsByKey; now: Date };

/**
 * One request, locked, as the page showed it and in a state that the event may follow. A province reaches those that it is a side
 * of, the ministry all. The request is locked before any account.
 */
export async function holdMove(
  tx: Tx,
  actor: Actor,
  asked: { moveId: string; version: number },
  event: MoveEvent,
): Promise<HeldMove> {
  const everywhere = authorise(actor, "move.read") === "all";
  const [found] = await tx.$queryRaw<SeatMoveFacts[]>`
    SELECT m.id, m.sub_project_id AS "subProjectId", s.code, s.year, m.from_id AS "fromId", f.name AS "fromName",
      f.name_en AS "fromNameEn", m.to_id AS "toId", t.name AS "toName", t.name_en AS "toNameEn",
      m.proposed_by_id AS "proposedById", m.seats, m.state, m.expires_at AS "expiresAt", m.version
    FROM seat_moves m JOIN sub_projects s ON s.id = m.sub_project_id
      JOIN organisations f ON f.id = m.from_id JOIN organisations t ON t.id = m.to_id
    WHERE m.id = ${asked.moveId}::uuid
      AND (${everywhere}::boolean OR ${actor.organisationId}::uuid IN (m.from_id, m.to_id)) FOR UPDATE OF m`;
  if (!found) throw new NotFound("seat-move");
  const { windows, now } = await momentOf(tx, found.year, null);
  const move = { ...found, state: effectiveMoveState(found, now) };
  if (!MOVE_LIFE[move.state][event])
    fail(event === "approve" && move.state === "proposed" ? "quotas.move-not-agreed" : "quotas.move-over", {
      state: move.state,
    });
  if (move.version !== asked.version) fail("quotas.move-changed-meanwhile");
  return { move, windows, now };
}

/** Tells bodies about a step of a request, each with who is on the other side. */
export async function tellAboutMove(
  tx: Tx,
  move: Omit<SeatMoveFacts, "id" | "state" | "expiresAt" | "version">,
  kind: Extract<MessageKind, `move-${string}`>,
  organisationIds: string[],
): Promise<void> {
  const params: Record<string, Exclude<ProblemParam, boolean | null>> = {
    subProject: move.code,
    seats: move.seats,
    from: move.fromName,
    fromEn: move.fromNameEn,
    to: move.toName,
    toEn: move.toNameEn,
  };
  await sendMessages(
    tx,
    organisationIds.map((organisationId) => ({
      organisationId,
      kind,
      params,
      href: `/programmes/${move.year}/quotas/moves`,
    })),
  );
}
