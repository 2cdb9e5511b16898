import { type WorkbookCell, writeWorkbook } from "@/lib/platform/workbook";

/** A filled-in table of a province as its officer would hand it over: headings, then a row a school. */
export async function allocationFile(
  rows: [label: string, ...cells: WorkbookCell[]][],
  headings: string[] = ["B302"],
): Promise<File> {
  const bytes = await writeWorkbook([{ name: "1", rows: [["表"], ["学校", ...headings], ...rows] }]);
  return new File([bytes], "allocation.xlsx");
}
