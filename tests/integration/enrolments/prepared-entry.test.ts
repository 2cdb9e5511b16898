import { beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "@/lib/access";
import {
  declineNomination,
  findFilledIn,
  findOwnEntry,
  getEntryForm,
  getOwnWishes,
  listEntries,
  nominateTeacher,
  prepareEntry,
  registerEnrolment,
  remindOfEntry,
  withdrawNomination,
} from "@/lib/enrolments";
import { NotFound } from "@/lib/kernel/problem";
import { db } from "@/lib/platform/db";
import { useTestDatabase } from "../../support/database";
import { fingerprint, moveWindow } from "../../support/enrolment-state";
import {
  addTeachers,
  buildWorld,
  issueCards,
  newKey,
  registration,
  type World,
} from "../../support/enrolments";
import { outcome } from "../../support/outcome";

const database = useTestDatabase();
let world: World;
const PLAN = "培训后在本校开设智能产线课程，并带两名青年教师，一年内完成校本教材。".repeat(4);

beforeAll(async () => {
  world = await buildWorld({
    subProjects: [
      {
        code: "B301",
        seats: 100,
        criteria: { commitmentRequired: true },
        classes: [
          [40, 30, 40],
          [40, 31, 41],
          [20, 32, 42],
        ],
      },
      { code: "B302", seats: 40, criteria: { minTitle: "senior" } },
      { code: "B303", seats: 10, mode: "open" },
    ],
  });
  await issueCards(world, world.first, world.school, 20);
});

async function person(account = false) {
  const [teacher] = await addTeachers(world.school, 1);
  if (!teacher) throw new Error("no teacher");
  if (account) await signUp(teacher);
  return teacher;
}
async function signUp(teacher: Actor) {
  const { accountId, teacherId } = teacher;
  await db().account.create({
    data: {
      id: accountId,
      loginName: accountId,
      displayName: "演示教师",
      state: "active",
      passwordHash: "x",
      passwordAlgorithm: "x",
    },
  });
  await db().appointment.create({
    data: {
      id: teacher.appointmentId ?? "",
      accountId,
      role: "teacher",
      organisationId: world.school.id,
      teacherId,
    },
  });
}
const entry = (teacherId: string, change: object = {}) => ({
  key: newKey(),
  subProjectId: world.first.id,
  teacherId,
  note: "",
  preferences: world.first.classIds.slice(0, 2),
  commitment: PLAN,
  ...change,
});
const waiting = () => listEntries(world.clerk, { year: world.year });
const waitsFor = async (teacherId: string) => (await waiting()).some((one) => one.teacherId === teacherId);
const messages = (accountId: string) =>
  db().inboxMessage.findMany({ where: { accountId }, orderBy: { id: "asc" }, select: { kind: true } });

describe("what the school fills in", () => {
  test("holds no seat and registers nobody; the teacher sees it, and the school what waits", async () => {
    const teacher = await person(true);
    const cards = await db().registrationCard.groupBy({ by: ["state"], _count: true });
    const { nominationId } = await prepareEntry(world.clerk, entry(teacher.teacherId, { note: "请看看" }));
    expect(await db().registrationCard.groupBy({ by: ["state"], _count: true })).toEqual(cards);
    expect(await db().enrolment.count({ where: { teacherId: teacher.teacherId } })).toBe(0);
    expect(await findOwnEntry(teacher, world.first.id)).toMatchObject({
      nominationId,
      commitment: PLAN,
      preferences: world.first.classIds.slice(0, 2),
      preparedByName: world.clerk.name,
    });
    expect((await getOwnWishes(teacher, world.year)).nominations).toMatchObject([
      { id: nominationId, prepared: true, note: "请看看" },
    ]);
    expect(await waiting()).toMatchObject([{ nominationId, reachable: true, remindedToday: null }]);
    expect(await messages(teacher.accountId)).toEqual([{ kind: "entry-prepared" }]);
  });

  test("becomes a registration by the teacher's own act, and the trail says who typed what", async () => {
    const teacher = await person();
    await prepareEntry(world.clerk, entry(teacher.teacherId));
    const own = `${PLAN}另外参加一次企业实践。`;
    const { enrolmentId } = await registerEnrolment(
      teacher,
      registration(world, { preferences: world.first.classIds.slice(0, 2), commitment: own }),
    );
    expect(await db().auditEvent.findMany({ where: { subjectId: enrolmentId } })).toMatchObject([
      {
        kind: "enrolment.submitted",
        accountId: teacher.accountId,
        actorRole: "teacher",
        payload: { filledIn: { preferences: "school", commitment: "teacher" } },
      },
    ]);
    expect(await findFilledIn(world.clerk, enrolmentId)).toEqual({
      preferences: "school",
      commitment: "teacher",
    });
    await expect(findFilledIn(world.foreignClerk, enrolmentId)).rejects.toBeInstanceOf(NotFound);
    expect(await waitsFor(teacher.teacherId)).toBe(false);
    expect((await getOwnWishes(teacher, world.year)).nominations).toEqual([]);
  });

  test("leaves no word of it in the trail of somebody who registered alone", async () => {
    const teacher = await person();
    const { enrolmentId } = await registerEnrolment(
      teacher,
      registration(world, { preferences: world.first.classIds.slice(0, 1), commitment: PLAN }),
    );
    const [event] = await db().auditEvent.findMany({ where: { subjectId: enrolmentId } });
    expect(await findFilledIn(world.clerk, enrolmentId)).toBeNull();
    expect(event?.payload).not.toHaveProperty("filledIn");
  });

  test("may be declined, with a reason that the school reads", async () => {
    const teacher = await person();
    const { nominationId } = await prepareEntry(world.clerk, entry(teacher.teacherId));
    await declineNomination(teacher, { nominationId, reasonText: "那周要监考。" });
    expect(await findOwnEntry(teacher, world.first.id)).toBeNull();
    expect(await waitsFor(teacher.teacherId)).toBe(false);
    expect(await outcome(() => remindOfEntry(world.clerk, { nominationId }))).toBe(
      "enrolments.nomination-answered",
    );
  });

  test("is the newest that was filled in, upon one proposal, also by several clerks at once", async () => {
    const teacher = await person();
    const { nominationId } = await nominateTeacher(world.clerk, {
      key: newKey(),
      subProjectId: world.first.id,
      teacherId: teacher.teacherId,
      note: "",
    });
    expect(await findOwnEntry(teacher, world.first.id)).toBeNull();
    await Promise.all([1, 2, 3].map(() => prepareEntry(world.clerk, entry(teacher.teacherId))));
    expect(await findOwnEntry(teacher, world.first.id)).toMatchObject({
      preferences: world.first.classIds.slice(0, 2),
      commitment: PLAN,
    });
    await prepareEntry(world.clerk, entry(teacher.teacherId, { preferences: [], commitment: "" }));
    expect(await findOwnEntry(teacher, world.first.id)).toMatchObject({
      nominationId,
      commitment: null,
      preferences: [],
    });
    await withdrawNomination(world.clerk, { nominationId });
    expect(await findOwnEntry(teacher, world.first.id)).toBeNull();
  });

  test("is for people of the own school who may register, with classes that there are, while there is time", async () => {
    const teacher = await person();
    const { teacherId } = teacher;
    const [foreign] = await addTeachers(world.otherSchool, 1);
    const before = await fingerprint(database().pool);
    const prepare = (change: object) => outcome(() => prepareEntry(world.clerk, entry(teacherId, change)));
    await expect(prepareEntry(world.clerk, entry(foreign?.teacherId ?? ""))).rejects.toBeInstanceOf(NotFound);
    await expect(
      getEntryForm(world.clerk, { subProjectId: world.first.id, teacherId: foreign?.teacherId ?? "" }),
    ).rejects.toBeInstanceOf(NotFound);
    expect(await prepare({ preferences: world.second.classIds })).toBe("enrolments.preference-foreign");
    expect(await prepare({ subProjectId: world.second.id, preferences: [] })).toBe(
      "enrolments.title-not-met",
    );
    const open = world.subProjects.find((one) => one.code === "B303");
    expect(await prepare({ subProjectId: open?.id, preferences: [] })).toBe("enrolments.entry-open-mode");
    expect(await fingerprint(database().pool)).toBe(before);
    await registerEnrolment(
      teacher,
      registration(world, { preferences: world.first.classIds.slice(0, 1), commitment: PLAN }),
    );
    expect(await prepare({})).toBe("enrolments.exclusivity-not-met");
    const late = await person();
    await moveWindow(database().pool, world, "registration", -3, -2);
    await moveWindow(database().pool, world, "supplement", -2, -1);
    expect(await outcome(() => prepareEntry(world.clerk, entry(late.teacherId)))).toBe(
      "enrolments.wishes-over",
    );
    await moveWindow(database().pool, world, "registration", -3, 2);
    await moveWindow(database().pool, world, "supplement", 2, 4);
  });
});

describe("a reminder", () => {
  test("goes out once a day, to somebody it reaches, while there is something to answer", async () => {
    const teacher = await person(true);
    const { nominationId } = await prepareEntry(world.clerk, entry(teacher.teacherId));
    const answers = await Promise.all(
      [1, 2, 3].map(() => outcome(() => remindOfEntry(world.clerk, { nominationId }))),
    );
    expect(answers.sort()).toEqual([
      "done",
      "enrolments.entry-reminded-today",
      "enrolments.entry-reminded-today",
    ]);
    expect(await messages(teacher.accountId)).toEqual([
      { kind: "entry-prepared" },
      { kind: "entry-waiting" },
    ]);
    const row = (await waiting()).find((one) => one.nominationId === nominationId);
    expect(row?.remindedToday).toBe(true);

    const nobody = await person();
    const alone = await prepareEntry(world.clerk, entry(nobody.teacherId));
    expect(await outcome(() => remindOfEntry(world.clerk, alone))).toBe("enrolments.entry-no-account");
    const proposed = await person(true);
    const only = await nominateTeacher(world.clerk, {
      key: newKey(),
      subProjectId: world.first.id,
      teacherId: proposed.teacherId,
      note: "",
    });
    await expect(remindOfEntry(world.clerk, only)).rejects.toBeInstanceOf(NotFound);
    await expect(remindOfEntry(world.foreignClerk, { nominationId })).rejects.toBeInstanceOf(NotFound);
  });
});
