import type { Actor } from "@/lib/access";
import { NotFound } from "@/lib/kernel/problem";
import { Prisma, read } from "@/lib/platform/db";
import type { StandView } from "../open-views";
import { standsInScope } from "../waiting-store";
import { OPEN_PLACE_COLUMNS, type OpenPlaceRow, toOpenPlace } from "./list-open-places";

type Row = OpenPlaceRow & { entryId: string } & Omit<
    StandView,
    "id" | "subProject" | "class" | "waiting" | "cap"
  >;

/** One stand in a line: how many come first, why there is a line, until when it counts, and the offer while it is held. */
export async function getStand(actor: Actor, entryId: string): Promise<StandView> {
  const scope = standsInScope(actor, "waiting.read");
  const [row] = await read<Row>(
    actor,
    Prisma.sql`
    SELECT ${OPEN_PLACE_COLUMNS}, w.id AS "entryId", w.state, w.joined_at AS "joinedAt", w.offered_at AS "offeredAt",
      w.hold_until AS "holdUntil", w.ended_at AS "endedAt", w.end_reason AS "endReason", w.enrolment_id AS "enrolmentId",
      y.offer_hold_hours AS "holdHours", (s.criteria->>'commitmentRequired')::boolean AS "commitmentRequired",
      (SELECT l.position FROM waiting_line(w.class_id) l WHERE l.entry_id = w.id) AS position,
      (SELECT LEAST(max(t.closes_at), k.starts_on::timestamp AT TIME ZONE 'Asia/Shanghai') FROM windows_for(w.year, w.school_id) t
        WHERE t.key IN ('registration', 'supplement')) AS "endsAt"
    FROM waiting_entries w JOIN open_places p ON p.class_id = w.class_id JOIN training_classes k ON k.id = w.class_id
    JOIN organisations o ON o.id = k.institution_id JOIN sub_projects s ON s.id = w.sub_project_id
    JOIN programme_years y ON y.year = s.year
    WHERE w.id = ${entryId}::uuid AND ${scope}`,
  );
  if (!row) throw new NotFound("waiting-entry");
  const { subProject, class: chosen, cap, waiting } = toOpenPlace(row);
  const { state, position, joinedAt, offeredAt, holdUntil, endedAt, endReason, endsAt, holdHours } = row;
  const { enrolmentId, commitmentRequired } = row;
  return {
    id: row.entryId,
    ...{ state, subProject, class: chosen, position, waiting, cap, joinedAt, offeredAt, holdUntil, endedAt },
    ...{ endReason, endsAt, holdHours, enrolmentId, commitmentRequired },
  };
}
