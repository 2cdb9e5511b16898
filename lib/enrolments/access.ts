import { type Actor, authorise, type Permission } from "@/lib/access";
import { fail, NotFound } from "@/lib/kernel/problem";
import { Prisma, type Reader, read, type Tx } from "@/lib/platform/db";
import { delegatedEnrolments } from "./delegation-store";
import type { EnrolmentState } from "./schema";

type EnrolmentPermission = Extract<
  Permission,
  | `enrolment.${string}`
  | `arrival.${string}`
  | `objection.${string}`
  | "opening-notice.acknowledge"
  | "opening-notice.remind"
  | "opening-notice.amend"
  | "roster.read"
>;

/** Whose rows a permission opens to an actor; null: all. */
type Ownership = { of: "province" | "school" | "teacher" | "institution" | "delegation"; id: string } | null;

function ownership(actor: Actor, permission: EnrolmentPermission): Ownership {
  const scope = authorise(actor, permission);
  switch (scope) {
    case "all":
      return null;
    case "subtree":
      return { of: "province", id: actor.provinceId ?? actor.organisationId };
    case "self":
      return { of: "teacher", id: ownTeacherId(actor) };
    case "own":
      return { of: actor.role === "institution" ? "institution" : "school", id: actor.organisationId };
    case "assigned":
      if (actor.role === "delegate") return { of: "delegation", id: actor.delegation?.id ?? "" };
      return { of: "institution", id: actor.organisationId };
  }
}

/** The rows of a permission for an actor: own people of a school or a teacher, a province's subtree, an institution's classes. */
export function enrolmentsInScope(actor: Actor, permission: EnrolmentPermission): Prisma.EnrolmentWhereInput {
  const owned = ownership(actor, permission);
  switch (owned?.of) {
    case undefined:
      return {};
    case "province":
      return { provinceId: owned.id };
    case "school":
      return { schoolId: owned.id };
    case "teacher":
      return { teacherId: owned.id };
    case "institution":
      return { class: { institutionId: owned.id } };
    case "delegation":
      // What a delegation opens can be said in SQL only: see enrolmentsInScopeSql.
      return { id: { in: [] } };
  }
}

/**
 * The same as a condition on `enrolments e`. The province reviews, and the school replaces, on cards; in open mode the institution of
 * the class looks again instead.
 */
export function enrolmentsInScopeSql(actor: Actor, permission: EnrolmentPermission): Prisma.Sql {
  const rows = rowsOwned(actor, permission);
  return permission === "enrolment.review" || permission === "enrolment.replace"
    ? Prisma.sql`${rows} AND e.card_id IS NOT NULL`
    : rows;
}

function rowsOwned(actor: Actor, permission: EnrolmentPermission): Prisma.Sql {
  const owned = ownership(actor, permission);
  switch (owned?.of) {
    case undefined:
      return Prisma.sql`true`;
    case "province":
      return Prisma.sql`e.province_id = ${owned.id}::uuid`;
    case "school":
      return Prisma.sql`e.school_id = ${owned.id}::uuid`;
    case "teacher":
      return Prisma.sql`e.teacher_id = ${owned.id}::uuid`;
    case "institution":
      if (permission === "enrolment.recheck")
        return Prisma.sql`e.open_class_id IN (SELECT id FROM training_classes WHERE institution_id = ${owned.id}::uuid)`;
      return Prisma.sql`e.class_id IN (SELECT id FROM training_classes WHERE institution_id = ${owned.id}::uuid)`;
    case "delegation":
      return delegatedEnrolments(actor);
  }
}

export type EnrolmentForAct = {
  id: string;
  version: number;
  state: EnrolmentState;
  returnedTo: string | null;
  year: number;
  subProjectId: string;
  teacherId: string;
  schoolId: string;
  provinceId: string;
  /** Null in open mode. */
  cardId: string | null;
  /** In open mode the class at which the place is held. */
  openClassId: string | null;
  commitment: string | null;
  preferences: string[];
  classId: string | null;
  replacesId: string | null;
  decidedAt: Date | null;
  acknowledgedAt: Date | null;
  /** In open mode, where no cards are, the code of the class. */
  cardCode: string;
  /** The card was issued again for the supplement. */
  cardIsSupplement: boolean;
  subProjectCode: string;
  teacherName: string;
  /** Of the record when it was submitted. */
  teacherVersion: number;
  /** The account that the teacher signs in with, if there is one. */
  teacherAccountId: string | null;
  classStartsOn: Date | null;
  openingNoticeState: string | null;
  replacedById: string | null;
  wasReturned: boolean;
  /** The teacher has left the school that the seat belongs to, and nobody has said yet whether the registration stays. */
  moveUndecided: boolean;
};

/** Every decision starts with this read, a bulk one with fifty of it: one flat statement. */
async function readForAct(tx: Tx, where: Prisma.Sql): Promise<EnrolmentForAct[]> {
  return tx.$queryRaw<EnrolmentForAct[]>`
    SELECT e.id, e.version, e.state, e.returned_to AS "returnedTo", e.year, e.sub_project_id AS "subProjectId", e.teacher_id AS "teacherId",
      e.school_id AS "schoolId", e.province_id AS "provinceId", e.card_id AS "cardId", e.open_class_id AS "openClassId", e.commitment, e.preferences, e.class_id AS "classId", e.replaces_id AS "replacesId",
      e.decided_at AS "decidedAt", e.acknowledged_at AS "acknowledgedAt", 
      COALESCE(c.code, (SELECT o.code FROM training_classes o WHERE o.id = e.open_class_id)) AS "cardCode",
      COALESCE(c.supplement, false) AS "cardIsSupplement",
      s.code AS "subProjectCode", t.name AS "teacherName", e.teacher_version AS "teacherVersion", k.starts_on AS "classStartsOn",
      n.state AS "openingNoticeState",
      (SELECT p.account_id FROM appointments p WHERE p.teacher_id = t.id AND p.role = 'teacher' AND p.ends_at IS NULL LIMIT 1)
        AS "teacherAccountId",
      (SELECT r.id FROM enrolments r WHERE r.replaces_id = e.id) AS "replacedById",
      EXISTS (SELECT 1 FROM enrolment_events v WHERE v.enrolment_id = e.id AND v.to_state = 'returned') AS "wasReturned",
      e.teacher_moved_at IS NOT NULL AND e.move_kept_at IS NULL AS "moveUndecided"
    FROM enrolments e
    LEFT JOIN registration_cards c ON c.id = e.card_id
    JOIN sub_projects s ON s.id = e.sub_project_id
    JOIN teachers t ON t.id = e.teacher_id
    LEFT JOIN training_classes k ON k.id = e.class_id
    LEFT JOIN opening_notices n ON n.class_id = k.id
    WHERE ${where} ORDER BY e.id`;
}

/** The enrolment to act on. Out of scope is not found; another version than the form's is stale. */
export async function accessEnrolment(
  tx: Tx,
  actor: Actor,
  permission: EnrolmentPermission,
  input: { enrolmentId: string; version?: number },
): Promise<EnrolmentForAct> {
  const scope = enrolmentsInScopeSql(actor, permission);
  const [row] = await readForAct(tx, Prisma.sql`e.id = ${input.enrolmentId}::uuid AND ${scope}`);
  if (!row) throw new NotFound("enrolment");
  if (input.version !== undefined && row.version !== input.version)
    fail("common.stale", { state: row.state, version: row.version });
  return row;
}

/** Those of the given ids that lie in scope, in the order of their ids; the rest is not there. */
export async function accessEnrolments(
  tx: Tx,
  actor: Actor,
  permission: EnrolmentPermission,
  ids: string[],
): Promise<EnrolmentForAct[]> {
  const scope = enrolmentsInScopeSql(actor, permission);
  return readForAct(tx, Prisma.sql`e.id = ANY (${ids}::uuid[]) AND ${scope}`);
}

/** The same for what follows by itself from an act that is authorised already: a teacher has moved, and all that is open is settled. */
export async function enrolmentsOfMove(tx: Tx, ids: string[]): Promise<EnrolmentForAct[]> {
  return readForAct(tx, Prisma.sql`e.id = ANY (${ids}::uuid[])`);
}

/** Those in scope that meet a condition on `e`, at most so many. */
export async function accessEnrolmentsWhere(
  tx: Tx,
  actor: Actor,
  permission: EnrolmentPermission,
  condition: Prisma.Sql,
  most: number,
): Promise<EnrolmentForAct[]> {
  const scope = enrolmentsInScopeSql(actor, permission);
  return readForAct(
    tx,
    Prisma.sql`e.id IN (SELECT e.id FROM enrolments e WHERE ${condition} AND ${scope} ORDER BY e.confirmed_at, e.id LIMIT ${most})`,
  );
}

/** One enrolment in scope as Prisma asks for it; a delegation's rows are found by its own statement first. */
export async function enrolmentInScope(
  actor: Actor,
  permission: EnrolmentPermission,
  id: string,
): Promise<Prisma.EnrolmentWhereInput> {
  if (!actor.delegation) return { AND: [{ id }, enrolmentsInScope(actor, permission)] };
  const scope = enrolmentsInScopeSql(actor, permission);
  const found = await read<{ id: string }>(
    actor,
    Prisma.sql`SELECT e.id FROM enrolments e WHERE e.id = ${id}::uuid AND ${scope}`,
  );
  return { id: { in: found.map((row) => row.id) } };
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
