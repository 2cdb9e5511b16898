import { Forbidden } from "@/lib/kernel/problem";
import type { Actor, Scope } from "./roles";

/**
 * A scope as a condition on organisations: the actor's own one, its province's subtree, or all.
 * The words self and assigned name people and rows, not organisations, and are for each module to translate.
 */
export function organisationsInScope(actor: Actor, scope: Scope): { id?: string; provinceId?: string } {
  if (scope === "all") return {};
  if (scope === "own") return { id: actor.organisationId };
  if (scope === "subtree") return { provinceId: actor.provinceId ?? actor.organisationId };
  throw new Forbidden(`scope ${scope} names no organisation`);
}
