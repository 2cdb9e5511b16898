import { buffer } from "node:stream/consumers";
import { extractText, getDocumentProxy } from "unpdf";
import { describe, expect, it } from "vitest";
import type { TableDocument } from "@/lib/kernel/table-document";
import { readSpreadsheet } from "@/lib/platform/spreadsheet";
import { tablePdf, tableXlsx } from "@/lib/platform/table-files";
import { entriesOf } from "../../support/archive";

const table = (people: number): TableDocument => ({
  title: "2022年“职教国培”智能制造（第1班）学员名单",
  facts: "班号2022-B301-01",
  columns: [
    { name: "姓名", share: 0.3 },
    { name: "学校", share: 0.7 },
  ],
  rows: Array.from({ length: people }, (_, index) => [`演示${index + 1}号`, "演示湖南江滨职业技术学院"]),
  origin: "导出人：陈老师，编号：2022-B301-01-20220517-A1B2C3",
});

describe("a table as XLSX", () => {
  it("holds its rows, its head and its origin", async () => {
    const [sheet] = await readSpreadsheet(await tableXlsx(table(3)));
    expect(sheet?.at(0, 0).text).toBe(table(3).title);
    expect([sheet?.at(2, 0).text, sheet?.at(2, 1).text]).toEqual(["姓名", "学校"]);
    expect(sheet?.at(5, 0).text).toBe("演示3号");
    expect(sheet?.at(7, 0).text).toBe(table(3).origin);
  });

  it("holds no formula, whatever a name begins with", async () => {
    const evil = [
      '=HYPERLINK("http://example.cn")',
      "+1",
      "-1+cmd",
      "@SUM(A1)",
      "\t=1",
      "\uff1d1+1",
      "\uff20x",
      "普通",
    ];
    const file = await tableXlsx({ ...table(0), rows: evil.map((name) => [name, "学校"]) });
    const [sheet] = await readSpreadsheet(file);
    const read = evil.map((_, index) => sheet?.at(3 + index, 0).text ?? "");
    expect(read.filter((cell) => /^[=+\-@\t\r\uff1d\uff20]/.test(cell))).toEqual([]);
    expect(read.at(-1)).toBe("普通");
    const parts = await entriesOf(Buffer.from(file));
    for (const [, xml] of parts) expect(xml).not.toMatch(/<f[ >]/);
  });
});

describe("a table as PDF", () => {
  it("repeats its head and says on every page where it comes from", async () => {
    const file = await buffer(await tablePdf(table(120)));
    const pdf = await getDocumentProxy(new Uint8Array(file));
    const { text, totalPages } = await extractText(pdf, { mergePages: false });
    expect(totalPages).toBeGreaterThan(2);
    for (const page of text) {
      const read = page.replace(/\s/g, "");
      expect(read).toContain("编号：2022-B301-01-20220517-A1B2C3");
      expect(read).toContain("姓名学校");
    }
    const all = text.join("").replace(/\s/g, "");
    for (let person = 1; person <= 120; person += 1) expect(all).toContain(`演示${person}号`);
  });
});
