import type { Actor } from "@/lib/access";
import { NotFound } from "@/lib/kernel/problem";
import { Prisma, read, reading } from "@/lib/platform/db";
import { enrolmentsInScopeSql } from "../access";
import { LIVE } from "../lifecycle";
import { judgeEligibility } from "../rules";
import type { EligibilityCode, EnrolmentState } from "../schema";
import { type RawFacts, toFacts } from "../seat-store";

/** The commitment is written with the replacement, so it keeps nobody from it. */
type Obstacle = Exclude<EligibilityCode, "commitment">;

/** Who may be offered a place that somebody gives up. */
export type Successors = {
  /** By name, the first ones. */
  teacherIds: string[];
  /** There are people who were not looked at, or not listed. */
  more: boolean;
  leftOut: { code: Obstacle; count: number }[];
};

/** As many as one look through a school's people takes in; whoever comes later is found by name. */
const JUDGED = 300;
const SHOWN = 50;

type Former = {
  id: string;
  state: EnrolmentState;
  teacherId: string;
  schoolId: string;
  subProjectId: string;
  cardCode: string;
  preferences: string[];
};

/**
 * Who of the school could take this place now, judged as the replacement itself will be; the rest counted by the first condition
 * that keeps each out. Searched by name or staff number.
 */
export async function listSuccessors(actor: Actor, enrolmentId: string, search: string): Promise<Successors> {
  const [former] = await read<Former>(
    actor,
    Prisma.sql`
    SELECT e.id, e.state, e.teacher_id AS "teacherId", e.school_id AS "schoolId", e.sub_project_id AS "subProjectId",
      c.code AS "cardCode", e.preferences
    FROM enrolments e JOIN registration_cards c ON c.id = e.card_id
    WHERE e.id = ${enrolmentId}::uuid AND ${enrolmentsInScopeSql(actor, "enrolment.replace")}`,
  );
  if (!former) throw new NotFound("enrolment");
  const others: Prisma.TeacherWhereInput = {
    schoolId: former.schoolId,
    id: { not: former.teacherId },
    ...(search ? { OR: [{ name: { contains: search } }, { staffNumber: { startsWith: search } }] } : {}),
  };
  const [incomplete, complete] = await reading(actor, (tx) =>
    Promise.all([
      tx.teacher.count({ where: { ...others, problemCount: { gt: 0 } } }),
      tx.teacher.findMany({
        where: { ...others, problemCount: 0 },
        select: { id: true },
        orderBy: [{ name: "asc" }, { id: "asc" }],
        take: JUDGED + 1,
      }),
    ]),
  );
  const judged = complete.slice(0, JUDGED).map(({ id }) => id);
  const obstacles = await obstaclesOf(actor, former, judged);
  const fit = judged.filter((id) => obstacles.get(id) === null);
  const counts = new Map<Obstacle, number>(incomplete > 0 ? [["record", incomplete]] : []);
  for (const code of obstacles.values()) if (code) counts.set(code, (counts.get(code) ?? 0) + 1);
  return {
    teacherIds: fit.slice(0, SHOWN),
    more: complete.length > JUDGED || fit.length > SHOWN,
    leftOut: [...counts].map(([code, count]) => ({ code, count })).sort((a, b) => b.count - a.count),
  };
}

/** The first condition that keeps each person from the place; null for none. One statement for all of them. */
async function obstaclesOf(
  actor: Actor,
  former: Former,
  teacherIds: string[],
): Promise<Map<string, Obstacle | null>> {
  const rows = await read<{ teacherId: string; facts: RawFacts | null }>(
    actor,
    Prisma.sql`
    SELECT t.id AS "teacherId", registration_facts(t.id, ${former.subProjectId}::uuid, ${former.cardCode}, ${former.id}::uuid) AS facts
    FROM unnest(${teacherIds}::uuid[]) AS t (id)`,
  );
  // A live registration gives its card up in the same act; otherwise the card must still be there to take.
  const seat = LIVE.includes(former.state)
    ? { route: "held" as const, cardCode: former.cardCode, enrolmentId: former.id }
    : { route: "code" as const, cardCode: former.cardCode };
  const { preferences } = former;
  return new Map(
    rows.map(({ teacherId, facts }) => {
      if (!facts) throw new NotFound("sub-project");
      const asked = { seat, step: "submit" as const, commitment: null, preferences };
      const codes = judgeEligibility(toFacts(facts, [], asked))
        .filter((line) => line.ok === false)
        .map(({ code }) => code);
      return [teacherId, codes.find((code) => code !== "commitment") ?? null];
    }),
  );
}
