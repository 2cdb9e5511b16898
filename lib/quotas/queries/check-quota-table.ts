import { type Actor, authorise } from "@/lib/access";
import { NotFound } from "@/lib/kernel/problem";
import { provincesByRegion } from "@/lib/organisations";
import { db } from "@/lib/platform/db";
import { seatsOfCell, sumColumn } from "../rules";
import type { Cells, QuotaChange, QuotaCheck, QuotaColumn } from "../schema";
import { readColumns, readDrafts } from "./get-quota-grid";

/** What issuing the latest draft would do: the sum of each column against its plan, and what each region gains or loses. */
export async function checkQuotaTable(actor: Actor, params: { year: number }): Promise<QuotaCheck> {
  authorise(actor, "quota.issue");
  const reader = db();
  const [columns, provinces, [draft, previous]] = await Promise.all([
    readColumns(reader, params.year),
    provincesByRegion(reader),
    readDrafts(reader, params.year),
  ]);
  if (!draft) throw new NotFound("draft");
  const regions = [...provinces.keys()];
  const open = columns.filter((column) => !column.issued);
  return {
    draft: draft.number,
    columns: columns.map((column) => {
      const { sum, invalid } = sumColumn(draft.cells, regions, column.code);
      const { code, name, nameEn, plan, issued } = column;
      const ok = !issued && invalid.length === 0 && sum <= plan;
      return { code, name, nameEn, plan, sum, invalid: invalid.length, issued, ok };
    }),
    changes: [...provinces].flatMap(([code, province]): QuotaChange[] => {
      const before = previous ? rowSum(previous.cells, code, open) : 0;
      const after = rowSum(draft.cells, code, open);
      if (before === after) return [];
      return [{ regionCode: code, name: province.shortName, nameEn: province.shortNameEn, before, after }];
    }),
  };
}

function rowSum(cells: Cells, region: string, columns: QuotaColumn[]): number {
  return columns.reduce((sum, column) => sum + (seatsOfCell(cells[region]?.[column.code]) ?? 0), 0);
}
