import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { newId } from "@/lib/kernel/id";
import { confirmAddress, getContact, listFailedDeliveries, saveContact, sendMessage } from "@/lib/notices";
import { db, transaction } from "@/lib/platform/db";
import { confirmOwnContact } from "@/lib/teachers";
import { sendAddressCode, sendLetters } from "@/lib/worker/letters";
import { addAddress } from "../../support/contacts";
import { outcome } from "../../support/outcome";
import { withWorld } from "../../support/world";

const folder = mkdtempSync(path.join(tmpdir(), "guopei-sms-"));
const file = path.join(folder, "sms.jsonl");
process.env.SMS_URL = pathToFileURL(file).href;
afterAll(() => rmSync(folder, { recursive: true }));

const world = withWorld();
const province = () => world().world.provinces[0];
const clerk = () => province().schools[0].actor;
const noon = () => new Date("2026-11-22T12:00:00+08:00");

const written = (): { id: string; to: string; text: string }[] => {
  try {
    const lines = readFileSync(file, "utf8").trim().split("\n");
    return lines.map((line) => JSON.parse(line));
  } catch {
    return [];
  }
};

beforeEach(async () => {
  rmSync(file, { force: true });
  await db().delivery.deleteMany();
  await db().contactPreference.deleteMany();
  await db().contactAddress.deleteMany();
  await db().$executeRaw`UPDATE inbox_messages SET planned_at = clock_timestamp()`;
});

const tell = (kind: "card-recalled" | "cards-issued", times = 1) =>
  transaction(province().actor, async (tx) => {
    for (let time = 0; time < times; time += 1)
      await sendMessage(tx, {
        organisationId: clerk().organisationId,
        kind,
        params: { subProject: "B301", seats: 1, cards: 1, until: "2022-05-16" },
        href: "/programmes/2022/cards",
      });
  });

describe("a text message", () => {
  test("tells what cannot wait in one sentence and one link, and nothing personal", async () => {
    await addAddress(clerk().accountId, { channel: "sms", verified: true });
    await tell("card-recalled");
    await tell("cards-issued");
    expect(await sendLetters(noon)).toBe(1);
    const [sms, ...others] = written();
    expect(others).toEqual([]);
    expect(sms).toMatchObject({ to: "139****1234" });
    expect(sms?.text).toMatch(/^【职教国培】\S+。详情：http\S+\/programmes\/2022\/cards$/);
    expect(sms?.text).not.toContain("B301-");
    expect(sms?.text.split("：")[0]?.length).toBeLessThan(70);
  });

  test("counts several, and stays silent at night unless its owner chose other hours", async () => {
    await addAddress(clerk().accountId, { channel: "sms", verified: true, locale: "en" });
    await tell("card-recalled", 2);
    const night = new Date("2026-11-22T23:10:00+08:00");
    expect(await sendLetters(() => night)).toBe(0);
    expect(await sendLetters(() => new Date(night.getTime() + 7.8 * 3_600_000))).toBe(0);
    expect(await sendLetters(() => new Date(night.getTime() + 7.9 * 3_600_000))).toBe(1);
    expect(written()[0]?.text).toMatch(/^\[Guopei\] 2 urgent messages: http/);
    await db().contactPreference.updateMany({ data: { quietFrom: 1, quietUntil: 2 } });
    await tell("card-recalled");
    expect(await sendLetters(() => night)).toBe(1);
  });

  test("goes to nobody who wants none or whose number is not proved", async () => {
    await addAddress(clerk().accountId, { channel: "sms" });
    await tell("card-recalled");
    expect(await sendLetters(noon)).toBe(0);
    await db().contactAddress.updateMany({
      data: { verifiedAt: new Date(), codeHash: null, codeExpiresAt: null },
    });
    await db().contactPreference.updateMany({ data: { sms: "none" } });
    await tell("card-recalled");
    expect(await sendLetters(noon)).toBe(0);
    expect(await db().delivery.count()).toBe(0);
  });

  test("leaves a file that only its owner reads", async () => {
    await addAddress(clerk().accountId, { channel: "sms", verified: true });
    await tell("card-recalled");
    await sendLetters(noon);
    expect(statSync(file).mode & 0o077).toBe(0);
  });

  test("that cannot be delivered is tried again, and then its sender sees it", async () => {
    await addAddress(clerk().accountId, { channel: "sms", verified: true });
    await tell("card-recalled");
    rmSync(folder, { recursive: true });
    let now = noon().getTime();
    for (let round = 0; round < 40; round += 1) {
      await sendLetters(() => new Date(now));
      now += 1_800_000;
    }
    expect(await listFailedDeliveries(province().actor, {})).toMatchObject({
      rows: [{ channel: "sms", failure: "unreachable" }],
    });
    mkdirSync(folder);
  });
});

describe("a mobile number", () => {
  const wish = { email: "", mail: "each", mobile: "13900005678", sms: "urgent", locale: "zh-CN" } as const;

  test("is proved by the code that goes there", async () => {
    expect(await saveContact(clerk(), { ...wish, version: 0 })).toEqual({ mail: "kept", sms: "new" });
    const event = await db().outboxEvent.findFirstOrThrow({ where: { kind: "address-code.wanted" } });
    await sendAddressCode(event.payload as Record<string, string>);
    const code = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(written()[0]?.text ?? "")?.[0] ?? "";
    expect(await outcome(() => confirmAddress(clerk(), { channel: "mail", code }))).toBe(
      "notices.code-refused",
    );
    await confirmAddress(clerk(), { channel: "sms", code });
    expect(await getContact(clerk())).toMatchObject({
      addresses: { mail: null, sms: { address: wish.mobile, verified: true } },
    });
  });

  test("that a teacher confirms for the record is the one that texts go to", async () => {
    const teacher = province().schools[0].teachers[0]?.actor ?? clerk();
    const record = await db().teacher.findUniqueOrThrow({ where: { id: teacher.teacherId ?? "" } });
    await confirmOwnContact(teacher, { mobile: "13900007777", version: record.version, key: newId() });
    const contact = await getContact(teacher);
    expect(contact.addresses.sms).toEqual({ address: "13900007777", verified: true, codeOpen: false });
    expect(await outcome(() => saveContact(teacher, { ...wish, version: 0 }))).toBe(
      "notices.contact-changed-meanwhile",
    );
    await transaction(province().actor, (tx) =>
      sendMessage(tx, {
        accountId: teacher.accountId,
        kind: "opening-notice-issued",
        params: { subProject: "B301", institution: "甲校", classCode: "22-B301-1" },
        href: "/registration",
      }),
    );
    await sendLetters(noon);
    expect(written()[0]).toMatchObject({ to: "139****7777" });
  });
});
