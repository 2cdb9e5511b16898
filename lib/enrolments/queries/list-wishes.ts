import { type Actor, authorise } from "@/lib/access";
import { Forbidden } from "@/lib/kernel/problem";
import { Prisma, read } from "@/lib/platform/db";
import type { RawFacts } from "../seat-store";
import { judgePerson } from "../wish-store";
import type { WishHead, WishList, WishRow, WishStanding } from "../wish-views";

const MOST = 200;

type Row = Omit<WishRow, "standing" | "trainings" | "lastTrained"> & {
  registered: boolean;
  cardCode: string | null;
  facts: RawFacts;
};

/** What the teachers of the own school would like, and whom the school proposed: by sub-project, those who can go first. */
export async function listWishes(
  actor: Actor,
  asked: { year: number; subProjectId?: string | undefined },
): Promise<WishList> {
  if (authorise(actor, "intent.read") !== "own") throw new Forbidden("intent.read");
  const schoolId = actor.organisationId;
  const heads = await read<WishHead>(
    actor,
    Prisma.sql`
    SELECT s.id, s.code, s.short_name AS name, s.short_name_en AS "nameEn", COALESCE(i.count, 0) AS intents,
      COALESCE(n.count, 0) AS nominations, COALESCE(c.count, 0) AS "freeCards", c.next AS "nextCard"
    FROM sub_projects s
    LEFT JOIN (SELECT w.sub_project_id, count(*)::int AS count FROM registration_intents w JOIN teachers t ON t.id = w.teacher_id
      WHERE t.school_id = ${schoolId}::uuid GROUP BY 1) i ON i.sub_project_id = s.id
    LEFT JOIN (SELECT sub_project_id, count(*)::int AS count FROM nominations
      WHERE school_id = ${schoolId}::uuid AND state <> 'withdrawn' GROUP BY 1) n ON n.sub_project_id = s.id
    LEFT JOIN (SELECT sub_project_id, count(*)::int AS count,
        (array_agg(jsonb_build_object('id', id, 'version', version) ORDER BY code))[1] AS next
      FROM registration_cards WHERE school_id = ${schoolId}::uuid AND state = 'issued' AND lapses_at > (SELECT business_now())
      GROUP BY 1) c ON c.sub_project_id = s.id
    WHERE s.year = ${asked.year}::int AND (i.count > 0 OR n.count > 0 OR c.count > 0) ORDER BY s.position, s.id`,
  );
  const chosen =
    heads.find((head) => head.id === asked.subProjectId) ??
    heads.find((head) => head.intents + head.nominations > 0) ??
    heads[0] ??
    null;
  return { heads, chosen, rows: chosen ? await readRows(actor, chosen) : [] };
}

async function readRows(actor: Actor, chosen: WishHead): Promise<WishRow[]> {
  const schoolId = actor.organisationId;
  const rows = await read<Row>(
    actor,
    Prisma.sql`
    SELECT t.id AS "teacherId", t.name, t.staff_number AS "staffNumber", i.rank,
      CASE WHEN n.id IS NULL THEN NULL ELSE jsonb_build_object('id', n.id, 'state', n.state, 'reasonText', n.reason_text,
        'prepared', n.prepared_at IS NOT NULL) END AS nomination,
      EXISTS (SELECT 1 FROM enrolments e WHERE e.teacher_id = t.id AND e.sub_project_id = ${chosen.id}::uuid
        AND e.state NOT IN ('withdrawn', 'replaced', 'rejected')) AS registered,
      (SELECT c.code FROM registration_cards c WHERE c.teacher_id = t.id AND c.sub_project_id = ${chosen.id}::uuid
        AND c.state = 'bound' AND c.lapses_at > (SELECT business_now()) LIMIT 1) AS "cardCode",
      registration_facts(t.id, ${chosen.id}::uuid, NULL, NULL) AS facts
    FROM teachers t
    LEFT JOIN registration_intents i ON i.teacher_id = t.id AND i.sub_project_id = ${chosen.id}::uuid
    LEFT JOIN LATERAL (SELECT id, state, reason_text, prepared_at FROM nominations WHERE teacher_id = t.id
      AND sub_project_id = ${chosen.id}::uuid AND school_id = ${schoolId}::uuid AND state <> 'withdrawn'
      ORDER BY created_at DESC, id DESC LIMIT 1) n ON true
    WHERE t.school_id = ${schoolId}::uuid AND (i.rank IS NOT NULL OR n.id IS NOT NULL)
    ORDER BY i.rank, t.name, t.id LIMIT ${MOST}::int`,
  );
  return rows
    .map(({ facts, registered, cardCode, ...row }) => {
      const years = facts.trainings.map((training) => training.year);
      return {
        ...row,
        standing: standingOf(facts, registered, cardCode),
        trainings: years.length,
        lastTrained: years.length > 0 ? Math.max(...years) : null,
      };
    })
    .sort(before);
}

function standingOf(facts: RawFacts, registered: boolean, cardCode: string | null): WishStanding {
  if (registered) return { is: "registered" };
  if (cardCode) return { is: "bound", cardCode };
  const lines = judgePerson(facts);
  const unmet = lines.find((line) => line.ok === false);
  if (unmet) return { is: "unmet", code: unmet.code };
  return { is: lines.some((line) => line.ok === null) ? "judge" : "fits" };
}

const ORDER = ["fits", "judge", "unmet", "bound", "registered"];
const LAST = 9;

/** Who can go before who cannot; then the stronger wish; then who was trained longest ago. Names are in order already. */
function before(a: WishRow, b: WishRow): number {
  return (
    ORDER.indexOf(a.standing.is) - ORDER.indexOf(b.standing.is) ||
    (a.rank ?? LAST) - (b.rank ?? LAST) ||
    (a.lastTrained ?? 0) - (b.lastTrained ?? 0) ||
    a.trainings - b.trainings
  );
}
