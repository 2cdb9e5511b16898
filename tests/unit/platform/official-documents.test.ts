import { buffer } from "node:stream/consumers";
import fc from "fast-check";
import { getDocumentProxy } from "unpdf";
import { describe, expect, it } from "vitest";
import { MM, OFFICIAL_PAGE, type OfficialDocument } from "@/lib/kernel/official-document";
import { breakLines } from "@/lib/platform/line-breaking";
import { officialDocx } from "@/lib/platform/official-docx";
import { officialPdf } from "@/lib/platform/official-pdf";
import { entriesOf } from "../../support/archive";

const LONG = "请各地认真组织，确保培训质量，按时完成各项任务，不得以任何理由向学员收取费用。";

function paper(paragraphs: number): OfficialDocument {
  return {
    issuer: "演示承训单位31",
    number: "演示培函〔2022〕15号",
    title: "关于举办2022年“职教国培”智能制造专业骨干教师示范培训（第1班）的通知",
    salutation: ["各有关省级教育行政部门、职业院校："],
    body: [
      { kind: "heading", text: "一、时间和地点" },
      ...Array.from({ length: paragraphs }, (_, index) => ({
        kind: "paragraph" as const,
        text: `第${index + 1}段。${LONG.repeat(3)}`,
      })),
      { kind: "paragraph", text: "联系人：陈老师，电话：010-6609-6114。", together: "010-6609-6114" },
    ],
    attachments: ["学员名单", "报到须知"],
    attachmentsLabel: "附件：",
    signature: "演示承训单位31",
    date: "2022年5月17日",
  };
}

type Placed = { text: string; x: number; y: number; size: number; font: string };

/** Text of each page as an independent reader finds it, top to bottom. */
async function readBack(file: Uint8Array): Promise<Placed[][]> {
  const pdf = await getDocumentProxy(new Uint8Array(file));
  const pages: Placed[][] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    pages.push(
      items.flatMap((item) =>
        "str" in item && item.str.trim() !== ""
          ? [
              {
                text: item.str,
                x: item.transform[4],
                y: item.transform[5],
                size: item.transform[0],
                font: item.fontName,
              },
            ]
          : [],
      ),
    );
  }
  return pages;
}

/** What a reader sees, without regard to how its lines were cut into pieces. */
const words = (pages: Placed[][]) => pages.map((page) => page.map((item) => item.text).join("")).join("");

const plain = (words: string) => words.replace(/\s/g, "").normalize("NFKC");

describe("a paper as PDF", () => {
  it("says everything in its order, on the page of the standard", async () => {
    const file = await buffer(await officialPdf(paper(2)));
    const pages = await readBack(file);
    const expected = paper(2);
    const order = [
      expected.issuer,
      expected.number,
      expected.title,
      ...expected.salutation,
      ...expected.body.map((block) => block.text),
      "附件：1. 学员名单",
      "2. 报到须知",
      expected.signature,
      "2022年5月17日",
    ];
    const read = plain(words(pages));
    let from = 0;
    for (const part of order.map(plain)) {
      const at = read.indexOf(part.slice(0, 12), from);
      expect(at, part).toBeGreaterThanOrEqual(from);
      from = at;
    }
    const title = pages.flat().find((item) => item.text.startsWith("关于举办"));
    expect(title?.size).toBe(OFFICIAL_PAGE.titlePt);
    const left = OFFICIAL_PAGE.leftMm * MM;
    const top = (OFFICIAL_PAGE.heightMm - OFFICIAL_PAGE.topMm) * MM;
    for (const item of pages.flat()) {
      expect(item.x).toBeGreaterThanOrEqual(left - 0.01);
      expect(item.y).toBeLessThanOrEqual(top);
    }
  });

  it("embeds a subset of each face it uses, and is tagged", async () => {
    const file = await buffer(await officialPdf(paper(2)));
    const raw = file.toString("latin1");
    const embedded = [...raw.matchAll(/\/FontName \/[A-Z]{6}\+([A-Za-z-]+)/g)].map((match) => match[1]);
    expect([...new Set(embedded)].sort()).toEqual([
      "NotoSansSC-Medium",
      "NotoSerifSC-Bold",
      "NotoSerifSC-Regular",
    ]);
    expect(raw.match(/\/FontFile[23] /g)).toHaveLength(3);
    expect(raw).toContain("/Marked true");
    expect(raw).toContain("/Lang (zh-CN)");
    expect(file.length).toBeLessThan(120_000);
  });

  it("sets 22 lines of 28 characters on a page and its number on the outer side", async () => {
    const pages = await readBack(await buffer(await officialPdf(paper(40))));
    const second = pages[1] ?? [];
    const body = second.filter((item) => item.size === OFFICIAL_PAGE.bodyPt);
    expect(new Set(body.map((item) => Math.round(item.y))).size).toBe(OFFICIAL_PAGE.lines);
    const full = [...LONG.repeat(3)].length;
    expect(full).toBeGreaterThan(OFFICIAL_PAGE.characters);
    const folios = pages.map((page) => page.filter((item) => item.size === OFFICIAL_PAGE.folioPt));
    expect(folios.map((items) => plain(items.map((item) => item.text).join("")))).toEqual(
      pages.map((_, index) => `—${index + 1}—`),
    );
    const middle = (OFFICIAL_PAGE.widthMm / 2) * MM;
    folios.forEach((items, index) => {
      const outer = index % 2 === 0 ? (items[0]?.x ?? 0) > middle : (items[0]?.x ?? Infinity) < middle;
      expect(outer).toBe(true);
    });
  });

  it("never leaves the signature alone on a page", async () => {
    for (const paragraphs of [3, 4, 5, 6, 7, 8, 9, 10]) {
      const pages = await readBack(await buffer(await officialPdf(paper(paragraphs))));
      expect(plain(words(pages.slice(-1)))).toContain("010-6609-6114");
    }
  });

  it("gives others their turn while a hundred pages are set", async () => {
    let turns = 0;
    let running = true;
    const count = () => {
      turns += 1;
      if (running) setImmediate(count);
    };
    setImmediate(count);
    const file = await buffer(await officialPdf(paper(440)));
    running = false;
    const pdf = await getDocumentProxy(new Uint8Array(file));
    expect(pdf.numPages).toBeGreaterThanOrEqual(100);
    expect(turns).toBeGreaterThan(30);
  });
});

describe("a paper as DOCX", () => {
  it("has the parts of the format, the grid of the standard and its faces by name", async () => {
    const parts = await entriesOf(await officialDocx(paper(2)));
    for (const part of ["[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/styles.xml"])
      expect([...parts.keys()]).toContain(part);
    const body = parts.get("word/document.xml") ?? "";
    expect(body).toContain('<w:pgSz w:w="11906" w:h="16838"');
    expect(body).toMatch(/<w:docGrid w:type="linesAndChars" w:linePitch="579" w:charSpace="-8\d\d"\/>/);
    const textHeight = 16838 - 2098 - 1984;
    expect(Math.floor(textHeight / 579)).toBe(OFFICIAL_PAGE.lines);
    expect(parts.get("word/styles.xml")).toContain('w:eastAsia="FangSong"');
    expect(parts.get("word/styles.xml")).toContain('w:eastAsia="SimHei"');
    expect(parts.get("word/settings.xml")).toContain("w:evenAndOddHeaders");
  });

  it("says the same words in the same order", async () => {
    const body = (await entriesOf(await officialDocx(paper(2)))).get("word/document.xml") ?? "";
    const read = [...body.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map((match) => match[1] ?? "").join("");
    const expected = paper(2);
    const said = [
      expected.issuer,
      expected.number,
      expected.title,
      ...expected.salutation,
      ...expected.body.map((block) => block.text),
      "附件：1. 学员名单",
      "2. 报到须知",
      expected.signature,
      expected.date,
    ];
    expect(read).toBe(said.join(""));
  });
});

describe("breaking lines", () => {
  /** A Chinese character is one wide, everything else a half. */
  const measure = (words: string) =>
    [...words].reduce((sum, character) => sum + (character < "\u0100" ? 0.5 : 1), 0);

  it("loses nothing, keeps to the width and starts no line with a stop", () => {
    const character = fc.constantFrom(..."培训教师通知，。、（）〔〕《》“”a1- ");
    fc.assert(
      fc.property(
        fc.array(character, { maxLength: 200 }).map((all) => all.join("").trim()),
        (words) => {
          const lines = breakLines(words, { width: 28, firstIndent: 2 }, measure);
          expect(lines.join("").replace(/ /g, "")).toBe(words.replace(/ /g, ""));
          lines.forEach((line, index) => {
            expect(measure(line)).toBeLessThanOrEqual(index === 0 ? 26 : 28);
          });
        },
      ),
    );
    const lines = breakLines(`${"培训".repeat(13)}，。培训`, { width: 28, firstIndent: 2 }, measure);
    expect(lines.filter((line) => /^[，。、）〕》”]/.test(line))).toEqual([]);
  });

  it("keeps a number whole", () => {
    const number = "010 6609 6114";
    for (let before = 0; before < 30; before += 1) {
      const lines = breakLines(`${"电".repeat(before)}${number}。`, { width: 14, together: number }, measure);
      expect(lines.some((line) => line.includes(number))).toBe(true);
    }
  });
});
