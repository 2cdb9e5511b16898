import { afterAll, beforeAll, expect, test } from "vitest";
import { registerEnrolment } from "@/lib/enrolments";
import { db, disconnect } from "@/lib/platform/db";
import { cloneDatabase, type TestDatabase } from "../support/database";
import { addTeachers, buildWorld, issueCards, registration } from "../support/enrolments";
import { inParallel, tally } from "../support/parallel";
import { testSecrets } from "../support/test-server";

const RUNS = 10;
let database: TestDatabase;

beforeAll(async () => {
  database = await cloneDatabase();
  Object.assign(process.env, testSecrets, { DATABASE_URL: database.url, DATABASE_POOL: "16" });
});

afterAll(async () => {
  await disconnect();
  await database.drop("unchecked");
});

/**
 * The negative control: in this clone, and only here, what keeps a card from being taken twice is removed by name. If the same
 * race does not oversell now, the races beside this file prove nothing.
 */
async function disarm(): Promise<void> {
  const { pool } = database;
  const { rows } = await pool.query<{ definition: string }>(
    "SELECT pg_get_functiondef('register_enrolment'::regproc) AS definition",
  );
  const production = rows[0]?.definition ?? "";
  const unlocked = production
    .replaceAll(/LIMIT 1 FOR UPDATE SKIP LOCKED/g, "LIMIT 1")
    .replaceAll(/LIMIT 1 FOR UPDATE/g, "LIMIT 1")
    .replaceAll(/WHERE id = p_card FOR UPDATE/g, "WHERE id = p_card");
  expect(production.match(/FOR UPDATE/g)).toHaveLength(3);
  expect(unlocked).not.toMatch(/FOR UPDATE/);
  await pool.query(unlocked);
  await pool.query("DROP INDEX enrolments_one_live_per_card");
  await pool.query("ALTER TABLE registration_cards DISABLE TRIGGER registration_cards_guard");
  await pool.query("ALTER TABLE enrolments DISABLE TRIGGER enrolments_guard");
}

test("without its locks, guards and unique index the production function oversells in at least nine of ten runs", async () => {
  const world = await buildWorld({
    subProjects: Array.from({ length: RUNS }, (_, run) => ({
      code: `B3${String(run).padStart(2, "0")}`,
      seats: 200,
    })),
  });
  await disarm();
  const oversold: number[] = [];
  for (const subProject of world.subProjects) {
    await issueCards(world, subProject, world.school, 50);
    const teachers = await addTeachers(world.school, 200);
    const outcomes = await inParallel(teachers, 64, (teacher) =>
      registerEnrolment(teacher, registration(world, { subProjectId: subProject.id })),
    );
    const { ok = 0 } = tally(outcomes);
    expect(await db().enrolment.count({ where: { subProjectId: subProject.id } })).toBe(ok);
    oversold.push(ok - 50);
  }
  expect(oversold.filter((surplus) => surplus > 0).length).toBeGreaterThanOrEqual(9);
});
