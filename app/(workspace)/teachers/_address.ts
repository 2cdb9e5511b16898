import type { TeacherFilter } from "@/lib/teachers/schema";

const KEPT = ["tab", "q", "problem", "school", "cursor"] as const;

/** The list, or one record beside it, under a changed filter; defaults are absent, and any change but paging begins anew. */
export function address(
  filter: TeacherFilter,
  change: Partial<TeacherFilter> = {},
  teacherId?: string,
): string {
  const moved = Object.keys(change).some((name) => name !== "cursor");
  const next = { ...filter, ...(moved ? { cursor: "" } : {}), ...change };
  const query = new URLSearchParams();
  for (const name of KEPT) if (next[name] && next[name] !== "all") query.set(name, next[name]);
  const path = teacherId ? `/teachers/${teacherId}` : "/teachers";
  return query.size > 0 ? `${path}?${query}` : path;
}
