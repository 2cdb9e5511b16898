import { type Actor, authorise } from "@/lib/access";
import { NotFound } from "@/lib/kernel/problem";
import { provincesByRegion } from "@/lib/organisations";
import { db } from "@/lib/platform/db";
import { seatsOfCell, sumColumn } from "../rules";
import type { Cells } from "../schema";
import type { QuotaCheck, QuotaDraftFacts, SeatsByRegion } from "../views";
import { readColumns, readDrafts, readGranted } from "./get-quota-grid";
import { readLastYear } from "./get-quota-weights";

/**
 * What issuing the latest draft would do: the sum of each column against its plan, and what each region and each sub-project
 * gains or loses against last year, or where there was none, against the draft before.
 */
export async function checkQuotaTable(actor: Actor, params: { year: number }): Promise<QuotaCheck> {
  authorise(actor, "quota.issue");
  const reader = db();
  const [columns, provinces, [draft, previous], granted, lastYear] = await Promise.all([
    readColumns(reader, params.year),
    provincesByRegion(reader),
    readDrafts(reader, params.year),
    readGranted(reader, params.year, null),
    readLastYear(reader, params.year),
  ]);
  if (!draft) throw new NotFound("draft");
  const regions = [...provinces.keys()];
  const open = columns.filter((column) => !column.issued).map((column) => column.code);
  const { reference, before } = referenceOf(lastYear, open, previous);
  const after = (region: string, code: string) => seatsIn(draft.cells, region, code);
  const sum = (codes: string[], seats: (code: string) => number) =>
    codes.reduce((total, code) => total + seats(code), 0);
  return {
    draft: draft.number,
    reference,
    columns: columns.map(({ code, name, nameEn, plan, issued }) => {
      const { sum: seats, invalid } = sumColumn(draft.cells, regions, code);
      const ok = !issued && invalid.length === 0 && seats <= plan;
      const moved = regions.map((region) => after(region, code) - before(region, code));
      return {
        ...{ code, name, nameEn, plan, sum: seats, invalid: invalid.length, issued, ok },
        before: sum(regions, (region) => before(region, code)),
        gaining: moved.filter((seats) => seats > 0).length,
        losing: moved.filter((seats) => seats < 0).length,
      };
    }),
    regions: [...provinces].map(([region, province]) => ({
      regionCode: region,
      name: province.shortName,
      nameEn: province.shortNameEn,
      issued: sum(Object.keys(granted.cells[region] ?? {}), (code) => seatsIn(granted.cells, region, code)),
      before: sum(open, (code) => before(region, code)),
      after: sum(open, (code) => after(region, code)),
    })),
  };
}

type Before = (region: string, code: string) => number;

function referenceOf(
  lastYear: SeatsByRegion,
  open: string[],
  previous: QuotaDraftFacts | undefined,
): { reference: QuotaCheck["reference"]; before: Before } {
  if (Object.values(lastYear).some((row) => open.some((code) => row[code] !== undefined)))
    return {
      reference: { kind: "last-year" },
      before: (region, code) => lastYear[region]?.[code] ?? 0,
    };
  if (!previous) return { reference: { kind: "none" }, before: () => 0 };
  return {
    reference: { kind: "draft", number: previous.number },
    before: (region, code) => seatsIn(previous.cells, region, code),
  };
}

function seatsIn(cells: Cells, region: string, code: string): number {
  return seatsOfCell(cells[region]?.[code]) ?? 0;
}
