import { beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/access";
import {
  findOpeningNotice,
  formClass,
  getClass,
  issueOpeningNotice,
  listClasses,
  listFormableDesignations,
  prepareOpeningNotice,
  updateClass,
} from "@/lib/classes";
import {
  acknowledgeOpeningNotice,
  countPlaced,
  countPlacedInYear,
  findOwnPlace,
  getOpeningNoticeFor,
} from "@/lib/enrolments";
import { newId } from "@/lib/kernel/id";
import { countUnread, listInbox } from "@/lib/notices";
import { db } from "@/lib/platform/db";
import { HANDLERS } from "@/lib/worker/handlers";
import { actorAt } from "../../support/bodies";
import { placePeople } from "../../support/classes";
import { useTestDatabase } from "../../support/database";
import { moveWindow } from "../../support/enrolment-state";
import { addTeachers, buildWorld, newKey, type SubProjectBuilt, type World } from "../../support/enrolments";

const database = useTestDatabase();
const DAY_MS = 86_400_000;
const day = (days: number) => new Date(Date.now() + 8 * 3_600_000 + days * DAY_MS).toISOString().slice(0, 10);

let world: World;
let institution: Actor;
let stranger: Actor;

beforeAll(async () => {
  world = await buildWorld({
    subProjects: [
      { code: "B301", seats: 100, classes: [] },
      { code: "B302", seats: 40, group: "second", classes: [[3, 20, 25]] },
      { code: "B303", seats: 40, group: "third", classes: [[20, 30, 35]] },
    ],
    windows: { "class-formation": [-5, 5], training: [1, 200] },
  });
  institution = actorAt(world.institution, "institution");
  stranger = actorAt({ id: newId(), name: "别的承训单位", provinceId: null }, "institution");
});

async function rows(): Promise<string> {
  const found = await database().pool.query(
    `SELECT (SELECT md5(string_agg(c::text, '|' ORDER BY id)) FROM training_classes c) AS classes,
      (SELECT md5(string_agg(n::text, '|' ORDER BY id)) FROM opening_notices n) AS notices,
      (SELECT count(*) FROM audit_events) AS events, (SELECT count(*) FROM outbox_events) AS outbox,
      (SELECT count(*) FROM idempotency_keys) AS keys`,
  );
  return JSON.stringify(found.rows);
}

async function refused(attempt: Promise<unknown>, expected: string | { name: string }) {
  if (typeof expected === "string") await expect(attempt).rejects.toThrow(expected);
  else await expect(attempt).rejects.toMatchObject(expected);
}

async function designationOf(subProject: SubProjectBuilt): Promise<string> {
  const found = await db().designation.findFirstOrThrow({ where: { subProjectId: subProject.id } });
  return found.id;
}

const plan = (change: Record<string, unknown> = {}) => ({
  mode: "on-site" as const,
  startsOn: day(30),
  endsOn: day(43),
  days: 14,
  hours: 112,
  place: "演示培训地点",
  capacity: 50,
  ...change,
});

describe("forming classes", () => {
  it("gives each its number and code, once for the same key, up to the seats designated", async () => {
    const designationId = await designationOf(world.first);
    const input = { key: newKey(), designationId, ...plan() };
    const first = await formClass(institution, input);
    expect(first).toMatchObject({ code: `${world.year}-B301-01`, late: false });
    expect(await formClass(institution, input)).toEqual(first);
    const second = await formClass(institution, { ...input, key: newKey() });
    expect(second.code).toBe(`${world.year}-B301-02`);
    expect(await db().auditEvent.count({ where: { kind: "class.formed" } })).toBe(2);
    const designations = await listFormableDesignations(institution, world.year);
    expect(designations.find((one) => one.designationId === designationId)).toMatchObject({
      seats: 100,
      planned: 100,
      classCount: 2,
    });
    const before = await rows();
    await refused(
      formClass(institution, { ...input, key: newKey(), capacity: 1 }),
      "classes.more-than-designated",
    );
    expect(await rows()).toBe(before);
  });

  it("is refused by the database as well", async () => {
    await refused(
      database().pool.query(`UPDATE training_classes SET capacity = capacity + 1 WHERE code LIKE '%B301-02'`),
      { name: "error" },
    );
    await expect(
      database().pool.query(`UPDATE training_classes SET capacity = capacity + 1 WHERE code LIKE '%B301-02'`),
    ).rejects.toMatchObject({ code: "GP909" });
  });

  it("never passes the designation when many form at the same time", async () => {
    const third = world.subProjects[2];
    if (!third) throw new Error("no third sub-project");
    const designationId = await designationOf(third);
    const answers = await Promise.allSettled(
      Array.from({ length: 6 }, () =>
        formClass(institution, { key: newKey(), designationId, ...plan({ capacity: 8 }) }),
      ),
    );
    expect(answers.filter((answer) => answer.status === "fulfilled")).toHaveLength(2);
    const taken = await db().trainingClass.aggregate({ where: { designationId }, _sum: { capacity: true } });
    expect(taken._sum.capacity).toBe(36);
  });

  it("refuses other people and impossible plans, and writes nothing", async () => {
    const designationId = await designationOf(world.second);
    const good = { key: newKey(), designationId, ...plan({ capacity: 5 }) };
    const before = await rows();
    await refused(formClass(stranger, good), { name: "NotFound" });
    for (const actor of [world.ministry, world.office, world.officer, world.clerk])
      await refused(formClass(actor, good), { name: "Forbidden" });
    await refused(formClass(institution, { ...good, endsOn: day(29) }), "classes.ends-before-start");
    await refused(formClass(institution, { ...good, days: 15 }), "classes.days-exceed-span");
    await refused(formClass(institution, { ...good, startsOn: day(0) }), "classes.started");
    await refused(formClass(institution, { ...good, endsOn: day(300) }), "classes.outside-training");
    expect(await rows()).toBe(before);
  });

  it("is late after its window and impossible before it", async () => {
    const designationId = await designationOf(world.second);
    await moveWindow(database().pool, world, "class-formation", 1, 5);
    const before = await rows();
    await refused(
      formClass(institution, { key: newKey(), designationId, ...plan({ capacity: 5 }) }),
      "programmes.window-not-open",
    );
    expect(await rows()).toBe(before);
    await moveWindow(database().pool, world, "class-formation", -5, -1);
    const formed = await formClass(institution, {
      key: newKey(),
      designationId,
      ...plan({ capacity: 5 }),
    });
    expect(formed.late).toBe(true);
    expect((await getClass(institution, formed.id)).formedLate).toBe(true);
    await moveWindow(database().pool, world, "class-formation", -5, 5);
  });
});

describe("changing a class", () => {
  it("works under its version, within the designation, for its own institution", async () => {
    const { rows: classes } = await listClasses(institution, world.year, { search: "B301-01" });
    const id = classes[0]?.id ?? "";
    expect(await updateClass(institution, { id, version: 1, ...plan({ place: "新地点" }) })).toEqual({
      id,
      version: 2,
    });
    const before = await rows();
    await refused(updateClass(institution, { id, version: 1, ...plan() }), "common.stale");
    await refused(
      updateClass(institution, { id, version: 2, ...plan({ capacity: 51 }) }),
      "classes.more-than-designated",
    );
    await refused(updateClass(stranger, { id, version: 2, ...plan() }), { name: "NotFound" });
    await refused(updateClass(world.office, { id, version: 2, ...plan() }), { name: "Forbidden" });
    expect(await rows()).toBe(before);
  });
});

describe("reading classes", () => {
  it("shows an institution its own and others all of the year", async () => {
    const all = await listClasses(world.officer, world.year, {});
    expect(all.rows.length).toBeGreaterThan(2);
    expect(all.rows.map((row) => row.code)).toEqual([...all.rows.map((row) => row.code)].sort());
    expect((await listClasses(stranger, world.year, {})).total).toBe(0);
    await refused(getClass(stranger, all.rows[0]?.id ?? ""), { name: "NotFound" });
  });
});

describe("the opening notice", () => {
  const fields = {
    reportInAt: `${day(19)}T14:00`,
    reportInPlace: "1号楼大厅",
    trainingPlace: "实训楼",
    travel: "",
    materials: "身份证",
    fees: "项目承担",
    requirements: "",
    contactName: "演示老师",
    contactPhone: "000-0000",
  };
  const number = (serial: number) => `演示培函〔${day(0).slice(0, 4)}〕${serial}号`;

  it("is a draft of the institution until it is issued, with every save under its version", async () => {
    const classId = world.second.classIds[0] ?? "";
    expect(
      await prepareOpeningNotice(institution, { classId, version: 0, ...fields, contactPhone: "" }),
    ).toEqual({
      classId,
      version: 1,
    });
    const before = await rows();
    await refused(prepareOpeningNotice(institution, { classId, version: 0, ...fields }), "common.stale");
    await refused(prepareOpeningNotice(stranger, { classId, version: 1, ...fields }), { name: "NotFound" });
    await refused(prepareOpeningNotice(world.office, { classId, version: 1, ...fields }), {
      name: "Forbidden",
    });
    expect(await rows()).toBe(before);
    expect((await findOpeningNotice(institution, classId))?.state).toBe("draft");
    expect(await findOpeningNotice(world.ministry, classId)).toBeNull();
  });

  it("is not issued incomplete, without people, under a wrong number, or by others", async () => {
    const classId = world.second.classIds[0] ?? "";
    const issue = { classId, version: 1, documentNumber: number(1) };
    let before = await rows();
    await refused(issueOpeningNotice(institution, issue), "classes.notice-field-missing");
    expect(await rows()).toBe(before);
    await prepareOpeningNotice(institution, { classId, version: 1, ...fields });
    before = await rows();
    await refused(issueOpeningNotice(institution, { ...issue, version: 2 }), "classes.nobody-placed");
    await refused(
      issueOpeningNotice(institution, { ...issue, version: 2, documentNumber: "培函(2022)1" }),
      "notices.number-brackets",
    );
    await refused(issueOpeningNotice(institution, issue), "common.stale");
    await refused(issueOpeningNotice(stranger, { ...issue, version: 2 }), { name: "NotFound" });
    await refused(issueOpeningNotice(world.ministry, { ...issue, version: 2 }), { name: "Forbidden" });
    await moveWindow(database().pool, world, "opening-notice", 1, 4);
    await refused(issueOpeningNotice(institution, { ...issue, version: 2 }), "programmes.window-not-open");
    await moveWindow(database().pool, world, "opening-notice", -3, 4);
    expect(await rows()).toBe(before);
  });

  it("reaches exactly those whom it concerns, once, and is acknowledged", async () => {
    const classId = world.second.classIds[0] ?? "";
    const [teacher] = await placePeople(world, world.second, 2);
    if (!teacher) throw new Error("nobody was placed");
    const [bystander] = await addTeachers(world.school, 1);
    await moveWindow(database().pool, world, "opening-notice", -5, -1);
    expect(await issueOpeningNotice(institution, { classId, version: 2, documentNumber: number(1) })).toEqual(
      {
        classId,
        late: true,
      },
    );
    expect(await db().outboxEvent.count({ where: { kind: "opening-notice.issued" } })).toBe(1);
    expect((await countPlaced(institution, [classId])).get(classId)).toBe(2);
    expect(await countPlacedInYear(world.clerk, world.year)).toEqual(new Map([[classId, 2]]));
    expect((await countPlacedInYear(world.foreignClerk, world.year)).size).toBe(0);
    const own = await listClasses(world.clerk, world.year, {}, [classId]);
    expect(own).toMatchObject({ total: 1, rows: [{ id: classId }] });
    expect((await listClasses(world.foreignClerk, world.year, {}, [])).rows).toEqual([]);
    const unread = await countUnread(world.clerk);
    await HANDLERS["opening-notice.issued"]?.({ classId });
    await HANDLERS["opening-notice.issued"]?.({ classId });
    expect(await countUnread(world.clerk)).toBe(unread + 1);
    expect((await listInbox(world.officer, {})).rows[0]).toMatchObject({
      kind: "opening-notice-issued",
      href: `/classes/${classId}/notice`,
    });
    expect((await listInbox(world.foreignOfficer, {})).rows.map((row) => row.kind)).not.toContain(
      "opening-notice-issued",
    );
    for (const actor of [institution, world.ministry, world.office, world.officer, world.clerk, teacher])
      expect((await getOpeningNoticeFor(actor, classId))?.state).toBe("issued");
    for (const actor of [stranger, world.foreignOfficer, world.foreignClerk, bystander])
      expect(actor && (await getOpeningNoticeFor(actor, classId).catch(() => null))).toBeNull();
    const place = await findOwnPlace(teacher, classId);
    expect(place?.acknowledgedAt).toBeNull();
    await acknowledgeOpeningNotice(teacher, { enrolmentId: place?.enrolmentId ?? "" });
    expect((await findOwnPlace(teacher, classId))?.acknowledgedAt).toBeInstanceOf(Date);
  });

  it("stays as it was sent, and so does its class", async () => {
    const classId = world.second.classIds[0] ?? "";
    const before = await rows();
    await refused(
      prepareOpeningNotice(institution, { classId, version: 3, ...fields }),
      "classes.notice-issued-already",
    );
    await refused(
      issueOpeningNotice(institution, { classId, version: 3, documentNumber: number(2) }),
      "classes.notice-issued-already",
    );
    await refused(
      updateClass(institution, { id: classId, version: 2, ...plan({ capacity: 3 }) }),
      "classes.notice-issued-already",
    );
    await expect(
      database().pool.query("UPDATE opening_notices SET fields = '{}' WHERE class_id = $1", [classId]),
    ).rejects.toMatchObject({ code: "GP910" });
    expect(await rows()).toBe(before);
  });

  it("keeps room for everybody in a class", async () => {
    const classId = world.second.classIds[0] ?? "";
    await expect(
      database().pool.query("UPDATE training_classes SET capacity = 1 WHERE id = $1", [classId]),
    ).rejects.toMatchObject({ code: "GP915" });
  });
});
