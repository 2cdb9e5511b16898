import { afterAll, beforeAll, expect, test } from "vitest";
import { registerOpen } from "@/lib/enrolments";
import { db, disconnect } from "@/lib/platform/db";
import { cloneDatabase, type TestDatabase } from "../support/database";
import { addTeachers, buildWorld } from "../support/enrolments";
import { openRequest } from "../support/open";
import { inParallel, tally } from "../support/parallel";
import { testSecrets } from "../support/test-server";

const RUNS = 10;
let database: TestDatabase;

beforeAll(async () => {
  database = await cloneDatabase();
  Object.assign(process.env, testSecrets, { DATABASE_URL: database.url, DATABASE_POOL: "48" });
});

afterAll(async () => {
  await disconnect();
  await database.drop("unchecked");
});

/** The negative control: here alone the places are read first, decided upon and then counted, as one would without a lock. */
async function disarm(): Promise<void> {
  const { pool } = database;
  const { rows } = await pool.query<{ definition: string }>(
    "SELECT pg_get_functiondef('register_open_place'::regproc) AS definition",
  );
  const production = rows[0]?.definition ?? "";
  const read = "SELECT * INTO place FROM open_places WHERE class_id = p_class;";
  expect(production.split(read)).toHaveLength(2);
  const unguarded = production
    .replace(read, "")
    .replace("BEGIN\n", `BEGIN\n  ${read}\n`)
    .replace("AND used < cap AND waiting = 0", "");
  expect(unguarded).not.toMatch(/used < cap/);
  await pool.query(unguarded);
  await pool.query("ALTER TABLE open_places DROP CONSTRAINT open_places_within");
}

/** A class is sold out at one instant, and the gap between reading and counting is short: a run is so many races, one after the other. */
const RACES = 4;
const PLACES = 30;

test("without the condition on the counter and its constraint the same race oversells in at least nine of ten runs", async () => {
  const world = await buildWorld({
    subProjects: Array.from({ length: RUNS }, (_, run) => ({
      code: `B3${String(run).padStart(2, "0")}`,
      seats: RACES * PLACES,
      mode: "open" as const,
      classes: Array.from({ length: RACES }, (): [number, number, number] => [PLACES, 30, 40]),
    })),
  });
  await disarm();
  const oversold: boolean[] = [];
  for (const { classIds } of world.subProjects) {
    let surplus = 0;
    for (const classId of classIds) {
      const teachers = await addTeachers(world.school, 120);
      const outcomes = await inParallel(teachers, 64, (teacher) =>
        registerOpen(teacher, openRequest(classId)),
      );
      const { ok = 0 } = tally(outcomes);
      expect(await db().enrolment.count({ where: { openClassId: classId } })).toBe(ok);
      surplus += ok - PLACES;
    }
    oversold.push(surplus > 0);
  }
  expect(oversold.filter(Boolean).length).toBeGreaterThanOrEqual(9);
}, 120_000);
