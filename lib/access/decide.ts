import { Forbidden } from "@/lib/kernel/problem";
import { PERMISSIONS, type Permission } from "./permissions";
import type { Actor, Role, Scope } from "./roles";

/** The scope of a permission for a role, or null for a refusal. */
export function scopeOf(role: Role, permission: Permission): Scope | null {
  const row: Partial<Record<Role, Scope>> = PERMISSIONS[permission];
  return Object.hasOwn(row, role) ? (row[role] ?? null) : null;
}

/** For menus and buttons, as a hint; commands and queries decide with `authorise`. */
export function can(actor: Pick<Actor, "role">, permission: Permission): boolean {
  return scopeOf(actor.role, permission) !== null;
}

/** The scope under which the actor may go on. Throws Forbidden. */
export function authorise(actor: Actor, permission: Permission): Scope {
  const scope = scopeOf(actor.role, permission);
  if (scope === null) throw new Forbidden(permission);
  return scope;
}
