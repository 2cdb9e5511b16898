import { expect, test } from "vitest";
import { NotFound } from "@/lib/kernel/problem";
import { listInbox } from "@/lib/notices";
import { db } from "@/lib/platform/db";
import { listEmptySeats, remindSchools } from "@/lib/quotas";
import { standAt, withWorld } from "../../support/world";

const current = withWorld();
const province = () => current().world.provinces[0];
const year = () => current().world.year;
const reminders = async () =>
  (await listInbox(province().schools[0].actor, {})).rows.filter((row) => row.kind === "seats-empty");

test("counts a school's cards without teacher and those bound but unused, until they lapse", async () => {
  const { rows, seats, total } = await listEmptySeats(province().actor, { year: year() });
  expect(total).toBe(rows.length);
  expect(seats).toBe(rows.reduce((sum, row) => sum + row.free + row.bound, 0));
  for (const row of rows) {
    const count = (state: string) =>
      db().registrationCard.count({ where: { schoolId: row.schoolId, state } });
    expect([row.free, row.bound]).toEqual([await count("issued"), await count("bound")]);
    expect(row).toMatchObject({ remindedAt: null, remindedToday: false });
  }
  expect(rows.map((row) => row.free + row.bound)).toEqual(
    rows.map((row) => row.free + row.bound).toSorted((a, b) => b - a),
  );
});

test("foretells which of them nobody is left for", async () => {
  const { pool } = current().database;
  const schoolId = province().schools[0].id;
  const surplus = async () =>
    (await listEmptySeats(province().actor, { year: year() })).rows.find((row) => row.schoolId === schoolId);
  const before = await surplus();
  expect(before?.free).toBeGreaterThan(0);
  expect(before?.surplus).toBe(0);
  await pool.query("UPDATE teachers SET post = 'principal', version = version + 1 WHERE school_id = $1", [
    schoolId,
  ]);
  expect((await surplus())?.surplus).toBe(before?.free);
});

test("a school is told once a day, with its seats and when the first lapses", async () => {
  const schoolIds = province().schools.map(({ id }) => id);
  const before = await listEmptySeats(province().actor, { year: year() });
  const own = before.rows.find((row) => row.schoolId === schoolIds[0]);
  const both = await Promise.all([
    remindSchools(province().actor, { year: year(), schoolIds }),
    remindSchools(province().actor, { year: year(), schoolIds }),
  ]);
  expect(both.map(({ schools }) => schools).toSorted()).toEqual([0, before.total]);
  expect(await reminders()).toMatchObject([
    {
      params: { seats: (own?.free ?? 0) + (own?.bound ?? 0), until: own?.lapsesAt.toISOString() },
      href: `/programmes/${year()}/cards`,
    },
  ]);
  const after = await listEmptySeats(province().actor, { year: year() });
  expect(after.rows.every((row) => row.remindedToday)).toBe(true);
  await standAt(current().database.pool, "2022-05-16T09:00:00+08:00");
  expect(await remindSchools(province().actor, { year: year(), schoolIds })).toMatchObject({
    schools: before.total,
  });
  expect(await reminders()).toHaveLength(2);
});

test("a school of another province is not there, and nobody is told", async () => {
  const foreign = current().world.provinces[1].schools[0].id;
  const own = province().schools[0].id;
  const count = await db().inboxMessage.count();
  await expect(remindSchools(province().actor, { year: year(), schoolIds: [own, foreign] })).rejects.toThrow(
    NotFound,
  );
  expect(await db().inboxMessage.count()).toBe(count);
});

test("after the last card has lapsed there is nobody to tell", async () => {
  await standAt(current().database.pool, "2022-06-30T09:00:00+08:00");
  expect(await listEmptySeats(province().actor, { year: year() })).toMatchObject({ total: 0, seats: 0 });
  const schoolIds = [province().schools[0].id];
  expect(await remindSchools(province().actor, { year: year(), schoolIds })).toEqual({
    schools: 0,
    seats: 0,
    left: 1,
  });
});
