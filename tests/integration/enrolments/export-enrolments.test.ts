import { beforeAll, expect, test } from "vitest";
import { listText } from "@/components/domain/enrolments/list-text";
import type { Actor } from "@/lib/access";
import { exportEnrolments, listEnrolments } from "@/lib/enrolments";
import { Forbidden } from "@/lib/kernel/problem";
import { db } from "@/lib/platform/db";
import { withWorld } from "../../support/world";

const open = withWorld();
let province: Actor;
let year: number;
beforeAll(() => {
  ({ year } = open().world);
  province = open().world.provinces[0].actor;
});

test("the file holds what the page lists, in its order, and no other province's people", async () => {
  for (const tab of ["to-review", "approved", "all"] as const) {
    const list = await listEnrolments(province, year, { tab });
    const taken = await exportEnrolments(province, { year, tab });
    expect(taken.rows.length).toBe(list.total);
    expect(taken.rows.slice(0, list.rows.length)).toEqual(list.rows);
  }
  const all = await exportEnrolments(province, { year, tab: "all" });
  const owners = await db().enrolment.findMany({
    where: { id: { in: all.rows.map((row) => row.id) } },
    select: { provinceId: true },
    distinct: ["provinceId"],
  });
  expect(owners).toEqual([{ provinceId: open().world.provinces[0].id }]);
});

test("the filters of the page are the filters of the file", async () => {
  const [, school] = open().world.provinces[0].schools;
  const taken = await exportEnrolments(province, { year, tab: "all", schoolId: school.id });
  const list = await listEnrolments(province, year, { tab: "all", schoolId: school.id });
  expect(taken.rows).toEqual(list.rows);
  const none = await exportEnrolments(province, { year, tab: "all", search: "没有这个名字" });
  expect(none.rows).toEqual([]);
});

test("the number on the file leads to the event, and nobody but the province and the school takes one", async () => {
  const taken = await exportEnrolments(province, { year, tab: "all" });
  const text = await listText(taken);
  expect(text.origin).toContain(taken.number);
  expect(text.rows[0]).toHaveLength(text.columns.length);
  expect(text.rows[0]?.[1]).toBe(taken.rows[0]?.teacherName);
  const event = await db().auditEvent.findFirstOrThrow({ where: { subjectId: taken.number } });
  expect(event).toMatchObject({
    kind: "enrolment.list-exported",
    payload: { year, tab: "all", people: taken.rows.length, schoolId: null },
  });
  for (const actor of [open().world.ministry, open().world.auditor])
    await expect(exportEnrolments(actor, { year, tab: "all" })).rejects.toBeInstanceOf(Forbidden);
});
