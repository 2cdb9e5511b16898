import { beforeAll, describe, expect, test } from "vitest";
import { rosterText } from "@/components/domain/classes/roster-text";
import {
  acceptPlacement,
  acknowledgeOpeningNotice,
  cancelClass,
  exportRoster,
  getPlacement,
  getRoster,
  listPlacements,
  noticeRecipients,
  previewCancellation,
  proposePlacement,
  withdrawEnrolment,
} from "@/lib/enrolments";
import { newId } from "@/lib/kernel/id";
import { Forbidden, NotFound } from "@/lib/kernel/problem";
import { db } from "@/lib/platform/db";
import { actorAt } from "../../support/bodies";
import { useTestDatabase } from "../../support/database";
import { brokenInvariants, enrolled, fingerprint, stateOf } from "../../support/enrolment-state";
import { buildWorld, type World } from "../../support/enrolments";

const database = useTestDatabase();
let world: World;

beforeAll(async () => {
  world = await buildWorld({
    subProjects: [
      {
        code: "B301",
        seats: 40,
        classes: [
          [2, 30, 40],
          [4, 50, 60],
        ],
      },
      { code: "B302", seats: 10 },
    ],
  });
});

async function refused(attempt: () => Promise<unknown>, code: string) {
  const before = await fingerprint(database().pool);
  await expect(attempt()).rejects.toMatchObject({ problems: [expect.objectContaining({ code })] });
  expect(await fingerprint(database().pool)).toBe(before);
}

describe("from approved people to a class", () => {
  test("propose, propose again, accept: wishes and order of submission, never more than a class holds", async () => {
    const [early = "", late = ""] = world.first.classIds;
    const people = [];
    for (const preferences of [[early], [early, late], [early, late], [late]])
      people.push(await enrolled(world, "approved", { preferences }));
    const [first, second, third, fourth] = people;
    if (!first || !second || !third || !fourth) throw new Error("four people");
    await expect(proposePlacement(world.officer, { subProjectId: world.first.id })).rejects.toBeInstanceOf(
      Forbidden,
    );
    const outdated = await proposePlacement(world.office, { subProjectId: world.first.id });
    const { proposalId, ...figures } = await proposePlacement(world.office, { subProjectId: world.first.id });
    expect(figures).toEqual({ placed: 4, withoutPlace: 0 });
    await refused(
      () => acceptPlacement(world.office, { proposalId: outdated.proposalId }),
      "enrolments.proposal-superseded",
    );
    const shown = await getPlacement(world.office, world.first.id);
    expect(shown.proposal?.rows.map((row) => [row.classId, row.wishRank])).toEqual([
      [early, 1],
      [early, 1],
      [late, 2],
      [late, 1],
    ]);
    // Whoever steps back between proposal and acceptance is passed over.
    await withdrawEnrolment(second.teacher, {
      enrolmentId: second.enrolmentId,
      version: second.version,
      reasonText: "",
    });
    expect(await acceptPlacement(world.office, { proposalId })).toEqual({ proposalId, placed: 3 });
    expect(await stateOf(first.enrolmentId)).toMatchObject({ state: "placed", classId: early });
    expect(await stateOf(third.enrolmentId)).toMatchObject({ state: "placed", classId: late });
    expect(await stateOf(second.enrolmentId)).toMatchObject({ state: "withdrawn", classId: null });
    await refused(() => acceptPlacement(world.office, { proposalId }), "enrolments.proposal-superseded");
    const overview = await listPlacements(world.office, world.year);
    expect(overview.find((row) => row.subProject.code === "B301")).toMatchObject({
      approved: 0,
      placed: 3,
      capacity: 6,
      proposed: false,
    });
  });

  test("the roster shows each reader their own people", async () => {
    const [early = ""] = world.first.classIds;
    expect((await getRoster(actorAt(world.institution, "institution"), early)).rows).toHaveLength(1);
    expect((await getRoster(world.officer, early)).rows).toHaveLength(1);
    expect((await getRoster(world.foreignOfficer, early)).rows).toHaveLength(0);
    const stranger = actorAt({ ...world.institution, id: newId() }, "institution");
    await expect(getRoster(stranger, early)).rejects.toBeInstanceOf(NotFound);
    const recipients = await noticeRecipients(db(), early);
    expect(recipients).toMatchObject({ schoolIds: [world.school.id], provinceIds: [world.home.id] });
    expect(recipients.teacherIds).toHaveLength(1);
  });

  test("the roster leaves with a number that the trail knows, for its institution only", async () => {
    const [early = ""] = world.first.classIds;
    const institution = actorAt(world.institution, "institution");
    const input = { classId: early, format: "pdf" as const };
    const taken = await exportRoster(institution, input);
    expect(taken.rows.map((row) => row.enrolmentId)).toEqual(
      (await getRoster(institution, early)).rows.map((row) => row.enrolmentId),
    );
    const text = await rosterText(taken);
    expect(text.title).toContain(`第${taken.classNumber}班`);
    expect(text.origin).toContain(taken.number);
    expect(text.rows[0]?.[1]).toBe(taken.rows[0]?.teacherName);
    const event = await db().auditEvent.findFirstOrThrow({ where: { kind: "roster.exported" } });
    expect(event.payload).toEqual({ class: taken.code, format: "pdf", people: 1, number: taken.number });
    expect((await exportRoster(institution, input)).number).not.toBe(taken.number);
    const before = await fingerprint(database().pool);
    const stranger = actorAt({ ...world.institution, id: newId() }, "institution");
    await expect(exportRoster(stranger, input)).rejects.toBeInstanceOf(NotFound);
    await expect(exportRoster(world.officer, input)).rejects.toBeInstanceOf(Forbidden);
    expect(await fingerprint(database().pool)).toBe(before);
  });

  test("the opening notice is acknowledged once it is issued, and only once", async () => {
    const placed = await db().enrolment.findFirstOrThrow({
      where: { state: "placed", classId: world.first.classIds[1] ?? "" },
    });
    const teacher = actorAt(world.school, "teacher", placed.teacherId);
    const input = { enrolmentId: placed.id };
    await refused(() => acknowledgeOpeningNotice(teacher, input), "enrolments.notice-not-issued");
    await db().openingNotice.create({
      data: {
        id: newId(),
        classId: placed.classId ?? "",
        state: "issued",
        documentNumber: "演示〔2022〕1号",
        issuedAt: new Date(),
        fields: {},
      },
    });
    await db().trainingClass.update({
      where: { id: placed.classId ?? "" },
      data: { state: "notice-issued" },
    });
    await acknowledgeOpeningNotice(teacher, input);
    const before = await fingerprint(database().pool);
    await acknowledgeOpeningNotice(teacher, input);
    expect(await fingerprint(database().pool)).toBe(before);
    expect((await stateOf(placed.id)).acknowledgedAt).not.toBeNull();
    await expect(
      acknowledgeOpeningNotice(actorAt(world.school, "teacher", newId()), input),
    ).rejects.toBeInstanceOf(NotFound);
  });

  test("nobody to place, and no class with room, say so", async () => {
    await refused(
      () => proposePlacement(world.office, { subProjectId: world.second.id }),
      "enrolments.nobody-to-place",
    );
    await enrolled(world, "approved", { subProject: world.second });
    const cancelled = { classId: world.second.classIds[0] ?? "", people: "back" as const };
    const { digest: plan } = await previewCancellation(world.office, cancelled);
    const why = { reasonCode: "plan" as const, reasonText: "培训计划调整" };
    await cancelClass(world.office, { ...cancelled, ...why, plan });
    await refused(
      () => proposePlacement(world.office, { subProjectId: world.second.id }),
      "enrolments.no-class-with-room",
    );
    expect(await brokenInvariants(database().pool)).toEqual([]);
  });
});
