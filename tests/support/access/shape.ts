import type { Actor, Permission, Role } from "@/lib/access";
import type { World, WorldInstitution, WorldProvince, WorldSchool } from "../world-shape";

/** The objects of one half of the world: a province, its first school, an institution. */
export type Side = {
  province: WorldProvince;
  school: WorldSchool;
  institution: WorldInstitution;
  /** Who acts in a role on this side; national roles are the same person on both. */
  actor: (role: Role) => Actor;
};

export type AccessCase = {
  kind: "command" | "query";
  /** The row of the access table that decides; several must all allow. */
  permission: Permission | Permission[];
  stage?: World["stage"];
  /** Business time of the call, if not that of the stage. */
  at?: string;
  /** Acts of other people before the call, on both sides alike. */
  prepare?: (sides: [Side, Side], world: World) => Promise<unknown>;
  /** Index of the teacher who acts in the role teacher. */
  teacher?: number;
  /** The call, with the objects of one side. */
  run: (actor: Actor, side: Side, world: World) => Promise<unknown>;
  /** Narrower than the table: only these roles have an object of their own here. Everybody else is refused. */
  only?: Role[];
  /** Their rows belong to both sides here, so assigned.test.ts looks at these roles. */
  elsewhere?: Role[];
  /** Reaches own rows only, whatever the table says about the kind of row. */
  ownOnly?: boolean;
  /** A list is never refused for the sake of foreign rows; it shows this text of its own side and never that of the other. */
  shows?: (side: Side, role: Role) => string;
  /** Nothing foreign can be named, and why. */
  noForeign?: string;
  /** Kinds of the events of an allowed call, where acts inside the act leave their own; else exactly one event. */
  events?: string[];
  /** A permitted call is stopped by the rules, and why it must be; who may do it is shown all the same. */
  stopsAtRules?: string;
};

export type AccessCases = Record<string, AccessCase>;

export function first<Item>(items: Item[] | undefined): Item {
  const item = items?.[0];
  if (item === undefined) throw new Error("the world lacks what this case needs");
  return item;
}

export function teacherAt(side: Side, index: number) {
  return first(side.school.teachers.slice(index));
}

/** Of the two that wait for review, the province decides on one and its delegate on the other. */
export function confirmedOf(actor: Actor, side: Side): string {
  return first(side.school.enrolments.confirmed?.slice(actor.role === "delegate" ? 1 : 0));
}
