/** Every text of the grid, as props: templates name their figures in braces. */
export const GRID_WORDS = [
  "caption",
  "region",
  "total",
  "difference",
  "plan",
  "allocated",
  "left",
  "complete",
  "leftOver",
  "over",
  "toMend",
  "undo",
  "redo",
  "paste",
  "pasteTitle",
  "pasteHint",
  "pasteText",
  "pastePlan",
  "pasteInvalid",
  "pasteUnmatched",
  "pasteApply",
  "cancel",
  "compare",
  "compareNone",
  "compareSaved",
  "compareDraft",
  "problems",
  "noProblems",
  "previousProblem",
  "nextProblem",
  "notWhole",
  "overPlan",
  "changeTo",
  "restore",
  "lastSave",
  "columnPlan",
  "changed",
  "nothingChanged",
  "invalidNote",
  "saveAs",
  "saving",
  "savedAt",
  "issue",
  "issued",
  "keys",
  "sumOfColumn",
  "sumOfRow",
  "theirs",
  "theirsLead",
  "merged",
  "mergedLead",
  "keepMine",
  "takeTheirs",
  "errors",
  "times",
] as const;
export type GridWords = Record<(typeof GRID_WORDS)[number], string>;

const FIGURES = ["changed", "code", "count", "name", "number", "regions", "sum", "time", "value"];

/** Each figure stands for itself: the grid fills them in while it is worked on. */
export const UNFILLED = Object.fromEntries(FIGURES.map((name) => [name, `{${name}}`]));

export function fill(template: string, values: Record<string, string | number>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
