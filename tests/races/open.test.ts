import { beforeAll, expect, test } from "vitest";
import {
  acceptOffer,
  advanceWaitingLines,
  joinWaiting,
  leaveWaiting,
  registerOpen,
  withdrawEnrolment,
} from "@/lib/enrolments";
import { newId } from "@/lib/kernel/id";
import { db } from "@/lib/platform/db";
import { useTestDatabase } from "../support/database";
import { brokenInvariants } from "../support/enrolment-state";
import { addTeachers, buildWorld, type SubProjectBuilt, type World } from "../support/enrolments";
import { openRequest, placesOf } from "../support/open";
import { inParallel, tally } from "../support/parallel";

const WIDTH = 64;
const database = useTestDatabase();
let world: World;
let turn = 0;

beforeAll(async () => {
  process.env.DATABASE_POOL = "16";
  world = await buildWorld({
    subProjects: [
      { code: "B301", seats: 50, mode: "open" },
      { code: "B302", seats: 100, mode: "open" },
      { code: "B303", seats: 1, mode: "open" },
      { code: "B304", seats: 40, mode: "open" },
    ],
  });
});

function next(): { subProject: SubProjectBuilt; classId: string } {
  const subProject = world.subProjects[turn];
  turn += 1;
  const classId = subProject?.classIds[0];
  if (!subProject || !classId) throw new Error("no class left");
  return { subProject, classId };
}

test("50 places, 1,000 teachers at once: 50 are registered, 950 hear that the class is full", async () => {
  const { classId } = next();
  const teachers = await addTeachers(world.school, 1000);
  const outcomes = await inParallel(teachers, WIDTH, (teacher) =>
    registerOpen(teacher, openRequest(classId)),
  );
  expect(tally(outcomes)).toEqual({ ok: 50, "enrolments.open-class-full": 950 });
  expect(await placesOf(database().pool, classId)).toEqual({ cap: 50, used: 50, waiting: 0 });
  expect(await db().enrolment.count({ where: { openClassId: classId } })).toBe(50);
  expect(await brokenInvariants(database().pool)).toEqual([]);
});

test("100 withdrawals against the line of 500: each place is offered within five seconds, in order, and never twice", async () => {
  const { classId } = next();
  const { pool } = database();
  const seated = await addTeachers(world.school, 100);
  const enrolments = new Map<string, string>();
  await inParallel(seated, WIDTH, async (teacher) => {
    enrolments.set(teacher.teacherId, (await registerOpen(teacher, openRequest(classId))).enrolmentId);
  });
  const line = await addTeachers(world.school, 500);
  const entries = new Map<string, string>();
  const joined = await inParallel(line, WIDTH, async (teacher) => {
    entries.set(teacher.teacherId, (await joinWaiting(teacher, openRequest(classId))).entryId);
  });
  expect(tally(joined)).toEqual({ ok: 500 });

  let over = false;
  /** As the worker does, twice over: two of them may run. */
  const worker = async () => {
    while (!over) {
      await advanceWaitingLines();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  /** Takes what is offered, lets every fifth go. */
  const takers = async () => {
    const answered = new Set<string>();
    while (!over || answered.size === 0) {
      const { rows } = await pool.query<{ id: string; teacher: string }>(
        "SELECT id, teacher_id AS teacher FROM waiting_entries WHERE class_id = $1 AND state = 'offered'",
        [classId],
      );
      const fresh = rows.filter((row) => !answered.has(row.id));
      await inParallel(fresh, 8, async ({ id, teacher: teacherId }) => {
        answered.add(id);
        const teacher = line.find((one) => one.teacherId === teacherId);
        if (!teacher) throw new Error("offered to nobody");
        if (answered.size % 5 === 0) await leaveWaiting(teacher, { entryId: id });
        else await acceptOffer(teacher, { key: newId(), entryId: id, commitment: null });
      });
    }
  };
  const newcomers = await addTeachers(world.school, 50);
  const withdrawals = inParallel(seated, 16, (teacher) =>
    withdrawEnrolment(teacher, {
      enrolmentId: enrolments.get(teacher.teacherId) ?? "",
      version: 1,
      reasonText: "",
    }),
  );
  const passers = inParallel(newcomers, 8, (teacher) => registerOpen(teacher, openRequest(classId)));
  const running = [worker(), worker(), takers()];
  expect(tally(await withdrawals)).toEqual({ ok: 100 });
  expect(tally(await passers)).toEqual({ "enrolments.open-class-full": 50 });
  const settled = async () => {
    const { rows } = await pool.query<{ live: number }>(
      "SELECT count(*)::int AS live FROM enrolments WHERE open_class_id = $1 AND state = 'submitted'",
      [classId],
    );
    return rows[0]?.live === 100;
  };
  while (!(await settled())) await new Promise((resolve) => setTimeout(resolve, 20));
  over = true;
  await Promise.all(running);

  // Places that fell free and places that were offered, each in the order of time: the n-th of these fills the n-th of those.
  const { rows } = await pool.query<{ idle: number }>(
    `WITH freed AS (SELECT at, row_number() OVER (ORDER BY at) AS nth FROM (
         SELECT ended_at AS at FROM enrolments WHERE open_class_id = $1 AND state = 'withdrawn'
         UNION ALL SELECT ended_at FROM waiting_entries WHERE class_id = $1 AND state = 'left') f),
       offers AS (SELECT offered_at AS at, row_number() OVER (ORDER BY offered_at) AS nth FROM waiting_entries
         WHERE class_id = $1 AND offered_at IS NOT NULL)
     SELECT extract(epoch FROM max(o.at - f.at))::float AS idle FROM freed f JOIN offers o USING (nth)`,
    [classId],
  );
  expect(rows[0]?.idle).toBeGreaterThan(0);
  expect(rows[0]?.idle).toBeLessThan(5);
  const order = await pool.query<{ broken: number }>(
    `SELECT count(*)::int AS broken FROM waiting_entries a JOIN waiting_entries b ON b.class_id = a.class_id
       AND (b.joined_at, b.id) > (a.joined_at, a.id) AND b.offered_at IS NOT NULL
       AND COALESCE(a.offered_at, 'infinity') > b.offered_at WHERE a.class_id = $1`,
    [classId],
  );
  expect(order.rows[0]?.broken).toBe(0);
  const places = await placesOf(pool, classId);
  expect(places).toMatchObject({ cap: 100, used: 100 });
  expect(await brokenInvariants(pool)).toEqual([]);
}, 120_000);

test("an offer taken and lapsing in the same instant: one of the two", async () => {
  const { classId } = next();
  const { pool } = database();
  const [holder] = await addTeachers(world.school, 1);
  if (!holder) throw new Error("nobody");
  const { enrolmentId } = await registerOpen(holder, openRequest(classId));
  const line = await addTeachers(world.school, 30);
  for (const teacher of line) await joinWaiting(teacher, openRequest(classId));
  await withdrawEnrolment(holder, { enrolmentId, version: 1, reasonText: "" });
  await advanceWaitingLines();
  for (const teacher of line.slice(0, 20)) {
    const { rows } = await pool.query<{ id: string }>(
      `UPDATE waiting_entries SET hold_until = clock_timestamp() + interval '15 milliseconds'
       WHERE teacher_id = $1 AND state = 'offered' RETURNING id`,
      [teacher.teacherId],
    );
    const entryId = rows[0]?.id;
    if (!entryId) throw new Error("not offered in its turn");
    await new Promise((resolve) => setTimeout(resolve, 8));
    const [taken] = await Promise.allSettled([
      acceptOffer(teacher, { key: newId(), entryId, commitment: null }),
      advanceWaitingLines(),
      advanceWaitingLines(),
    ]);
    expect(await placesOf(pool, classId)).toMatchObject({ used: 1 });
    if (taken?.status === "fulfilled")
      await withdrawEnrolment(teacher, { enrolmentId: taken.value.enrolmentId, version: 1, reasonText: "" });
    else await new Promise((resolve) => setTimeout(resolve, 20));
    await advanceWaitingLines();
  }
});

test("one teacher, 50 requests to register and to wait: one place or one stand", async () => {
  const { classId } = next();
  const [teacher] = await addTeachers(world.school, 1);
  if (!teacher) throw new Error("nobody");
  const outcomes = await inParallel(
    Array.from({ length: 50 }),
    50,
    (_, index): Promise<unknown> =>
      index % 2 === 0
        ? registerOpen(teacher, openRequest(classId))
        : joinWaiting(teacher, openRequest(classId)),
  );
  expect(tally(outcomes).ok).toBe(1);
  expect(await placesOf(database().pool, classId)).toEqual({ cap: 40, used: 1, waiting: 0 });
});
