import { ROLES, type Role } from "@/lib/access";
import { newId } from "@/lib/kernel/id";
import type { Stand } from "../../factories/registrations";
import { type ActionRow, type Cell, found, type Reach } from "../../support/http/cells";

export type RouteRow = Pick<ActionRow, "over" | "teacher" | "colleague" | "stage" | "prepare"> & {
  who: Partial<Record<Role, Reach>> | "visitors";
  /** The part of the address that names the object. */
  object?: string;
  /** In which the registration that the address names stands. */
  stand?: Stand;
  query?: (cell: Cell) => string;
  body?: Record<string, string>;
  /** Sends on to the page that fits the person. */
  leads?: true;
  /** Always, whatever is named. */
  alwaysLed?: Role;
  /** What the page shows has not happened in this world: whoever is signed in finds nothing. */
  notThere?: true;
};

export const of = (roles: readonly Role[], reach: Reach = "country") =>
  Object.fromEntries(roles.map((role) => [role, reach])) as Partial<Record<Role, Reach>>;
export const BUSINESS: Role[] = [
  "ministry",
  "office",
  "province",
  "city",
  "institution",
  "school",
  "teacher",
  "expert",
  "auditor",
];
export const ANYBODY = of(ROLES);
export const NATIONAL = { ministry: "country", office: "country", auditor: "country" } as const;
export const MINISTRY = { ministry: "country" } as const;
export const TEACHER = { teacher: "self" } as const;
export const SCHOOL = { school: "body" } as const;
export const PROVINCE = { province: "province" } as const;
export const HOST = { institution: "body" } as const;
/** Who follows a registration: those above it, its school and its person; whoever examines it; the host once it is placed. */
export const FOLLOWS = { ...NATIONAL, province: "province", school: "body", teacher: "self" } as const;
export const own = { over: ["own"] } satisfies Pick<RouteRow, "over">;
export const people = { over: ["own", "colleague", "neighbour", "foreign", "missing"] } satisfies Pick<
  RouteRow,
  "over"
>;
export const bodies = { over: ["own", "foreign", "missing"] } satisfies Pick<RouteRow, "over">;
export const national = { over: ["own", "missing"] } satisfies Pick<RouteRow, "over">;
export const onEnrolment = { ...people, object: "enrolmentId" };

const LAST_IMPORT = "SELECT id FROM bulk_operations WHERE kind = 'programme-year'";
const OF_TEACHER = {
  nominationId: "SELECT id FROM nominations WHERE teacher_id = $1",
  evidenceId: "SELECT id FROM enrolment_evidence WHERE teacher_id = $1",
};

/** The address of a route for a cell, its parts filled in. */
export async function addressOf(route: string, row: RouteRow, cell: Cell): Promise<string> {
  const { world, side, pool, teacher } = cell;
  const values: Record<string, () => string | Promise<string>> = {
    year: () => String(world.year),
    code: () => "B301",
    key: () => "registration",
    format: () => "docx",
    number: () => "1",
    entryId: () => newId(),
    id: () => world.notices.issued,
    subProjectId: () => world.subProjects.B301,
    classId: () => side.institution.classId,
    cardId: () => side.school.boundCardId,
    teacherId: () => teacher.id,
    appointmentId: () => side.school.actor.appointmentId,
    delegationId: () => side.province.delegate.delegation?.id ?? "",
    operationId: () => found(pool, LAST_IMPORT),
    nominationId: () => found(pool, OF_TEACHER.nominationId, [teacher.id]),
    evidenceId: () => found(pool, OF_TEACHER.evidenceId, [teacher.id]),
    enrolmentId: async () => (await cell.enrolment(row.stand ?? "submitted")).enrolmentId,
  };
  let address = route.replace(/^\w+ /, "");
  for (const [part, name = ""] of address.matchAll(/\[(\w+)\]/g)) {
    const value = cell.relation === "missing" && name === row.object ? newId() : await values[name]?.();
    address = address.replace(part, value ?? "");
  }
  return `${address}${row.query?.(cell) ?? ""}`;
}
