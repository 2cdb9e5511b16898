import type pg from "pg";
import type { Actor, Role } from "@/lib/access";
import { newId } from "@/lib/kernel/id";
import type { Stand } from "../../factories/registrations";
import { first, type Side } from "../access/shape";
import type { World, WorldTeacher } from "../world-shape";
import type { FormValues } from "./actions";

/**
 * Whose object an act names, seen from the person who acts on the first side: the own one; another person's of the same school; of
 * another school of the same province; of another province or institution; one that is not there; the own one in another state.
 */
export const RELATIONS = ["own", "colleague", "neighbour", "foreign", "missing", "wrong-state"] as const;
export type Relation = (typeof RELATIONS)[number];

/** How far somebody reaches: the own person, body, province, or everything. */
export type Reach = "self" | "body" | "province" | "country";

const REACHED: Record<Reach, Relation[]> = {
  self: ["own"],
  body: ["own", "colleague", "wrong-state"],
  province: ["own", "colleague", "neighbour", "wrong-state"],
  country: ["own", "colleague", "neighbour", "foreign", "wrong-state"],
};

export type Cell = {
  actor: Actor;
  role: Role;
  relation: Relation;
  side: Side;
  world: World;
  pool: pg.Pool;
  /** Whose record or registration it is. */
  teacher: WorldTeacher;
  enrolment: (stand: Stand, index?: number) => Promise<{ enrolmentId: string; version: string }>;
};

export type ActionRow = {
  /** Who may do it, and on whose objects, by what the duties of the roles are; everybody else may not. */
  who: Partial<Record<Role, Reach>> | "visitors";
  /** The relations that the act can name. */
  over: Relation[];
  /** The field, or list, that names the object. */
  object?: string;
  form: (cell: Cell) => FormValues | Promise<FormValues>;
  stage?: World["stage"];
  /** Business time of the acts that are let through. */
  at?: string;
  /** Index of the teacher who acts, and of a colleague whose objects are alike. */
  teacher?: number;
  colleague?: number;
  /** Acts of others before one that is let through. */
  prepare?: (cell: Cell) => Promise<unknown>;
  /** Those acts are needed for the objects of others too. */
  preparesOthers?: true;
  /** Takes the fields alone and answers nothing. */
  bare?: true;
  /** Lets through, and then a rule of the act stops it: why it must here. */
  stopsAtRules?: string;
  /** Writes nothing but what the own browser keeps. */
  keepsNothing?: true;
};
export type ActionRows = Record<string, ActionRow>;

export function isReached(row: ActionRow, role: Role, relation: Relation): boolean {
  if (row.who === "visitors") return true;
  const reach = row.who[role];
  return reach !== undefined && relation !== "missing" && REACHED[reach].includes(relation);
}

export function sideOf(world: World, index: 0 | 1, teacher: number, school: 0 | 1 = 0): Side {
  const province = world.provinces[index];
  const chosen = province.schools[school];
  const institution = world.institutions[index];
  const actors: Record<Role, Actor> = {
    ministry: world.ministry,
    office: world.office,
    auditor: world.auditor,
    expert: world.expert,
    "system-admin": world.systemAdmin,
    "security-admin": world.securityAdmin,
    "audit-admin": world.auditAdmin,
    province: province.actor,
    city: province.city,
    delegate: province.delegate,
    school: chosen.actor,
    institution: institution.actor,
    teacher: first(chosen.teachers.slice(teacher)).actor,
  };
  return { province, school: chosen, institution, actor: (role) => actors[role] };
}

function targetOf(world: World, relation: Relation, teacher: number): Side {
  if (relation === "foreign") return sideOf(world, 1, teacher);
  return sideOf(world, 0, teacher, relation === "neighbour" ? 1 : 0);
}

export function cellOf(
  row: Pick<ActionRow, "teacher" | "colleague">,
  { world, pool, role, relation }: { world: World; pool: pg.Pool; role: Role; relation: Relation },
): Cell {
  const index = row.teacher ?? 0;
  const side = targetOf(world, relation, index);
  const others = relation === "colleague" ? (row.colleague ?? index + 1) : index;
  return {
    actor: sideOf(world, 0, index).actor(role),
    role,
    relation,
    side,
    world,
    pool,
    teacher: first(side.school.teachers.slice(others)),
    enrolment: async (stand, at = 0) => {
      const known = side.school.enrolments;
      const alike = relation === "wrong-state" ? known.withdrawn : known[stand]?.slice(at);
      const next =
        relation === "colleague"
          ? (alike?.slice(1)[0] ?? known.submitted?.[1])
          : (alike ?? known.approved)?.[0];
      const enrolmentId = first([next ?? first(known.approved)]);
      const { rows } = await pool.query<{ version: number }>("SELECT version FROM enrolments WHERE id = $1", [
        enrolmentId,
      ]);
      return { enrolmentId, version: String(rows[0]?.version ?? 1) };
    },
  };
}

export async function formOf(row: ActionRow, cell: Cell): Promise<FormValues> {
  const values = await row.form(cell);
  if (cell.relation !== "missing" || !row.object) return values;
  return { ...values, [row.object]: Array.isArray(values[row.object]) ? [newId()] : newId() };
}

/** One value that a query of the test's own finds, as text. */
export async function found(pool: pg.Pool, sql: string, params: unknown[] = []): Promise<string> {
  const { rows } = await pool.query({ text: sql, values: params, rowMode: "array" });
  return String(rows[0]?.[0] ?? newId());
}
