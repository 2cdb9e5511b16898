import type { Cells } from "@/lib/quotas/schema";
import type { QuotaColumn, QuotaRegion } from "@/lib/quotas/views";
import type { Edge } from "./cells";
import type { Band } from "./quota-grid";

const TONES = ["a", "b", "c"] as const;

/** Neighbouring columns of one category or project under one heading. */
export function bands(columns: QuotaColumn[], level: "category" | "project", english: boolean): Band[] {
  const found: Band[] = [];
  for (const column of columns) {
    const key = level === "category" ? column.categoryCode : column.projectCode;
    const name =
      level === "category"
        ? english
          ? column.categoryNameEn
          : column.categoryName
        : english
          ? column.projectNameEn
          : column.projectName;
    const last = found.at(-1);
    if (last?.key === key) last.span += 1;
    else found.push({ key, name, span: 1, tone: TONES[found.length % TONES.length] ?? "a" });
  }
  return found;
}

export function edgesOf(columns: QuotaColumn[]): Edge[] {
  return columns.map((column, index) => {
    const before = columns[index - 1];
    if (!before || before.categoryCode !== column.categoryCode) return "category";
    return before.projectCode === column.projectCode ? "none" : "project";
  });
}

export function toTexts(regions: QuotaRegion[], columns: QuotaColumn[], cells: Cells): string[][] {
  return regions.map((region) => columns.map((column) => cells[region.code]?.[column.code] ?? ""));
}
