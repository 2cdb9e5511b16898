import { beforeAll, expect, test } from "vitest";
import { registerEnrolment } from "@/lib/enrolments";
import { newId } from "@/lib/kernel/id";
import { db, transaction } from "@/lib/platform/db";
import { useTestDatabase } from "../support/database";
import { brokenInvariants } from "../support/enrolment-state";
import {
  addTeachers,
  buildWorld,
  issueCards,
  registration,
  type SubProjectBuilt,
  type World,
} from "../support/enrolments";
import { inParallel, tally } from "../support/parallel";

const WIDTH = 64;
const database = useTestDatabase();
let world: World;
let turn = 0;

beforeAll(async () => {
  // The pool bounds what reaches the database at once; more callers wait in front of it, as requests would.
  process.env.DATABASE_POOL = "16";
  const codes = ["B301", "B302", "B303", "B304", "B305", "B306", "B307", "B308"];
  world = await buildWorld({ subProjects: codes.map((code) => ({ code, seats: 1400 })) });
});

/** Each race has a sub-project to itself. */
function nextSubProject(): SubProjectBuilt {
  const subProject = world.subProjects[turn];
  turn += 1;
  if (!subProject) throw new Error("no sub-project left");
  return subProject;
}

async function usedCards(subProject: SubProjectBuilt): Promise<number> {
  return db().registrationCard.count({ where: { subProjectId: subProject.id, state: "used" } });
}

test("50 unbound cards, 1,000 teachers each taking a free one: 50 sit, 950 hear that there is no free seat", async () => {
  const subProject = nextSubProject();
  await issueCards(world, subProject, world.school, 50);
  const teachers = await addTeachers(world.school, 1000);
  const outcomes = await inParallel(teachers, WIDTH, (teacher) =>
    registerEnrolment(teacher, registration(world, { subProjectId: subProject.id })),
  );
  expect(tally(outcomes)).toEqual({ ok: 50, "enrolments.no-free-seat": 950 });
  expect(await usedCards(subProject)).toBe(50);
  expect(await db().enrolment.count({ where: { subProjectId: subProject.id } })).toBe(50);
  expect(await brokenInvariants(database().pool)).toEqual([]);
});

test("1,000 posts on one card: one", async () => {
  const subProject = nextSubProject();
  const [card] = await issueCards(world, subProject, world.school, 1);
  const teachers = await addTeachers(world.school, 1000);
  const outcomes = await inParallel(teachers, WIDTH, (teacher) =>
    registerEnrolment(
      teacher,
      registration(world, { subProjectId: subProject.id, route: "code", cardCode: card?.code }),
    ),
  );
  expect(tally(outcomes)).toEqual({ ok: 1, "enrolments.card-used": 999 });
});

test("200 submissions sent ten times each: 200 rows, identical answers; another body is refused", async () => {
  const subProject = nextSubProject();
  await issueCards(world, subProject, world.school, 250);
  const teachers = await addTeachers(world.school, 200);
  const requests = teachers.map((teacher) => ({
    teacher,
    request: registration(world, { subProjectId: subProject.id }),
  }));
  const posts = Array.from({ length: 10 }, () => requests).flat();
  const outcomes = await inParallel(posts, WIDTH, ({ teacher, request }) =>
    registerEnrolment(teacher, request),
  );
  expect(tally(outcomes)).toEqual({ ok: 2000 });
  const answers = new Map<string, Set<string>>();
  outcomes.forEach((outcome, index) => {
    if (outcome.status !== "fulfilled") return;
    const key = posts[index]?.request.key ?? "";
    const { replay: _, ...answer } = outcome.value;
    answers.set(key, (answers.get(key) ?? new Set()).add(JSON.stringify(answer)));
  });
  expect([...answers.values()].map((set) => set.size)).toEqual(new Array(200).fill(1));
  expect(outcomes.filter((outcome) => outcome.status === "fulfilled" && !outcome.value.replay)).toHaveLength(
    200,
  );
  expect(await db().enrolment.count({ where: { subProjectId: subProject.id } })).toBe(200);
  const changed = await inParallel(requests, WIDTH, ({ teacher, request }) =>
    registerEnrolment(teacher, { ...request, commitment: "同一个键，换了一句承诺" }),
  );
  expect(tally(changed)).toEqual({ "common.key-reused": 200 });
});

test("one teacher, 50 parallel registrations: one", async () => {
  const subProject = nextSubProject();
  await issueCards(world, subProject, world.school, 60);
  const [teacher] = await addTeachers(world.school, 1);
  if (!teacher) throw new Error("no teacher");
  const outcomes = await inParallel(Array.from({ length: 50 }), 50, () =>
    registerEnrolment(teacher, registration(world, { subProjectId: subProject.id })),
  );
  const counts = tally(outcomes);
  expect(counts.ok).toBe(1);
  expect((counts["enrolments.already-enrolled"] ?? 0) + (counts["enrolments.exclusivity-not-met"] ?? 0)).toBe(
    49,
  );
  expect(await usedCards(subProject)).toBe(1);
});

test("cards recalled in mid-burst: whoever came first keeps it, and never more than there are", async () => {
  const subProject = nextSubProject();
  const cards = await issueCards(world, subProject, world.school, 60);
  const teachers = await addTeachers(world.school, 200);
  const burst = inParallel(teachers, 24, (teacher) =>
    registerEnrolment(teacher, registration(world, { subProjectId: subProject.id })),
  );
  const recall = inParallel(cards.slice(20, 60), 4, ({ id }) => recallCard(id));
  const [outcomes, recalls] = await Promise.all([burst, recall]);
  const counts = tally(outcomes);
  const recalled = recalls.filter((outcome) => outcome.status === "fulfilled" && outcome.value).length;
  expect((counts.ok ?? 0) + recalled).toBe(60);
  expect(counts["enrolments.no-free-seat"]).toBe(200 - (counts.ok ?? 0));
  expect(await brokenInvariants(database().pool)).toEqual([]);
});

/** One unused card with its seat back to the school, as the province's recall does it; false where it is used by now. */
async function recallCard(id: string): Promise<boolean> {
  return transaction(null, async (tx) => {
    const rows = await tx.$queryRaw<{ accountId: string }[]>`
      UPDATE registration_cards SET state = 'recalled', ended_at = business_now(), version = version + 1
      WHERE id = ${id}::uuid AND state IN ('issued', 'bound') RETURNING account_id AS "accountId"`;
    const accountId = rows[0]?.accountId;
    if (!accountId) return false;
    await tx.quotaEntry.create({
      data: { id: newId(), accountId, kind: "recall", seats: 1, actorName: "演示", actorRole: "province" },
      select: { id: true },
    });
    return true;
  });
}

test("an account lowered in mid-burst: cards and seats never differ", async () => {
  const subProject = nextSubProject();
  await issueCards(world, subProject, world.school, 40);
  const account = await db().quotaAccount.findFirstOrThrow({
    where: { subProjectId: subProject.id, organisationId: world.school.id },
  });
  // Twenty seats lie beside the forty on cards; a hundred are asked back, five at a time.
  await db().quotaEntry.create({
    data: {
      id: newId(),
      accountId: account.id,
      kind: "hand-down",
      seats: 20,
      actorName: "演示",
      actorRole: "province",
    },
    select: { id: true },
  });
  const teachers = await addTeachers(world.school, 120);
  const burst = inParallel(teachers, 24, (teacher) =>
    registerEnrolment(teacher, registration(world, { subProjectId: subProject.id })),
  );
  const lower = inParallel(Array.from({ length: 20 }), 4, () =>
    db().quotaEntry.create({
      data: {
        id: newId(),
        accountId: account.id,
        kind: "hand-back",
        seats: 5,
        actorName: "演示",
        actorRole: "school",
      },
      select: { id: true },
    }),
  );
  const [outcomes, lowered] = await Promise.all([burst, lower]);
  expect(tally(outcomes)).toEqual({ ok: 40, "enrolments.no-free-seat": 80 });
  expect(lowered.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(4);
  const after = await db().quotaAccount.findUniqueOrThrow({ where: { id: account.id } });
  expect(after).toMatchObject({ granted: 40, carded: 40, handedDown: 0 });
});

test("the window shuts in mid-burst: nothing is written after its closing instant", async () => {
  const subProject = nextSubProject();
  await issueCards(world, subProject, world.school, 600, { lapsesAt: new Date(Date.now() + 86_400_000) });
  const teachers = await addTeachers(world.school, 600);
  const { pool } = database();
  await pool.query("ALTER TABLE time_windows DISABLE TRIGGER time_windows_frozen");
  const burst = inParallel(teachers, 24, (teacher) =>
    registerEnrolment(teacher, registration(world, { subProjectId: subProject.id })),
  );
  const shut = async () => {
    while ((await usedCards(subProject)) < 50) await new Promise((resolve) => setTimeout(resolve, 5));
    const client = await pool.connect();
    await client.query("BEGIN");
    await client.query("SELECT pg_advisory_xact_lock(7001, $1)", [world.year]);
    const { rows } = await client.query<{ closes_at: Date }>(
      `UPDATE time_windows SET closes_at = business_now() WHERE year = $1 AND key = 'registration' RETURNING closes_at`,
      [world.year],
    );
    await client.query("COMMIT");
    client.release();
    return rows[0]?.closes_at;
  };
  const [outcomes, closesAt] = await Promise.all([burst, shut()]);
  await pool.query("ALTER TABLE time_windows ENABLE TRIGGER time_windows_frozen");
  const counts = tally(outcomes);
  expect(counts.ok).toBeGreaterThanOrEqual(50);
  expect(counts["enrolments.window-shut"]).toBe(600 - (counts.ok ?? 0));
  expect(counts["enrolments.window-shut"]).toBeGreaterThan(0);
  const late = await db().enrolment.count({
    where: { subProjectId: subProject.id, submittedAt: { gte: closesAt ?? new Date(0) } },
  });
  expect(late).toBe(0);
  expect(await usedCards(subProject)).toBe(counts.ok);
  expect(await brokenInvariants(pool)).toEqual([]);
});
