import type { Actor } from "@/lib/access";
import type { Allocation } from "@/lib/quotas/views";

/** Who splits, as the words of these pages tell them apart: a city, a province through its cities, or one straight to its schools. */
export type SplitLevel = "city" | "through" | "province";

export function levelOf({ role }: Pick<Actor, "role">, { throughCities }: Allocation["route"]): SplitLevel {
  if (role === "city") return "city";
  return throughCities ? "through" : "province";
}
