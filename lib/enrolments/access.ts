import { type Actor, authorise, type Permission } from "@/lib/access";
import { fail, NotFound } from "@/lib/kernel/problem";
import type { Prisma, Reader, Tx } from "@/lib/platform/db";
import type { EnrolmentState } from "./schema";

type EnrolmentPermission = Extract<
  Permission,
  `enrolment.${string}` | "opening-notice.acknowledge" | "roster.read"
>;

/** The rows of a permission for an actor: own people of a school or a teacher, a province's subtree, an institution's classes. */
export function enrolmentsInScope(actor: Actor, permission: EnrolmentPermission): Prisma.EnrolmentWhereInput {
  const scope = authorise(actor, permission);
  switch (scope) {
    case "all":
      return {};
    case "subtree":
      return { provinceId: actor.provinceId ?? actor.organisationId };
    case "self":
      if (!actor.teacherId) throw new NotFound("teacher");
      return { teacherId: actor.teacherId };
    case "own":
      return actor.role === "institution"
        ? { class: { institutionId: actor.organisationId } }
        : { schoolId: actor.organisationId };
    case "assigned":
      return { class: { institutionId: actor.organisationId } };
  }
}

const forAct = {
  id: true,
  version: true,
  state: true,
  returnedTo: true,
  year: true,
  subProjectId: true,
  teacherId: true,
  schoolId: true,
  provinceId: true,
  cardId: true,
  commitment: true,
  preferences: true,
  judgements: true,
  needsJudgement: true,
  teacherVersion: true,
  classId: true,
  replacesId: true,
  decidedAt: true,
  acknowledgedAt: true,
  confirmedAt: true,
  card: { select: { code: true, supplement: true } },
  subProject: { select: { code: true } },
  teacher: {
    select: {
      name: true,
      appointments: { where: { role: "teacher", endsAt: null }, select: { accountId: true }, take: 1 },
    },
  },
  class: { select: { startsOn: true, notice: { select: { state: true } } } },
  replacedBy: { select: { id: true } },
  events: { where: { toState: "returned" }, select: { id: true }, take: 1 },
} satisfies Prisma.EnrolmentSelect;

type Row = Prisma.EnrolmentGetPayload<{ select: typeof forAct }>;
export type EnrolmentForAct = Omit<Row, "state"> & { state: EnrolmentState };

/** The enrolment to act on. Out of scope is not found; another version than the form's is stale. */
export async function accessEnrolment(
  tx: Tx,
  actor: Actor,
  permission: EnrolmentPermission,
  input: { enrolmentId: string; version?: number },
): Promise<EnrolmentForAct> {
  const scope = enrolmentsInScope(actor, permission);
  const row = await tx.enrolment.findFirst({
    where: { AND: [{ id: input.enrolmentId }, scope] },
    select: forAct,
  });
  if (!row) throw new NotFound("enrolment");
  if (input.version !== undefined && row.version !== input.version)
    fail("common.stale", { state: row.state, version: row.version });
  return { ...row, state: row.state as EnrolmentState };
}

/** Those of the given ids that lie in scope, in the order of their ids; the rest is not there. */
export async function accessEnrolments(
  tx: Tx,
  actor: Actor,
  permission: EnrolmentPermission,
  ids: string[],
): Promise<EnrolmentForAct[]> {
  const scope = enrolmentsInScope(actor, permission);
  const rows = await tx.enrolment.findMany({
    where: { AND: [{ id: { in: ids } }, scope] },
    orderBy: { id: "asc" },
    select: forAct,
  });
  return rows.map((row) => ({ ...row, state: row.state as EnrolmentState }));
}

/** A teacher's own record id; only teachers have one. */
export function ownTeacherId(actor: Actor): string {
  if (!actor.teacherId) throw new NotFound("teacher");
  return actor.teacherId;
}

/** A published sub-project, by id. */
export async function accessSubProject(reader: Reader, id: string) {
  const row = await reader.subProject.findUnique({
    where: { id },
    select: { id: true, code: true, year: true, shortName: true, shortNameEn: true },
  });
  if (!row) throw new NotFound("sub-project");
  return { id: row.id, code: row.code, year: row.year, name: row.shortName, nameEn: row.shortNameEn };
}
