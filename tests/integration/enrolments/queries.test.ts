import { beforeAll, describe, expect, test } from "vitest";
import {
  confirmEnrolment,
  countEnrolmentsByState,
  getCardForRegistration,
  getEnrolment,
  getRegistrationChoices,
  listEnrolments,
  listMyRegistrations,
  previewEligibility,
  registerEnrolment,
} from "@/lib/enrolments";
import { Forbidden, NotFound } from "@/lib/kernel/problem";
import { seal } from "@/lib/platform/crypto";
import { db } from "@/lib/platform/db";
import { actorAt } from "../../support/bodies";
import { useTestDatabase } from "../../support/database";
import { ETHICS, enrolled } from "../../support/enrolment-state";
import { addTeachers, buildWorld, issueCards, registration, type World } from "../../support/enrolments";

useTestDatabase();
let world: World;

beforeAll(async () => {
  world = await buildWorld({
    subProjects: [
      {
        code: "B301",
        seats: 400,
        classes: [
          [100, 30, 40],
          [100, 50, 60],
        ],
      },
      { code: "B302", seats: 40, criteria: { commitmentRequired: true } },
    ],
  });
});

describe("the teacher", () => {
  test("sees the bound card and the free seats of the own school", async () => {
    const [teacher] = await addTeachers(world.school, 1);
    if (!teacher) throw new Error("no teacher");
    await issueCards(world, world.first, world.school, 3);
    const [bound] = await issueCards(world, world.second, world.school, 1, { teacherId: teacher.teacherId });
    await issueCards(world, world.second, world.otherSchool, 5);
    const choices = await getRegistrationChoices(teacher, world.year);
    expect(choices.windowOpen).toBe(true);
    expect(choices.bound).toMatchObject([{ subProject: { code: "B302" }, boundCardCode: bound?.code }]);
    expect(choices.free).toMatchObject([{ subProject: { code: "B301" }, freeSeats: 3 }]);

    const preview = await previewEligibility(teacher, { subProjectId: world.second.id });
    expect(preview).toMatchObject({
      route: "binding",
      cardCode: bound?.code,
      submittable: true,
      commitmentRequired: true,
    });
    expect(preview.lines.find((line) => line.code === "commitment")).toMatchObject({
      ok: false,
      fixableBy: "teacher",
    });
    const free = await previewEligibility(teacher, { subProjectId: world.first.id });
    expect(free).toMatchObject({ route: "free", submittable: true });
    expect(free.classes.map((one) => one.code)).toEqual([`${world.year}-B301-01`, `${world.year}-B301-02`]);
  });

  test("hears of each wrong code what is wrong with it", async () => {
    const [teacher, other] = await addTeachers(world.school, 2);
    if (!teacher || !other) throw new Error("no teacher");
    const [own] = await issueCards(world, world.first, world.school, 1);
    const [foreign] = await issueCards(world, world.first, world.otherSchool, 1);
    const [bound] = await issueCards(world, world.first, world.school, 1, { teacherId: other.teacherId });
    const [lapsed] = await issueCards(world, world.first, world.school, 1, {
      lapsesAt: new Date(Date.now() - 1),
    });
    const [used] = await issueCards(world, world.first, world.school, 1);
    await registerEnrolment(other, registration(world, { route: "code", cardCode: used?.code }));
    await expect(getCardForRegistration(teacher, { cardCode: own?.code ?? "" })).resolves.toMatchObject({
      subProject: { code: "B301" },
    });
    for (const [cardCode, code] of [
      ["22-43-B301-9999-K", "card-unknown"],
      ["nonsense", "card-unknown"],
      [foreign?.code, "card-foreign"],
      [bound?.code, "card-bound-to-another"],
      [lapsed?.code, "card-lapsed"],
      [used?.code, "card-used"],
    ] as const)
      await expect(getCardForRegistration(teacher, { cardCode: cardCode ?? "" })).rejects.toMatchObject({
        problems: [{ code: `enrolments.${code}`, field: "cardCode" }],
      });
  });

  test("sees the own registrations only", async () => {
    const { enrolmentId, teacher } = await enrolled(world, "returned");
    expect(await listMyRegistrations(teacher, world.year)).toMatchObject([
      {
        id: enrolmentId,
        shown: { state: "returned", face: "returned", label: "returned" },
        reasonText: "请补充材料。",
      },
    ]);
    const [stranger] = await addTeachers(world.school, 1);
    if (!stranger) throw new Error("no teacher");
    expect(await listMyRegistrations(stranger, world.year)).toEqual([]);
    await expect(getEnrolment(stranger, enrolmentId)).rejects.toBeInstanceOf(NotFound);
    await expect(getEnrolment(teacher, enrolmentId)).resolves.toMatchObject({
      acts: ["withdraw"],
      returnedTo: "school",
    });
  });
});

describe("one registration", () => {
  test("shows what changed since it was submitted, sealed fields by the fact alone", async () => {
    const { enrolmentId, teacher } = await enrolled(world, "confirmed", {
      unclear: true,
      preferences: [...world.first.classIds].reverse(),
    });
    const sealed = seal("13800000001", { table: "teachers", column: "mobile_sealed", id: teacher.teacherId });
    await db().teacher.update({
      where: { id: teacher.teacherId },
      data: { title: "senior", mobileSealed: sealed, version: { increment: 1 } },
    });
    const detail = await getEnrolment(world.officer, enrolmentId);
    expect(detail.changed).toEqual([
      { field: "mobile", before: null, now: null, sealed: true },
      { field: "title", before: "intermediate", now: "senior", sealed: false },
    ]);
    expect(detail.lines.find((line) => line.code === "past-training")).toMatchObject({ ok: null });
    expect(detail.preferences.map((one) => one.id)).toEqual([...world.first.classIds].reverse());
    expect(detail.history.map((item) => item.kind)).toEqual(["submitted", "confirmed"]);
    for (const item of detail.history)
      expect(item.organisationNameEn).toBe(`${item.organisationName} in English`);
    expect(detail).toMatchObject({
      acts: ["approve", "return", "reject"],
      shown: { face: "todo", label: "confirmed-mine" },
    });
    expect(JSON.stringify(detail)).not.toContain(sealed);
  });

  test("is there for the school and its province, and for nobody beside them", async () => {
    const { enrolmentId, clerk } = await enrolled(world, "submitted");
    await expect(getEnrolment(clerk, enrolmentId)).resolves.toMatchObject({
      acts: ["confirm", "return-to-teacher"],
    });
    for (const stranger of [world.foreignClerk, world.foreignOfficer, actorAt(world.otherSchool, "school")])
      await expect(getEnrolment(stranger, enrolmentId)).rejects.toBeInstanceOf(NotFound);
    await expect(getEnrolment(actorAt(world.school, "expert"), enrolmentId)).rejects.toBeInstanceOf(
      Forbidden,
    );
    const decided = await enrolled(world, "approved");
    const detail = await getEnrolment(world.officer, decided.enrolmentId);
    expect(detail.acts).toEqual(["undo"]);
    expect(detail.undoableUntil).not.toBeNull();
  });
});

describe("the queue", () => {
  test("counts its tabs, filters, searches, and pages without losing or repeating a row", async () => {
    const school = world.away.schools[1];
    if (!school) throw new Error("no school");
    await issueCards(world, world.first, school, 60);
    const teachers = await addTeachers(school, 60);
    const clerk = actorAt(school, "school");
    const ids: string[] = [];
    for (const [index, teacher] of teachers.entries()) {
      const { enrolmentId } = await registerEnrolment(teacher, registration(world));
      ids.push(enrolmentId);
      if (index < 53) await confirmEnrolment(clerk, { enrolmentId, version: 1, ...ETHICS });
    }
    const first = await listEnrolments(world.foreignOfficer, world.year, {});
    expect(first).toMatchObject({ tab: "to-review", total: 53 });
    expect(first.tabs.map(({ tab, count }) => `${tab} ${count}`)).toEqual([
      "to-review 53",
      "approved 0",
      "returned 0",
      "rejected 0",
      "replacements 0",
      "all 60",
    ]);
    expect(first.rows).toHaveLength(50);
    const second = await listEnrolments(world.foreignOfficer, world.year, { cursor: first.next ?? "" });
    expect(second.rows).toHaveLength(3);
    expect(second.next).toBeNull();
    expect([...first.rows, ...second.rows].map((row) => row.id)).toEqual(ids.slice(0, 53));
    expect(first.rows[0]).toMatchObject({ linesMet: 8, linesToJudge: 0, linesUnmet: 0, changes: [] });
    const { cardCode } = await getEnrolment(clerk, ids[0] ?? "");
    const found = await listEnrolments(clerk, world.year, { tab: "all", search: cardCode.toLowerCase() });
    expect(found.rows.map((row) => row.id)).toEqual([ids[0]]);
    expect((await listEnrolments(clerk, world.year, {})).total).toBe(7);
    expect((await listEnrolments(world.foreignOfficer, world.year, { check: "judgement" })).total).toBe(0);
    expect(
      (await listEnrolments(world.foreignOfficer, world.year, { cursor: "tampered" })).rows,
    ).toHaveLength(50);
  });

  test("figures are of the scope that is asked for", async () => {
    const counts = await countEnrolmentsByState(db(), { year: world.year, provinceId: world.away.id });
    expect(counts).toMatchObject({ submitted: 7, confirmed: 53, approved: 0, returnedToSchool: 0 });
  });
});
