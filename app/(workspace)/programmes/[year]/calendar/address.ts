export const PEOPLE = ["all", "ministry", "office", "province", "institution", "school", "teacher"] as const;
export type Person = (typeof PEOPLE)[number];

/** The address of a view of the calendar; what is as usual is left out. */
export function calendarAddress(
  path: string,
  view: { who: Person; at: string | undefined; view: string | undefined },
): string {
  const params = new URLSearchParams();
  if (view.who !== "all") params.set("who", view.who);
  if (view.at) params.set("at", view.at);
  if (view.view) params.set("view", view.view);
  const query = params.toString();
  return query ? `${path}?${query}` : path;
}
