import type { ComparisonFilter } from "@/lib/reporting/schema";

type Asked = Omit<ComparisonFilter, "year">;

/** The sub-project comes last, where a menu of them can put its own. */
const DEFAULTS: Asked = { sort: "used", order: "asc", province: "", by: "schools", subProject: "" };

/** The address of a view of the comparison; what is as usual is left out. */
export function comparisonAddress(path: string, filter: Asked, change: Partial<Asked> = {}): string {
  const params = new URLSearchParams();
  const wanted = { ...filter, ...change };
  for (const key of Object.keys(DEFAULTS) as (keyof Asked)[])
    if (wanted[key] !== DEFAULTS[key]) params.set(key, wanted[key]);
  const query = params.toString();
  return query ? `${path}?${query}` : path;
}

/** The address to which a menu adds the code of a sub-project. */
export function addressOfAny(path: string, filter: Asked): string {
  const address = comparisonAddress(path, filter, { subProject: "" });
  return `${address}${address.includes("?") ? "&" : "?"}subProject=`;
}
