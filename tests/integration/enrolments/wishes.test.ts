import { beforeAll, describe, expect, test } from "vitest";
import {
  declineNomination,
  getOwnWishes,
  listCandidates,
  listWishes,
  nominateTeacher,
  registerEnrolment,
  saveIntents,
  withdrawNomination,
} from "@/lib/enrolments";
import { NotFound } from "@/lib/kernel/problem";
import { db } from "@/lib/platform/db";
import { bindCard } from "@/lib/quotas";
import { useTestDatabase } from "../../support/database";
import { moveWindow } from "../../support/enrolment-state";
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

beforeAll(async () => {
  world = await buildWorld({
    subProjects: [
      { code: "B301", seats: 100 },
      { code: "B302", seats: 40, criteria: { minTitle: "senior" } },
    ],
  });
  await issueCards(world, world.first, world.school, 5);
});

async function person(fields: Record<string, unknown> = {}) {
  const [teacher] = await addTeachers(world.school, 1, fields);
  if (!teacher) throw new Error("no teacher");
  return teacher;
}

const proposal = (teacherId: string, subProjectId = world.first.id) => ({
  key: newKey(),
  subProjectId,
  teacherId,
  note: "请考虑",
});
const wishes = (subProjectId = world.first.id) => listWishes(world.clerk, { year: world.year, subProjectId });
const seatsTaken = () => db().registrationCard.count({ where: { state: { not: "issued" } } });

describe("a proposal of the school", () => {
  test("reaches the teacher, holds no seat, and ends with a registration or a refusal that says why", async () => {
    const teacher = await person();
    const before = await seatsTaken();
    const { nominationId } = await nominateTeacher(world.clerk, proposal(teacher.teacherId));
    expect(await seatsTaken()).toBe(before);
    const { nominations } = await getOwnWishes(teacher, world.year);
    expect(nominations).toMatchObject([{ id: nominationId, note: "请考虑", subProject: { code: "B301" } }]);
    await declineNomination(teacher, { nominationId, reasonText: "那周要监考。" });
    expect((await getOwnWishes(teacher, world.year)).nominations).toEqual([]);
    const row = (await wishes()).rows.find((one) => one.teacherId === teacher.teacherId);
    expect(row?.nomination).toEqual({
      id: nominationId,
      state: "declined",
      reasonText: "那周要监考。",
      prepared: false,
    });
    expect(await outcome(() => declineNomination(teacher, { nominationId, reasonText: "再说一次。" }))).toBe(
      "enrolments.nomination-answered",
    );
  });

  test("is answered by registering", async () => {
    const teacher = await person();
    await nominateTeacher(world.clerk, proposal(teacher.teacherId));
    await registerEnrolment(teacher, registration(world));
    expect((await getOwnWishes(teacher, world.year)).nominations).toEqual([]);
    const row = (await wishes()).rows.find((one) => one.teacherId === teacher.teacherId);
    expect(row?.standing).toEqual({ is: "registered" });
  });

  test("is made once, also by two clerks at once, and can be taken back", async () => {
    const teacher = await person();
    const answers = await Promise.all(
      [1, 2, 3].map(() => outcome(() => nominateTeacher(world.clerk, proposal(teacher.teacherId)))),
    );
    expect(answers.sort()).toEqual(["done", "enrolments.nominated-already", "enrolments.nominated-already"]);
    const { nominations } = await getOwnWishes(teacher, world.year);
    await withdrawNomination(world.clerk, { nominationId: nominations[0]?.id ?? "" });
    expect((await getOwnWishes(teacher, world.year)).nominations).toEqual([]);
  });

  test("names nobody who could not register, and nobody of another school", async () => {
    const teacher = await person();
    expect(
      await outcome(() => nominateTeacher(world.clerk, proposal(teacher.teacherId, world.second.id))),
    ).toBe("enrolments.title-not-met");
    const foreign = await addTeachers(world.otherSchool, 1);
    await expect(nominateTeacher(world.clerk, proposal(foreign[0]?.teacherId ?? ""))).rejects.toBeInstanceOf(
      NotFound,
    );
  });
});

describe("a wish of a teacher", () => {
  test("replaces what was said before, once each, and holds no seat", async () => {
    const teacher = await person();
    const before = await seatsTaken();
    const { first, second } = world;
    await saveIntents(teacher, { year: world.year, subProjectIds: [second.id, first.id] });
    expect((await getOwnWishes(teacher, world.year)).intents).toEqual([second.id, first.id]);
    await saveIntents(teacher, { year: world.year, subProjectIds: [first.id] });
    expect((await getOwnWishes(teacher, world.year)).intents).toEqual([first.id]);
    expect(await seatsTaken()).toBe(before);
    expect(
      await outcome(() => saveIntents(teacher, { year: world.year, subProjectIds: [first.id, first.id] })),
    ).toBe("enrolments.wish-twice");
    await expect(
      saveIntents(teacher, { year: world.year - 1, subProjectIds: [] }).catch((error) => {
        throw error.problems?.[0]?.code ?? error;
      }),
    ).rejects.toBe("enrolments.wishes-over");
  });

  test("stands in the school's list: who can go first, then the stronger wish, then who was trained longest ago", async () => {
    await db().registrationIntent.deleteMany({});
    const [unfit, late, fresh, never, weak] = [
      await person({ title: "none" }),
      await person(),
      await person(),
      await person(),
      await person(),
    ];
    const train = (teacherId: string, year: number) =>
      db().pastTraining.create({
        data: {
          id: crypto.randomUUID(),
          teacherId,
          year,
          title: "演示",
          equivalenceGroup: "elsewhere",
          hours: 40,
        },
      });
    await train(late.teacherId, world.year - 4);
    await train(fresh.teacherId, world.year - 1);
    for (const teacher of [unfit, late, fresh, never])
      await saveIntents(teacher, { year: world.year, subProjectIds: [world.first.id] });
    await saveIntents(weak, { year: world.year, subProjectIds: [world.second.id, world.first.id] });
    const ours = [never, late, fresh, weak, unfit].map((teacher) => teacher.teacherId);
    const { rows } = await wishes();
    expect(rows.filter((row) => ours.includes(row.teacherId)).map((row) => row.teacherId)).toEqual(ours);
    expect(rows.find((row) => row.teacherId === unfit.teacherId)?.standing).toEqual({
      is: "unmet",
      code: "title",
    });
    expect(rows.find((row) => row.teacherId === late.teacherId)).toMatchObject({
      trainings: 1,
      lastTrained: world.year - 4,
    });
  });

  test("can be followed by binding a card from the list", async () => {
    const teacher = await person();
    await saveIntents(teacher, { year: world.year, subProjectIds: [world.first.id] });
    const { chosen } = await wishes();
    const card = chosen?.nextCard;
    if (!card) throw new Error("no free card");
    await bindCard(world.clerk, { cardId: card.id, version: card.version, teacherId: teacher.teacherId });
    const after = await wishes();
    expect(after.chosen?.nextCard?.id).not.toBe(card.id);
    expect(after.rows.find((row) => row.teacherId === teacher.teacherId)?.standing.is).toBe("bound");
  });

  test("and a proposal are over with the last window for submitting", async () => {
    const teacher = await person();
    expect(
      (await listCandidates(world.clerk, { subProjectId: world.first.id, search: "演示教师" })).candidates
        .length,
    ).toBeGreaterThan(0);
    await moveWindow(database().pool, world, "supplement", -2, -1);
    await moveWindow(database().pool, world, "registration", -3, -1);
    expect(await outcome(() => saveIntents(teacher, { year: world.year, subProjectIds: [] }))).toBe(
      "enrolments.wishes-over",
    );
    expect(await outcome(() => nominateTeacher(world.clerk, proposal(teacher.teacherId)))).toBe(
      "enrolments.wishes-over",
    );
    await moveWindow(database().pool, world, "registration", -3, 2);
  });
});
