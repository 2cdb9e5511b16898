import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  acceptRechecks,
  confirmEnrolment,
  listRechecks,
  recheckEnrolment,
  registerOpen,
  rejectEnrolment,
  reopenEnrolment,
} from "@/lib/enrolments";
import { NotFound } from "@/lib/kernel/problem";
import { db } from "@/lib/platform/db";
import { actorAt } from "../../support/bodies";
import { useTestDatabase } from "../../support/database";
import { brokenInvariants, ETHICS, stateOf } from "../../support/enrolment-state";
import { addTeachers, buildWorld, newKey, type World } from "../../support/enrolments";
import { openRequest, placesOf } from "../../support/open";
import { outcome } from "../../support/outcome";

const database = useTestDatabase();
let world: World;
let classId: string;
let turn = 0;

beforeAll(async () => {
  const classes = Array.from({ length: 4 }, (_, index): [number, number, number] => [
    2,
    30 + index,
    40 + index,
  ]);
  world = await buildWorld({ subProjects: [{ code: "B301", seats: 8, mode: "open", classes }] });
});

/** Each test has a class of two places to itself. */
beforeEach(() => {
  classId = world.first.classIds[turn] ?? "";
  turn += 1;
});

const places = () => placesOf(database().pool, classId);

async function registered(count: number): Promise<string[]> {
  const ids = [];
  for (const teacher of await addTeachers(world.school, count))
    ids.push((await registerOpen(teacher, openRequest(classId))).enrolmentId);
  return ids;
}

async function confirmed() {
  const [enrolmentId = ""] = await registered(2);
  const { version } = await confirmEnrolment(world.clerk, { enrolmentId, version: 1, ...ETHICS });
  return { enrolmentId, version };
}
const recheck = (enrolmentId: string, version: number, decision: "accept" | "return" | "reject") =>
  recheckEnrolment(actorAt(world.institution, "institution"), {
    enrolmentId,
    version,
    decision,
    reasonCode: "other",
    reasonText: decision === "accept" ? "" : "请补充任课证明。",
  });

describe("the institution's second look", () => {
  test("seats a confirmed person in the class that holds the place; the province has nothing to review", async () => {
    const { enrolmentId, version } = await confirmed();
    const institution = actorAt(world.institution, "institution");
    expect((await listRechecks(institution, world.year)).rows.map((row) => row.id)).toContain(enrolmentId);
    await expect(
      rejectEnrolment(world.officer, {
        enrolmentId,
        version,
        reasonCode: "other",
        reasonText: "不归省里审。",
      }),
    ).rejects.toBeInstanceOf(NotFound);
    await recheck(enrolmentId, version, "accept");
    expect(await stateOf(enrolmentId)).toMatchObject({ state: "placed", classId });
    expect(await places()).toEqual({ cap: 2, used: 2, waiting: 0 });
    expect(
      await db().auditEvent.count({ where: { subjectId: enrolmentId, kind: "enrolment.rechecked" } }),
    ).toBe(1);
    expect(await brokenInvariants(database().pool)).toEqual([]);
  });

  test("returns to the school, which confirms again; not before the school has confirmed", async () => {
    const { enrolmentId, version } = await confirmed();
    const returned = await recheck(enrolmentId, version, "return");
    expect(await stateOf(enrolmentId)).toMatchObject({ state: "returned", returnedTo: "school" });
    expect(await outcome(() => recheck(enrolmentId, returned.version, "accept"))).toBe(
      "enrolments.not-in-state",
    );
    expect(await outcome(() => recheck(enrolmentId, returned.version, "reject"))).toBe(
      "enrolments.not-in-state",
    );
    const again = await confirmEnrolment(world.clerk, { enrolmentId, version: returned.version, ...ETHICS });
    await recheck(enrolmentId, again.version, "accept");
    expect((await places()).used).toBe(2);
  });

  test("frees the place of who is refused for the next in line; taken back by authority only while one is free", async () => {
    const { enrolmentId, version } = await confirmed();
    const rejected = await recheck(enrolmentId, version, "reject");
    expect(await places()).toEqual({ cap: 2, used: 1, waiting: 0 });
    const reopen = (at: number) =>
      reopenEnrolment(world.officer, { enrolmentId, version: at, reasonText: "重新看。" });
    const back = await reopen(rejected.version);
    expect((await places()).used).toBe(2);
    const again = await recheck(enrolmentId, back.version, "reject");
    await registered(1);
    expect(await outcome(() => reopen(again.version))).toBe("enrolments.open-class-full");
  });

  test("several whose conditions are met are seated at once; who needs a look stays, and the same request does nothing twice", async () => {
    const institution = actorAt(world.institution, "institution");
    const ids = await registered(2);
    const [clear = "", unclear = ""] = ids;
    for (const enrolmentId of ids)
      await confirmEnrolment(world.clerk, { enrolmentId, version: 1, ...ETHICS });
    await database().pool.query(
      "UPDATE teachers SET version = version + 1, title = 'senior' WHERE id = (SELECT teacher_id FROM enrolments WHERE id = $1)",
      [unclear],
    );
    const input = { key: newKey(), ids };
    expect(await acceptRechecks(institution, input)).toEqual({ done: 1, left: 1 });
    expect(await acceptRechecks(institution, input)).toEqual({ done: 1, left: 1 });
    expect([(await stateOf(clear)).state, (await stateOf(unclear)).state]).toEqual(["placed", "confirmed"]);
    expect(await brokenInvariants(database().pool)).toEqual([]);
  });
});
