import { expect, test } from "vitest";
import { cardSheetPdf } from "@/lib/platform/card-sheet";
import { db } from "@/lib/platform/db";
import { revealCardSheet } from "@/lib/quotas";
import { standAt, withWorld } from "../../support/world";

const current = withWorld();
const school = () => current().world.provinces[0].schools[0];
const reveal = () => revealCardSheet(school().actor, { year: current().world.year, format: "pdf" });

test("holds the own school's usable cards and no other, and leaves each code in the trail", async () => {
  const { cards } = await reveal();
  const usable = await db().registrationCard.findMany({
    where: { schoolId: school().id, state: { in: ["issued", "bound"] } },
    orderBy: { code: "asc" },
    select: { code: true },
  });
  expect(usable.length).toBeGreaterThan(1);
  expect(cards.map((card) => card.code)).toEqual(usable.map((card) => card.code));
  const event = await db().auditEvent.findFirstOrThrow({
    where: { kind: "card.sheet-revealed" },
    select: { payload: true, subjectId: true },
  });
  expect(event).toMatchObject({
    subjectId: school().id,
    payload: { format: "pdf", cards: usable.map((card) => card.code) },
  });
});

test("nothing is left to print once the cards have lapsed", async () => {
  await standAt(current().database.pool, "2022-06-30T09:00:00+08:00");
  await expect(reveal()).rejects.toThrow("quotas.no-usable-cards");
});

const card = (code: string) => ({
  code,
  name: "B301 智能制造专业骨干教师示范培训",
  lines: [{ label: "有效到", value: "5月16日24:00" }],
  note: "登录后输入卡号。",
});

test("eight cards stand on a page, a ninth begins the next", async () => {
  const pages = async (count: number) => {
    const pdf = await cardSheetPdf(
      "报名卡",
      "zh-CN",
      Array.from({ length: count }, (_, at) => card(`22-${at}`)),
    );
    expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
    return pdf.toString("latin1").match(/\/Type \/Page\b(?!s)/g)?.length;
  };
  expect(await pages(8)).toBe(1);
  expect(await pages(9)).toBe(2);
});
