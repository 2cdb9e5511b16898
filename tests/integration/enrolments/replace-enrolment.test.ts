import { beforeAll, describe, expect, test } from "vitest";
import {
  confirmEnrolment,
  listSuccessors,
  registerEnrolment,
  replaceEnrolment,
  withdrawEnrolment,
} from "@/lib/enrolments";
import { Forbidden, NotFound } from "@/lib/kernel/problem";
import { db } from "@/lib/platform/db";
import type { Body } from "../../support/bodies";
import { useTestDatabase } from "../../support/database";
import {
  brokenInvariants,
  ETHICS,
  enrolled,
  fingerprint,
  openSupplement,
  stateOf,
} from "../../support/enrolment-state";
import {
  addTeachers,
  buildWorld,
  issueCards,
  newKey,
  registration,
  type World,
} from "../../support/enrolments";

const database = useTestDatabase();
let world: World;

beforeAll(async () => {
  world = await buildWorld({ subProjects: [{ code: "B301", seats: 400 }], schools: 3 });
});

async function refused(attempt: () => Promise<unknown>, code: string) {
  const before = await fingerprint(database().pool);
  await expect(attempt()).rejects.toMatchObject({ problems: [expect.objectContaining({ code })] });
  expect(await fingerprint(database().pool)).toBe(before);
}

async function successor(fields: Record<string, unknown> = {}): Promise<string> {
  const [teacher] = await addTeachers(world.school, 1, fields);
  if (!teacher) throw new Error("no teacher");
  return teacher.teacherId;
}

function proposal(former: { enrolmentId: string; version: number }, teacherId: string) {
  return {
    key: newKey(),
    enrolmentId: former.enrolmentId,
    version: former.version,
    teacherId,
    preferences: [],
    commitment: null,
    reasonText: "家中有事",
  };
}

describe("withdrawing", () => {
  test("is the teacher's own act and leaves the place with the school", async () => {
    const { enrolmentId, version, teacher, clerk } = await enrolled(world, "approved");
    await expect(withdrawEnrolment(clerk, { enrolmentId, version, reasonText: "" })).rejects.toBeInstanceOf(
      Forbidden,
    );
    const [other] = await addTeachers(world.school, 1);
    if (!other) throw new Error("no teacher");
    await expect(withdrawEnrolment(other, { enrolmentId, version, reasonText: "" })).rejects.toBeInstanceOf(
      NotFound,
    );
    await withdrawEnrolment(teacher, { enrolmentId, version, reasonText: "时间冲突" });
    expect(await stateOf(enrolmentId)).toMatchObject({
      state: "withdrawn",
      card: { state: "issued", teacherId: null, supplement: false },
    });
    await refused(
      () => withdrawEnrolment(teacher, { enrolmentId, version: version + 1, reasonText: "" }),
      "enrolments.not-in-state",
    );
  });

  test("lets the same person register afresh", async () => {
    const { enrolmentId, version, teacher, card } = await enrolled(world, "submitted");
    await withdrawEnrolment(teacher, { enrolmentId, version, reasonText: "" });
    await expect(
      registerEnrolment(teacher, registration(world, { route: "code", cardCode: card.code })),
    ).resolves.toMatchObject({ cardCode: card.code });
  });
});

describe("replacing", () => {
  test.each(["returned", "approved", "rejected"] as const)(
    "somebody whose registration is %s keeps the card and links both",
    async (state) => {
      const former = await enrolled(world, state);
      const teacherId = await successor();
      const answer = await replaceEnrolment(former.clerk, proposal(former, teacherId));
      expect(answer.cardCode).toBe(former.card.code);
      expect(await stateOf(answer.enrolmentId)).toMatchObject({
        state: "submitted",
        teacherId,
        replacesId: former.enrolmentId,
        card: { state: "used", teacherId },
        events: [{ kind: "proposed", actorRole: "school", reasonText: "家中有事" }],
      });
      expect((await stateOf(former.enrolmentId)).state).toBe(state === "rejected" ? "rejected" : "replaced");
      const trail = await db().auditEvent.findMany({ where: { subjectId: answer.enrolmentId } });
      expect(trail.map((event) => event.kind)).toEqual(["enrolment.replaced"]);
    },
  );

  test("the same key gives the same answer", async () => {
    const former = await enrolled(world, "approved");
    const input = proposal(former, await successor());
    const first = await replaceEnrolment(former.clerk, input);
    expect(await replaceEnrolment(former.clerk, input)).toEqual({ ...first, replay: true });
    await refused(
      () => replaceEnrolment(former.clerk, { ...input, reasonText: "别的原因" }),
      "common.key-reused",
    );
  });

  test("after registration has closed, the whole supplement way", async () => {
    const former = await enrolled(world, "approved");
    const { pool } = database();
    await openSupplement(pool, world);
    await withdrawEnrolment(former.teacher, {
      enrolmentId: former.enrolmentId,
      version: former.version,
      reasonText: "",
    });
    expect(await stateOf(former.enrolmentId)).toMatchObject({ card: { state: "issued", supplement: true } });
    const withdrawn = { ...former, version: former.version + 1 };
    const { enrolmentId } = await replaceEnrolment(former.clerk, proposal(withdrawn, await successor()));
    await expect(
      confirmEnrolment(former.clerk, { enrolmentId, version: 1, ...ETHICS }),
    ).resolves.toMatchObject({ state: "confirmed" });
  });

  test("is refused for the same person, somebody unfit, somebody foreign, a live one and one already replaced", async () => {
    const { moveWindow } = await import("../../support/enrolment-state");
    await moveWindow(database().pool, world, "registration", -6, 2);
    await moveWindow(database().pool, world, "school-confirmation", -6, 2);
    const former = await enrolled(world, "approved");
    await refused(
      () => replaceEnrolment(former.clerk, proposal(former, former.teacher.teacherId)),
      "enrolments.same-teacher",
    );
    const unfit = await successor({ title: "assistant" });
    await refused(() => replaceEnrolment(former.clerk, proposal(former, unfit)), "enrolments.title-not-met");
    const [stranger] = await addTeachers(world.otherSchool, 1);
    await expect(
      replaceEnrolment(former.clerk, proposal(former, stranger?.teacherId ?? "")),
    ).rejects.toBeInstanceOf(NotFound);
    await expect(
      replaceEnrolment(world.foreignClerk, proposal(former, await successor())),
    ).rejects.toBeInstanceOf(NotFound);
    const live = await enrolled(world, "submitted");
    const fit = await successor();
    await refused(() => replaceEnrolment(live.clerk, proposal(live, fit)), "enrolments.not-in-state");
    const rejected = await enrolled(world, "rejected");
    await replaceEnrolment(rejected.clerk, proposal(rejected, await successor()));
    await refused(
      () => replaceEnrolment(rejected.clerk, proposal(rejected, fit)),
      "enrolments.already-replaced",
    );
  });

  test("every invariant holds", async () => {
    expect(await brokenInvariants(database().pool)).toEqual([]);
  });
});

describe("who may be offered a place", () => {
  let school: Body;
  const named = (name: string, fields: Record<string, unknown> = {}) =>
    addTeachers(school, 1, { name, ...fields }).then(([teacher]) => {
      if (!teacher) throw new Error("no teacher");
      return teacher;
    });

  beforeAll(() => {
    const third = world.home.schools[2];
    if (!third) throw new Error("no third school");
    school = third;
  });

  test("is whoever the replacement would let through; the others are counted by what keeps them out", async () => {
    const former = await enrolled(world, "approved", { school });
    const fit = await named("甲合适");
    await named("乙没补齐", { problemCount: 1, problemKeys: ["mobile:missing"] });
    await named("丙职称低", { title: "assistant" });
    const registered = await named("丁已报名");
    const [card] = await issueCards(world, world.first, school, 1);
    await registerEnrolment(registered, registration(world, { route: "code", cardCode: card?.code }));
    const answer = await listSuccessors(former.clerk, former.enrolmentId, "");
    expect(answer).toMatchObject({ teacherIds: [fit.teacherId], more: false });
    expect([...answer.leftOut].sort((a, b) => (a.code < b.code ? -1 : 1))).toEqual([
      { code: "exclusivity", count: 1 },
      { code: "record", count: 1 },
      { code: "title", count: 1 },
    ]);
    expect(await listSuccessors(former.clerk, former.enrolmentId, "丁")).toEqual({
      teacherIds: [],
      more: false,
      leftOut: [{ code: "exclusivity", count: 1 }],
    });
    await refused(
      () => replaceEnrolment(former.clerk, proposal(former, registered.teacherId)),
      "enrolments.exclusivity-not-met",
    );
    await expect(replaceEnrolment(former.clerk, proposal(former, fit.teacherId))).resolves.toMatchObject({
      cardCode: former.card.code,
    });
  });

  test("is nobody once the freed card has gone to somebody else", async () => {
    const former = await enrolled(world, "rejected", { school });
    const heir = await named("戊接卡");
    await named("己等待");
    await registerEnrolment(heir, registration(world, { route: "code", cardCode: former.card.code }));
    const answer = await listSuccessors(former.clerk, former.enrolmentId, "己");
    expect(answer).toEqual({ teacherIds: [], more: false, leftOut: [{ code: "card", count: 1 }] });
  });

  test("is told to the own school alone", async () => {
    const former = await enrolled(world, "approved");
    await expect(listSuccessors(world.foreignClerk, former.enrolmentId, "")).rejects.toBeInstanceOf(NotFound);
    await expect(listSuccessors(world.officer, former.enrolmentId, "")).rejects.toBeInstanceOf(Forbidden);
  });
});
