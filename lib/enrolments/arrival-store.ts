import type { Actor } from "@/lib/access";
import { chinaDay } from "@/lib/kernel/dates";
import { NotFound, type Problem, problem } from "@/lib/kernel/problem";
import { type SealPlace, seal, unseal } from "@/lib/platform/crypto";
import { Prisma, type Statements } from "@/lib/platform/db";
import { enrolmentsInScopeSql } from "./access";
import type { ClassShort } from "./views";

/** One may come three days before the class begins, and on its first day. */
const EARLY_DAYS = 3;
const DAY_MS = 86_400_000;

type Column = "contact_name_sealed" | "contact_mobile_sealed";

function placeOf(enrolmentId: string, column: Column): SealPlace {
  return { table: "arrival_plans", column, id: enrolmentId };
}

export function sealContact(enrolmentId: string, column: Column, value: string): string {
  return seal(value, placeOf(enrolmentId, column));
}

export function unsealContact(enrolmentId: string, column: Column, sealed: string): string {
  return unseal(sealed, placeOf(enrolmentId, column));
}

export type ArrivalPlace = {
  enrolmentId: string;
  state: string;
  noticeIssued: boolean;
  now: Date;
  class: ClassShort;
  plan: ArrivalRecord | null;
};

type ArrivalRecord = {
  arrivesOn: string;
  arrivesTime: string | null;
  lodging: string;
  diet: string;
  needs: string | null;
  contactNameSealed: string;
  contactMobileSealed: string;
  savedAt: string;
  version: number;
};

/** A registration in a class, with what is known of the arrival; out of scope, or in no class yet, is not found. */
export async function accessArrival(
  reader: Statements,
  actor: Actor,
  permission: "arrival.save" | "arrival.read",
  enrolmentId: string,
): Promise<ArrivalPlace> {
  const scope = enrolmentsInScopeSql(actor, permission);
  const mine = actor.role === "institution" ? classesOf(actor) : scope;
  const [row] = await reader.$queryRaw<ArrivalPlace[]>`
    SELECT e.id AS "enrolmentId", e.state, COALESCE(n.state = 'issued', false) AS "noticeIssued", business_now() AS now,
      jsonb_build_object('id', k.id, 'code', k.code, 'startsOn', k.starts_on, 'endsOn', k.ends_on, 'days', k.days, 'mode', k.mode,
        'place', k.place, 'institution', o.name, 'institutionEn', o.name_en) AS class,
      CASE WHEN a.enrolment_id IS NULL THEN NULL ELSE jsonb_build_object('arrivesOn', a.arrives_on, 'arrivesTime', a.arrives_time,
        'lodging', a.lodging, 'diet', a.diet, 'needs', a.needs, 'contactNameSealed', a.contact_name_sealed,
        'contactMobileSealed', a.contact_mobile_sealed, 'savedAt', a.saved_at, 'version', a.version) END AS plan
    FROM enrolments e JOIN training_classes k ON k.id = e.class_id JOIN organisations o ON o.id = k.institution_id
    LEFT JOIN opening_notices n ON n.class_id = k.id LEFT JOIN arrival_plans a ON a.enrolment_id = e.id
    WHERE e.id = ${enrolmentId}::uuid AND e.state IN ('placed', 'completed') AND ${mine}`;
  if (!row) throw new NotFound("enrolment");
  return row;
}

/** An institution's own classes: `own` names an organisation here, not a school. */
export function classesOf(actor: Actor): Prisma.Sql {
  return Prisma.sql`e.class_id IN (SELECT id FROM training_classes WHERE institution_id = ${actor.organisationId}::uuid)`;
}

export function daysToArrive({ startsOn }: ClassShort): { earliest: string; latest: string } {
  const first = new Date(`${startsOn}T00:00:00Z`).getTime() - EARLY_DAYS * DAY_MS;
  return { earliest: new Date(first).toISOString().slice(0, 10), latest: startsOn };
}

/** Asked for once the notice is out, and until the class begins. */
export function checkArrivalOpen(place: ArrivalPlace): Problem[] {
  if (place.state !== "placed" || !place.noticeIssued) return [problem("enrolments.arrival-not-yet")];
  return chinaDay(place.now) >= place.class.startsOn ? [problem("enrolments.arrival-too-late")] : [];
}
