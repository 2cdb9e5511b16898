import type { EnrolmentFilter } from "@/lib/enrolments/filter-schema";

export type ListSearch = Record<string, string | string[] | undefined>;

/** What narrows the list down: first what stands on the page, then what lies behind "more". */
export const FIRST_FILTERS = ["subProjectId", "schoolId", "check"] as const;
export const MORE_FILTERS = ["cityId", "card", "flag", "waiting", "delegated"] as const;
export const FILTERS = ["search", ...FIRST_FILTERS, ...MORE_FILTERS] as const;
const LIST_NAMES = ["tab", ...FILTERS, "cursor", "from"] as const;
type ListName = (typeof LIST_NAMES)[number];
export type ListState = Partial<Record<ListName, string>>;

/** The part of an address that makes the list; the panel's own parameters stay out of it. */
export function listStateOf(search: ListSearch, filter: EnrolmentFilter): ListState {
  const state: ListState = {};
  for (const name of LIST_NAMES) {
    const value = name === "from" ? search.from : filter[name];
    if (typeof value === "string" && value !== "") state[name] = value;
  }
  return state;
}

function query(values: Record<string, string | undefined>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) if (value) search.set(name, value);
  const text = search.toString();
  return text ? `?${text}` : "";
}

/** The list with one thing changed; any change but turning the page starts at its beginning. */
export function listHref(year: number, state: ListState, change: ListState = {}): string {
  const { cursor, from, ...rest } = state;
  const place = "cursor" in change || Object.keys(change).length === 0 ? { cursor, from } : {};
  return `/programmes/${year}/enrolments${query({ ...rest, ...place, ...change })}`;
}

/** One registration beside the list as it stands; `after` names the one that was just decided. */
export function panelHref(
  year: number,
  enrolmentId: string,
  state: ListState,
  panel: { act?: string; reason?: string; after?: string } = {},
): string {
  return `/programmes/${year}/enrolments/${enrolmentId}${query({ ...state, ...panel })}`;
}

/** The whole list as a file, with the filters of the page. */
export function exportHref(year: number, { cursor: _, from: __, ...state }: ListState): string {
  return `/programmes/${year}/enrolments/file${query(state)}`;
}
