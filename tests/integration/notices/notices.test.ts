import { beforeAll, describe, expect, it } from "vitest";
import type { Actor, Role } from "@/lib/access";
import { newId } from "@/lib/kernel/id";
import {
  countUnread,
  createNotice,
  getNotice,
  getPublicNotice,
  issueNotice,
  listInbox,
  listNotices,
  listPublicNotices,
  markMessageRead,
  updateNotice,
} from "@/lib/notices";
import { db } from "@/lib/platform/db";
import { actorAt } from "../../support/bodies";
import { useTestDatabase } from "../../support/database";
import { buildWorld, newKey, type World } from "../../support/enrolments";

const database = useTestDatabase();
const DAY_MS = 86_400_000;
const day = (days: number) => new Date(Date.now() + 8 * 3_600_000 + days * DAY_MS).toISOString().slice(0, 10);
let serial = 0;

let world: World;
let secondMinistry: Actor;
const readers = {} as Record<"province" | "school" | "institution" | "teacher" | "auditor" | "office", Actor>;

beforeAll(async () => {
  world = await buildWorld();
  const at = (body: { id: string; name: string; provinceId: string | null }, role: Role) =>
    actorAt(body, role);
  readers.province = world.officer;
  readers.school = world.clerk;
  readers.institution = at(world.institution, "institution");
  readers.office = world.office;
  readers.auditor = actorAt({ id: newId(), name: "演示审计", provinceId: null }, "auditor");
  readers.teacher = actorAt(world.school, "teacher", newId());
  secondMinistry = actorAt({ id: newId(), name: "别的部门", provinceId: null }, "ministry");
});

function texts(change: Record<string, unknown> = {}) {
  serial += 1;
  return {
    key: newKey(),
    documentNumber: `演示厅函〔${day(0).slice(0, 4)}〕${serial}号`,
    title: "关于做好示范项目的通知",
    salutation: "各省级教育行政部门",
    text: "通知如下。\n一、时间\n5月。",
    attachments: "名额表",
    addressees: ["province" as const],
    programmeYear: undefined,
    ...change,
  };
}

async function rows(): Promise<string> {
  const found = await database().pool.query(
    `SELECT (SELECT md5(string_agg(n::text, '|' ORDER BY id)) FROM notices n) AS notices,
      (SELECT count(*) FROM inbox_messages) AS messages, (SELECT count(*) FROM audit_events) AS events`,
  );
  return JSON.stringify(found.rows);
}

async function draft(change: Record<string, unknown> = {}) {
  return createNotice(world.ministry, texts(change));
}

async function issued(publicInDays: number, change: Record<string, unknown> = {}) {
  const { id } = await draft(change);
  return issueNotice(world.ministry, { id, version: 1, issuedOn: day(0), publicOn: day(publicInDays) });
}

describe("a draft", () => {
  it("is kept as structure, once for the same key, with one event", async () => {
    const input = texts();
    const first = await createNotice(world.ministry, input);
    expect(await createNotice(world.ministry, input)).toEqual(first);
    await expect(createNotice(world.ministry, { ...input, title: "别的" })).rejects.toThrow(
      "common.key-reused",
    );
    const notice = await getNotice(world.ministry, first.id);
    expect(notice.body.map((block) => block.kind)).toEqual([
      "salutation",
      "paragraph",
      "heading",
      "paragraph",
      "attachment",
    ]);
    expect(await db().auditEvent.count({ where: { kind: "notice.created", subjectId: first.id } })).toBe(1);
  });

  it("changes under its version, and a stale save changes nothing", async () => {
    const { id } = await draft();
    const { key: _key, ...fields } = texts({ title: "改过的标题" });
    expect(await updateNotice(world.ministry, { ...fields, id, version: 1 })).toEqual({ id, version: 2 });
    const before = await rows();
    await expect(
      updateNotice(world.ministry, { ...fields, id, version: 1, title: "晚到的" }),
    ).rejects.toThrow("common.stale");
    expect(await rows()).toBe(before);
  });

  it("belongs to its issuer alone", async () => {
    const { id } = await draft();
    const before = await rows();
    const { key: _key, ...fields } = texts();
    await expect(updateNotice(secondMinistry, { ...fields, id, version: 1 })).rejects.toMatchObject({
      name: "NotFound",
    });
    for (const actor of Object.values(readers)) {
      await expect(createNotice(actor, texts())).rejects.toMatchObject({ name: "Forbidden" });
      await expect(getNotice(actor, id)).rejects.toMatchObject({ name: "NotFound" });
    }
    expect(await rows()).toBe(before);
  });

  it("has a number of the official form that nobody used before", async () => {
    const { id } = await draft();
    const { documentNumber } = await getNotice(world.ministry, id);
    const before = await rows();
    await expect(draft({ documentNumber })).rejects.toThrow("notices.document-number-taken");
    await expect(draft({ documentNumber: "演示厅函[2022]1号" })).rejects.toThrow("notices.number-brackets");
    expect(await rows()).toBe(before);
  });
});

describe("issue", () => {
  it("tells the addressed bodies, which read it before the public", async () => {
    const { id, recipients } = await issued(3);
    expect(recipients).toBe(2);
    expect((await getNotice(readers.province, id)).isPublic).toBe(false);
    expect((await getNotice(readers.office, id)).state).toBe("issued");
    expect((await getNotice(readers.auditor, id)).state).toBe("issued");
    for (const actor of [readers.school, readers.institution, readers.teacher]) {
      await expect(getNotice(actor, id)).rejects.toMatchObject({ name: "NotFound" });
      expect((await listNotices(actor, {})).rows.map((row) => row.id)).not.toContain(id);
    }
    await expect(getPublicNotice(id)).rejects.toMatchObject({ name: "NotFound" });
    expect((await listPublicNotices({})).rows.map((row) => row.id)).not.toContain(id);
    const message = (await listInbox(readers.province, {})).rows[0];
    expect(message).toMatchObject({ kind: "notice-issued", href: `/notices/manage/${id}`, readAt: null });
  });

  it("is open to everybody from the public date on the business clock", async () => {
    const { id } = await issued(3);
    await database().pool.query("ALTER TABLE business_clock DISABLE TRIGGER USER");
    const move = (days: number) =>
      database().pool.query("UPDATE business_clock SET demonstration = $2, offset_ms = $1", [
        days * DAY_MS,
        days > 0,
      ]);
    try {
      await move(2);
      await expect(getPublicNotice(id)).rejects.toMatchObject({ name: "NotFound" });
      await move(3);
      expect((await getPublicNotice(id)).isPublic).toBe(true);
      expect((await getNotice(readers.teacher, id)).id).toBe(id);
      expect((await listPublicNotices({})).rows.map((row) => row.id)).toContain(id);
    } finally {
      await move(0);
      await database().pool.query("ALTER TABLE business_clock ENABLE TRIGGER USER");
    }
  });

  it("is final: neither the product nor the database changes it", async () => {
    const { id } = await issued(0);
    const before = await rows();
    const { key: _key, ...fields } = texts();
    await expect(updateNotice(world.ministry, { ...fields, id, version: 2 })).rejects.toThrow(
      "notices.already-issued",
    );
    await expect(
      issueNotice(world.ministry, { id, version: 2, issuedOn: day(0), publicOn: day(0) }),
    ).rejects.toThrow("notices.already-issued");
    await expect(
      database().pool.query("UPDATE notices SET title = 'x' WHERE id = $1", [id]),
    ).rejects.toMatchObject({ code: "GP910" });
    expect(await rows()).toBe(before);
  });

  it("refuses dates out of order, another year, a stale version and other people", async () => {
    const { id } = await draft();
    const before = await rows();
    const good = { id, version: 1, issuedOn: day(0), publicOn: day(1) };
    await expect(issueNotice(world.ministry, { ...good, publicOn: day(-1) })).rejects.toThrow(
      "notices.public-before-issue",
    );
    await expect(issueNotice(world.ministry, { ...good, issuedOn: day(1) })).rejects.toThrow(
      "notices.issue-date-ahead",
    );
    await expect(issueNotice(world.ministry, { ...good, issuedOn: "2019-01-01" })).rejects.toThrow(
      "notices.number-year",
    );
    await expect(issueNotice(world.ministry, { ...good, version: 7 })).rejects.toThrow("common.stale");
    await expect(issueNotice(secondMinistry, good)).rejects.toMatchObject({ name: "NotFound" });
    await expect(issueNotice(readers.province, good)).rejects.toMatchObject({ name: "Forbidden" });
    expect(await rows()).toBe(before);
  });

  it("happens once when two press at the same time", async () => {
    const { id } = await draft();
    const input = { id, version: 1, issuedOn: day(0), publicOn: day(0) };
    const answers = await Promise.allSettled([
      issueNotice(world.ministry, input),
      issueNotice(world.ministry, input),
    ]);
    expect(answers.filter((answer) => answer.status === "fulfilled")).toHaveLength(1);
    expect(await db().auditEvent.count({ where: { kind: "notice.issued", subjectId: id } })).toBe(1);
    expect(await db().inboxMessage.count({ where: { href: `/notices/manage/${id}` } })).toBe(2);
  });
});

describe("the inbox", () => {
  it("is read once for the body, and belongs to it alone", async () => {
    await issued(0);
    const message = (await listInbox(readers.province, { unread: true })).rows[0];
    if (!message) throw new Error("no message");
    const before = await rows();
    await expect(markMessageRead(world.foreignOfficer, { id: message.id })).rejects.toMatchObject({
      name: "NotFound",
    });
    await expect(markMessageRead(readers.teacher, { id: message.id })).rejects.toMatchObject({
      name: "NotFound",
    });
    expect(await rows()).toBe(before);
    const unread = await countUnread(readers.province);
    expect(await markMessageRead(readers.province, { id: message.id })).toEqual({ href: message.href });
    await markMessageRead(readers.province, { id: message.id });
    expect(await countUnread(readers.province)).toBe(unread - 1);
    expect(await db().auditEvent.count({ where: { kind: "message.read", subjectId: message.id } })).toBe(1);
  });

  it("shows a school's messages to its clerk and not to its teachers", async () => {
    await issued(0, { addressees: ["school"] });
    expect(await countUnread(readers.school)).toBeGreaterThan(0);
    expect(await countUnread(readers.teacher)).toBe(0);
  });
});
