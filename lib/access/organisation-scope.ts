import { Forbidden } from "@/lib/kernel/problem";
import type { Actor, Scope } from "./roles";

type Within = { id?: string; provinceId?: string; OR?: ({ id: string } | { parentId: string })[] };

/**
 * A scope as a condition on organisations: the actor's own one, its subtree (the province's, or the city with its schools), or all.
 * The words self and assigned name people and rows, not organisations, and are for each module to translate.
 */
export function organisationsInScope(actor: Actor, scope: Scope): Within {
  if (scope === "all") return {};
  if (scope === "own") return { id: actor.organisationId };
  if (scope === "subtree" && actor.role === "city")
    return { OR: [{ id: actor.organisationId }, { parentId: actor.organisationId }] };
  if (scope === "subtree") return { provinceId: actor.provinceId ?? actor.organisationId };
  throw new Forbidden(`scope ${scope} names no organisation`);
}
