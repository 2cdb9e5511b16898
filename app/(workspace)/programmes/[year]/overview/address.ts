import type { OverviewFilter } from "@/lib/reporting/schema";

type Asked = Partial<Omit<OverviewFilter, "year">> & { at?: string };

const DEFAULTS: Required<Asked> = {
  measure: "registered",
  sort: "unused",
  order: "desc",
  subProject: "",
  province: "",
  by: "schools",
  at: "",
};

/** The address of a view of the overview; what is as usual is left out. */
export function overviewAddress(path: string, filter: Asked, change: Asked = {}): string {
  const params = new URLSearchParams();
  const wanted = { ...filter, ...change };
  for (const key of Object.keys(DEFAULTS) as (keyof Asked)[]) {
    const value = wanted[key];
    if (value !== undefined && value !== DEFAULTS[key]) params.set(key, value);
  }
  const query = params.toString();
  return query ? `${path}?${query}` : path;
}
