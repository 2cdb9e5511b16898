import { type Actor, authorise, type Permission } from "@/lib/access";
import { NotFound, type Problem, problem } from "@/lib/kernel/problem";
import { Prisma, type Reader, type Tx } from "@/lib/platform/db";
import type { EligibilityLine } from "./eligibility-views";
import { judgeEligibility } from "./rules";
import { type RawFacts, toFacts } from "./seat-store";

/** What a wish is not about: it asks for no seat yet, may come before the window, and writes no plan. */
const LEFT_ASIDE = ["card", "window", "commitment"];

/** The conditions of the person alone, judged as at registration. */
export function judgePerson(facts: RawFacts): EligibilityLine[] {
  const lines = judgeEligibility(
    toFacts(facts, [], { seat: { route: "any" }, step: "submit", commitment: null, preferences: [] }),
  ).filter((line) => !LEFT_ASIDE.includes(line.code));
  const record = facts.problemCount > 0;
  return lines.map((line) => (line.code === "record" && record ? { ...line, ok: false } : line));
}

/** Wishes and proposals count until the last window for submitting shuts for the school. */
export async function checkWishesOpen(reader: Reader, year: number, schoolId: string): Promise<Problem[]> {
  const [row] = await reader.$queryRaw<{ open: boolean }[]>`
    SELECT COALESCE(business_now() < max(w.closes_at), false) AS open FROM windows_for(${year}::int, ${schoolId}::uuid) w
    JOIN programme_years y ON y.year = w.year AND y.state = 'published'
    WHERE w.key IN ('registration', 'supplement')`;
  return row?.open ? [] : [problem("enrolments.wishes-over")];
}

export type NominationForAct = {
  id: string;
  year: number;
  state: "open" | "declined" | "withdrawn";
  teacherId: string;
  schoolId: string;
  subProjectCode: string;
  /** The school filled in what the registration asks for. */
  prepared: boolean;
};

/** A proposal of the own school, or one made to oneself. Throws NotFound. */
export async function accessNomination(
  tx: Tx,
  actor: Actor,
  permission: Extract<Permission, `nomination.${string}`>,
  nominationId: string,
): Promise<NominationForAct> {
  const scope = authorise(actor, permission);
  const mine =
    scope === "self"
      ? Prisma.sql`n.teacher_id = ${actor.teacherId}::uuid`
      : Prisma.sql`n.school_id = ${actor.organisationId}::uuid`;
  const [row] = await tx.$queryRaw<NominationForAct[]>`
    SELECT n.id, n.year, n.state, n.teacher_id AS "teacherId", n.school_id AS "schoolId", s.code AS "subProjectCode",
      n.prepared_at IS NOT NULL AS prepared
    FROM nominations n JOIN sub_projects s ON s.id = n.sub_project_id
    WHERE n.id = ${nominationId}::uuid AND ${mine} FOR UPDATE OF n`;
  if (!row) throw new NotFound("nomination");
  return row;
}
