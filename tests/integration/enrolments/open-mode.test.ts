import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  acceptOffer,
  advanceWaitingLines,
  getOpenClass,
  getStand,
  joinWaiting,
  leaveWaiting,
  listWaiting,
  registerEnrolment,
  registerOpen,
  withdrawEnrolment,
} from "@/lib/enrolments";
import { WAITING_TRANSITIONS } from "@/lib/enrolments/lifecycle";
import { WAITING_STATES } from "@/lib/enrolments/schema";
import { NotFound } from "@/lib/kernel/problem";
import { db, transaction } from "@/lib/platform/db";
import { versionOf } from "../../factories/registrations";
import { useTestDatabase } from "../../support/database";
import { brokenInvariants, moveWindow, shutWindows, stateOf } from "../../support/enrolment-state";
import { addTeachers, buildWorld, issueCards, registration, type World } from "../../support/enrolments";
import { openRequest, placesOf } from "../../support/open";
import { outcome } from "../../support/outcome";

const database = useTestDatabase();
let world: World;
let classId: string;
let turn = 0;
const CLASSES = 26;

beforeAll(async () => {
  world = await buildWorld({
    subProjects: [
      {
        code: "B301",
        seats: 2 * CLASSES,
        mode: "open",
        classes: Array.from({ length: CLASSES }, (_, index) => [2, 30 + index, 40 + index]),
      },
      { code: "B302", seats: 100 },
    ],
  });
});

/** Each test has a class of two places to itself. */
beforeEach(() => {
  classId = world.first.classIds[turn] ?? "";
  turn += 1;
});

const people = (count: number) => addTeachers(world.school, count);
const places = () => placesOf(database().pool, classId);
type Person = Awaited<ReturnType<typeof people>>[number];

async function registered(count: number) {
  const teachers = await people(count);
  const ids = [];
  for (const teacher of teachers) ids.push((await registerOpen(teacher, openRequest(classId))).enrolmentId);
  return { teachers, ids };
}

async function waiting(count: number): Promise<{ teacher: Person; entryId: string }[]> {
  const line = [];
  for (const teacher of await people(count))
    line.push({ teacher, ...(await joinWaiting(teacher, openRequest(classId))) });
  return line;
}

/** Two registered, so many waiting, and the first of the two gone again. */
async function offered(count: number) {
  const { teachers, ids } = await registered(2);
  const line = await waiting(count);
  await withdraw(teachers[0], ids[0]);
  await advanceWaitingLines();
  return { line, remaining: { teacher: teachers[1], enrolmentId: ids[1] } };
}

async function withdraw(teacher: Person | undefined, enrolmentId: string | undefined) {
  if (!teacher || !enrolmentId) throw new Error("nobody to withdraw");
  await withdrawEnrolment(teacher, { enrolmentId, version: await versionOf(enrolmentId), reasonText: "" });
}

const accept = (teacher: Person, entryId: string) =>
  acceptOffer(teacher, { key: crypto.randomUUID(), entryId, commitment: null });
const stateOfStand = async (entryId: string) =>
  (await db().waitingEntry.findUniqueOrThrow({ where: { id: entryId }, select: { state: true } })).state;
const statesOf = (line: { entryId: string }[]) =>
  Promise.all(line.map(({ entryId }) => stateOfStand(entryId)));

describe("a place of an open class", () => {
  test("is taken directly, without a card, and counted; the same request again gives the same answer", async () => {
    const [teacher] = await people(1);
    if (!teacher) throw new Error("nobody");
    const request = openRequest(classId);
    const first = await registerOpen(teacher, request);
    expect(await places()).toEqual({ cap: 2, used: 1, waiting: 0 });
    expect(await stateOf(first.enrolmentId)).toMatchObject({
      state: "submitted",
      route: "open",
      cardId: null,
      openClassId: classId,
      preferences: [classId],
    });
    expect(await registerOpen(teacher, request)).toEqual({ ...first, replay: true });
    expect(
      await outcome(() => registerOpen(teacher, { ...request, commitment: "另一句承诺，写得够长了。" })),
    ).toBe("common.key-reused");
    expect(await db().auditEvent.count({ where: { subjectId: first.enrolmentId } })).toBe(1);
    expect(await brokenInvariants(database().pool)).toEqual([]);
  });

  test("is refused once they are taken, to who is registered, and for a class of cards", async () => {
    const { teachers } = await registered(2);
    const [late] = await people(1);
    if (!late || !teachers[0]) throw new Error("nobody");
    expect(await outcome(() => registerOpen(late, openRequest(classId)))).toBe("enrolments.open-class-full");
    const other = world.first.classIds[turn] ?? "";
    const again = teachers[0];
    expect(await outcome(() => registerOpen(again, openRequest(other)))).toBe(
      "enrolments.exclusivity-not-met",
    );
    await expect(registerOpen(late, openRequest(world.second.classIds[0] ?? ""))).rejects.toBeInstanceOf(
      NotFound,
    );
    expect(await places()).toEqual({ cap: 2, used: 2, waiting: 0 });
  });

  test("falls free by withdrawing, and can be taken again where nobody waits", async () => {
    const { teachers, ids } = await registered(2);
    await withdraw(teachers[0], ids[0]);
    expect(await places()).toEqual({ cap: 2, used: 1, waiting: 0 });
    await registered(1);
    expect(await places()).toEqual({ cap: 2, used: 2, waiting: 0 });
  });

  test("follows the class's capacity, which cannot fall below what is taken", async () => {
    await registered(1);
    await db().trainingClass.update({ where: { id: classId }, data: { capacity: 1 } });
    expect((await places()).cap).toBe(1);
    await expect(
      database().pool.query("UPDATE open_places SET cap = 0 WHERE class_id = $1", [classId]),
    ).rejects.toThrow("open_places_within");
    await db().trainingClass.update({ where: { id: classId }, data: { capacity: 2 } });
  });
});

describe("the line for a full class", () => {
  test("is joined only where no place is free, once, and says the position", async () => {
    const [early] = await people(1);
    if (!early) throw new Error("nobody");
    expect(await outcome(() => joinWaiting(early, openRequest(classId)))).toBe("enrolments.open-place-free");
    await registered(2);
    const line = await waiting(2);
    const second = line[1];
    if (!second) throw new Error("nobody");
    expect(await getStand(second.teacher, second.entryId)).toMatchObject({
      state: "waiting",
      position: 2,
      waiting: 2,
    });
    expect(await outcome(() => joinWaiting(second.teacher, openRequest(classId)))).toBe(
      "enrolments.waiting-already",
    );
    expect(await places()).toEqual({ cap: 2, used: 2, waiting: 2 });
  });

  test("is not passed: a freed place is offered to whoever came first, held for them, and nobody is registered by waiting", async () => {
    const { teachers, ids } = await registered(2);
    const line = await waiting(2);
    await withdraw(teachers[0], ids[0]);
    const [newcomer] = await people(1);
    if (!newcomer || !line[0]) throw new Error("nobody");
    expect(await outcome(() => registerOpen(newcomer, openRequest(classId)))).toBe(
      "enrolments.open-class-full",
    );
    expect((await getOpenClass(newcomer, classId)).left).toBe(0);
    await advanceWaitingLines();
    expect(await statesOf(line)).toEqual(["offered", "waiting"]);
    expect(await places()).toEqual({ cap: 2, used: 2, waiting: 1 });
    expect(await db().enrolment.count({ where: { teacherId: line[0].teacher.teacherId } })).toBe(0);
    const stand = await getStand(line[0].teacher, line[0].entryId);
    expect((stand.holdUntil?.getTime() ?? 0) - (stand.offeredAt?.getTime() ?? 0)).toBe(24 * 3_600_000);
    expect(await advanceWaitingLines()).toBe(0);
    const trail = await db().auditEvent.findFirst({
      where: { kind: "waiting.advanced", subjectId: classId },
    });
    expect(trail).toMatchObject({ actorRole: "system", payload: { offered: [line[0].entryId] } });
  });

  test("ends in a registration by the person's own act alone, once", async () => {
    const { line } = await offered(2);
    const [first, second] = line;
    if (!first || !second) throw new Error("nobody");
    expect(await outcome(() => accept(second.teacher, second.entryId))).toBe("enrolments.offer-over");
    await expect(accept(second.teacher, first.entryId)).rejects.toBeInstanceOf(NotFound);
    const request = { key: crypto.randomUUID(), entryId: first.entryId, commitment: null };
    const answer = await acceptOffer(first.teacher, request);
    expect(await acceptOffer(first.teacher, request)).toEqual({ ...answer, replay: true });
    expect(await outcome(() => accept(first.teacher, first.entryId))).toBe("enrolments.offer-over");
    expect(await stateOfStand(first.entryId)).toBe("accepted");
    expect(await stateOf(answer.enrolmentId)).toMatchObject({ state: "submitted", openClassId: classId });
    expect(await places()).toEqual({ cap: 2, used: 2, waiting: 1 });
  });

  test("moves on when an offer is not taken in time; who comes again stands at the end", async () => {
    const { line } = await offered(3);
    const [first, second] = line;
    if (!first || !second) throw new Error("nobody");
    await database().pool.query("UPDATE waiting_entries SET hold_until = clock_timestamp() WHERE id = $1", [
      first.entryId,
    ]);
    expect(await outcome(() => accept(first.teacher, first.entryId))).toBe("enrolments.offer-over");
    await advanceWaitingLines();
    expect(await statesOf(line)).toEqual(["lapsed", "offered", "waiting"]);
    const again = await joinWaiting(first.teacher, openRequest(classId));
    expect((await getStand(first.teacher, again.entryId)).position).toBe(2);
    expect(await places()).toEqual({ cap: 2, used: 2, waiting: 2 });
  });

  test("is left at any time; an offer let go passes to the next", async () => {
    const { line } = await offered(3);
    const [first, second, third] = line;
    if (!first || !second || !third) throw new Error("nobody");
    await leaveWaiting(third.teacher, { entryId: third.entryId });
    await leaveWaiting(first.teacher, { entryId: first.entryId });
    expect(await places()).toEqual({ cap: 2, used: 1, waiting: 1 });
    await advanceWaitingLines();
    expect(await statesOf(line)).toEqual(["left", "offered", "left"]);
    expect(await outcome(() => leaveWaiting(first.teacher, { entryId: first.entryId }))).toBe(
      "enrolments.waiting-over",
    );
    await expect(leaveWaiting(first.teacher, { entryId: second.entryId })).rejects.toBeInstanceOf(NotFound);
  });

  test("holds its people to one class at a time, and lets go of who registered on a card meanwhile", async () => {
    const { teachers, ids } = await registered(2);
    const line = await waiting(2);
    const [first, second] = line;
    if (!first || !second) throw new Error("nobody");
    const other = world.first.classIds[turn] ?? "";
    expect(await outcome(() => registerOpen(first.teacher, openRequest(other)))).toBe(
      "enrolments.waiting-already",
    );
    const [card] = await issueCards(world, world.second, world.school, 1);
    await registerEnrolment(
      first.teacher,
      registration(world, { subProjectId: world.second.id, route: "code", cardCode: card?.code }),
    );
    await withdraw(teachers[0], ids[0]);
    await advanceWaitingLines();
    expect(await statesOf(line)).toEqual(["expired", "offered"]);
    expect((await getStand(first.teacher, first.entryId)).endReason).toBe("enrolled-elsewhere");
  });

  test("has the states and changes of its table, in the database too", async () => {
    const { line } = await offered(1);
    const entryId = line[0]?.entryId ?? "";
    const client = await database().pool.connect();
    try {
      for (const from of WAITING_STATES)
        for (const to of WAITING_STATES) {
          if (from === to) continue;
          await client.query("BEGIN; ALTER TABLE waiting_entries DISABLE TRIGGER waiting_entries_guard");
          for (const name of ["offered", "ended", "reason", "accepted"])
            await client.query(`ALTER TABLE waiting_entries DROP CONSTRAINT waiting_entries_${name}`);
          await client.query("UPDATE waiting_entries SET state = $1 WHERE id = $2", [from, entryId]);
          await client.query("ALTER TABLE waiting_entries ENABLE TRIGGER waiting_entries_guard");
          const went = await client
            .query("UPDATE waiting_entries SET state = $1 WHERE id = $2", [to, entryId])
            .then(
              () => true,
              () => false,
            );
          expect([from, to, went]).toEqual([from, to, WAITING_TRANSITIONS[from].includes(to)]);
          await client.query("ROLLBACK");
        }
    } finally {
      client.release();
    }
  });

  test("is seen by its own people: another province, school or teacher reads nothing, in commands neither", async () => {
    await registered(2);
    const [one] = await waiting(1);
    if (!one) throw new Error("nobody");
    const seenBy = async (actor: Parameters<typeof listWaiting>[0]) =>
      (await listWaiting(actor, world.year)).rows.some((row) => row.id === one.entryId);
    expect(await Promise.all([world.officer, world.clerk, one.teacher, world.ministry].map(seenBy))).toEqual(
      new Array(4).fill(true),
    );
    const [stranger] = await addTeachers(world.foreignSchool, 1);
    if (!stranger) throw new Error("nobody");
    const others = [world.foreignOfficer, world.foreignClerk, stranger];
    expect(await Promise.all(others.map(seenBy))).toEqual([false, false, false]);
    const behind = (actor: Parameters<typeof listWaiting>[0]) =>
      transaction(actor, (tx) => tx.waitingEntry.count({ where: { id: one.entryId } }));
    expect(await Promise.all(others.map(behind))).toEqual([0, 0, 0]);
    expect(await behind(world.clerk)).toBe(1);
  });
});

describe("time", () => {
  test("no hold is longer than the window; the line ends with the last window", async () => {
    const { line, remaining } = await offered(2);
    const { pool } = database();
    await moveWindow(pool, world, "registration", -3, 0.25);
    const [first, second] = line;
    if (!first || !second) throw new Error("nobody");
    await leaveWaiting(first.teacher, { entryId: first.entryId });
    await advanceWaitingLines();
    const stand = await getStand(second.teacher, second.entryId);
    expect(stand.state).toBe("offered");
    expect((stand.holdUntil?.getTime() ?? 0) - Date.now()).toBeLessThan(0.25 * 86_400_000);
    const [third] = await waiting(1);
    await shutWindows(pool, world, "registration");
    await advanceWaitingLines();
    expect(await stateOfStand(third?.entryId ?? "")).toBe("waiting");
    expect(await outcome(() => accept(second.teacher, second.entryId))).toBe("enrolments.window-shut");
    await moveWindow(pool, world, "supplement", -1, 1);
    await accept(second.teacher, second.entryId);
    const [late] = await people(1);
    if (!late) throw new Error("nobody");
    expect(await outcome(() => registerOpen(late, openRequest(classId)))).toBe("enrolments.window-shut");
    await withdraw(remaining.teacher, remaining.enrolmentId);
    await shutWindows(pool, world, "supplement");
    await advanceWaitingLines();
    expect(await stateOfStand(third?.entryId ?? "")).toBe("expired");
    expect(await places()).toEqual({ cap: 2, used: 1, waiting: 0 });
  });
});
