import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { DomainError } from "@/lib/kernel/problem";
import {
  confirmAddress,
  getContact,
  listFailedDeliveries,
  planDeliveries,
  requestAddressCode,
  saveContact,
  sendMessage,
  takeLetter,
} from "@/lib/notices";
import { db, transaction } from "@/lib/platform/db";
import { sendAddressCode, sendLetters } from "@/lib/worker/letters";
import { ADDRESS_CODE, addAddress } from "../../support/contacts";
import { type ReceivedMail, startMailServer } from "../../support/mail-server";
import { withWorld } from "../../support/world";

const world = withWorld();
let server: Awaited<ReturnType<typeof startMailServer>>;
let received: ReceivedMail[];

beforeAll(async () => {
  server = await startMailServer();
  received = server.received;
  process.env.MAIL_URL = server.url;
  process.env.MAIL_FROM = "Guopei <guopei@example.test>";
});
afterAll(() => server.stop());

const province = () => world().world.provinces[0];
const officer = () => province().actor;
const clerk = () => province().schools[0].actor;

beforeEach(async () => {
  received.length = 0;
  await db().delivery.deleteMany();
  await db().contactPreference.deleteMany();
  await db().contactAddress.deleteMany();
  await db().$executeRaw`UPDATE inbox_messages SET planned_at = clock_timestamp()`;
});

/** The officer's body tells the school. */
const tellSchool = (times = 1) =>
  transaction(officer(), async (tx) => {
    for (let time = 0; time < times; time += 1)
      await sendMessage(tx, {
        organisationId: clerk().organisationId,
        kind: "seats-handed-down",
        params: { subProject: "B301", seats: 3 + time },
        href: "/programmes/2022/cards",
      });
  });

const at = (clock: string) => new Date(`2026-11-22T${clock}:00+08:00`);
const states = async () =>
  (await db().delivery.findMany({ orderBy: { id: "asc" } })).map(({ state, failure }) => [state, failure]);
const refusal = async (act: Promise<unknown>) => {
  const error = await act.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return error instanceof DomainError ? error.problems[0]?.code : error;
};

describe("a letter", () => {
  test("says in the reader's language what the inbox says, and where to go", async () => {
    await addAddress(clerk().accountId, { verified: true, address: "clerk@example.test" });
    await tellSchool();
    expect(await sendLetters()).toBe(1);
    expect(received).toHaveLength(1);
    const [letter] = received;
    expect(letter).toMatchObject({ to: "clerk@example.test", subject: "收到名额" });
    expect(letter?.text).toContain("B301，3个名额");
    expect(letter?.text).toMatch(/http\S+\/programmes\/2022\/cards/);
    expect(letter?.text).toMatch(/http\S+\/inbox\/contact/);
    await db().contactPreference.updateMany({ data: { locale: "en" } });
    await tellSchool();
    await sendLetters();
    expect(received[1]?.subject).toBe("Seats received");
  });

  test("holds everything that is due to one person, in one", async () => {
    await addAddress(clerk().accountId, { verified: true });
    await tellSchool(3);
    expect(await sendLetters()).toBe(1);
    expect(received[0]?.subject).toBe("职教国培：3条消息");
    expect(received[0]?.text).toContain("5个名额");
    expect(await sendLetters()).toBe(0);
    expect(received).toHaveLength(1);
  });

  test("goes to nobody whose address is not proved, who wants none, or whose appointment has ended", async () => {
    await addAddress(clerk().accountId);
    await tellSchool();
    expect(await sendLetters()).toBe(0);
    await db().contactPreference.updateMany({ data: { mail: "none" } });
    await db().contactAddress.updateMany({
      data: { verifiedAt: new Date(), codeHash: null, codeExpiresAt: null },
    });
    await tellSchool();
    expect(await sendLetters()).toBe(0);
    await db().contactPreference.updateMany({ data: { mail: "each" } });
    await db().appointment.updateMany({ where: { id: clerk().appointmentId }, data: { endsAt: new Date() } });
    await tellSchool();
    expect(await sendLetters()).toBe(0);
    await db().appointment.updateMany({ where: { id: clerk().appointmentId }, data: { endsAt: null } });
    expect(await db().delivery.count()).toBe(0);
  });

  test("waits for the end of the quiet hours, across midnight", async () => {
    await addAddress(clerk().accountId, { verified: true, quietFrom: 21, quietUntil: 7 });
    await tellSchool();
    expect(await sendLetters(() => at("22:30"))).toBe(0);
    expect(await sendLetters(() => new Date(at("22:30").getTime() + 8 * 3_600_000))).toBe(0);
    expect(await sendLetters(() => new Date(at("22:30").getTime() + 8.6 * 3_600_000))).toBe(1);
  });

  test("comes once a day at eight where that is wanted", async () => {
    await addAddress(clerk().accountId, { verified: true, mail: "daily" });
    await tellSchool(2);
    expect(await sendLetters(() => at("07:00"))).toBe(0);
    expect(await sendLetters(() => at("08:00"))).toBe(1);
    expect(received[0]?.subject).toBe("职教国培：2条消息");
  });
});

describe("a mail server", () => {
  test("that is away for an hour costs nothing: afterwards each message arrives once", async () => {
    await addAddress(clerk().accountId, { verified: true });
    await server.stop();
    let now = Date.now();
    const clock = () => new Date(now);
    for (let minute = 0; minute < 60; minute += 10) {
      await tellSchool();
      expect(await sendLetters(clock)).toBe(0);
      now += 600_000;
    }
    server = await startMailServer(server.port);
    received = server.received;
    for (let round = 0; round < 12; round += 1) {
      await sendLetters(clock);
      now += 1_200_000;
    }
    const told = received.flatMap(({ text }) => text.match(/\d个名额/g) ?? []);
    expect(told).toHaveLength(6);
    expect((await states()).every(([state]) => state === "sent")).toBe(true);
  });

  test("that refuses a mailbox for good is not asked again, and the sender sees it", async () => {
    await addAddress(clerk().accountId, { verified: true, address: "gone@refused.test" });
    await tellSchool();
    await sendLetters();
    await sendLetters(() => new Date(Date.now() + 86_400_000));
    expect(await states()).toEqual([["failed", "refused"]]);
    const seen = await listFailedDeliveries(officer(), {});
    expect(seen).toMatchObject({
      total: 1,
      rows: [{ kind: "seats-handed-down", failure: "refused", recipient: expect.any(String) }],
    });
    expect(await listFailedDeliveries(world().world.provinces[1].actor, {})).toMatchObject({ total: 0 });
    expect(await listFailedDeliveries(clerk(), {})).toMatchObject({ total: 0 });
  });

  test("that is busy is asked later and later, and in the end no more", async () => {
    await addAddress(clerk().accountId, { verified: true, address: "slow@busy.test" });
    await tellSchool();
    let now = Date.now();
    for (let round = 0; round < 40; round += 1) {
      await sendLetters(() => new Date(now));
      now += 1_800_000;
    }
    expect(await states()).toEqual([["failed", "unreachable"]]);
    const delivery = await db().delivery.findFirstOrThrow();
    expect(delivery.attempts).toBe(12);
  });

  test("gets a letter whose sender died again under the same Message-ID", async () => {
    await addAddress(clerk().accountId, { verified: true });
    await tellSchool();
    await planDeliveries();
    const taken = await takeLetter(["mail"]);
    expect(await sendLetters()).toBe(0);
    expect(await sendLetters(() => new Date(Date.now() + 360_000))).toBe(1);
    expect(received[0]?.messageId).toBe(`<${taken?.id}@example.test>`);
  });

  test("gets each letter once from several senders at the same time", async () => {
    const accounts = [clerk(), officer(), world().world.ministry, world().world.office];
    for (const { accountId } of accounts) await addAddress(accountId, { verified: true });
    await transaction(null, async (tx) => {
      for (const { accountId } of accounts)
        await sendMessage(tx, { accountId, kind: "programme-published", params: { year: 2022 } });
    });
    await Promise.all([sendLetters(), sendLetters(), sendLetters(), sendLetters()]);
    expect(received).toHaveLength(4);
    expect(new Set(received.map(({ to }) => to)).size).toBe(4);
  });
});

describe("an address", () => {
  const wish = { email: "li@example.test", mail: "each", mobile: "", sms: "none", locale: "zh-CN" } as const;

  test("is proved by the code that goes there, from the page to the mailbox and back", async () => {
    expect(await saveContact(clerk(), { ...wish, version: 0 })).toEqual({ mail: "new", sms: "kept" });
    const event = await db().outboxEvent.findFirstOrThrow({ where: { kind: "address-code.wanted" } });
    await sendAddressCode(event.payload as Record<string, string>);
    expect(received[0]).toMatchObject({ to: "li@example.test", subject: "职教国培：邮箱确认码" });
    const code = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(received[0]?.text ?? "")?.[0] ?? "";
    expect(await getContact(clerk())).toMatchObject({
      addresses: { mail: { verified: false, codeOpen: true } },
    });
    await confirmAddress(clerk(), { channel: "mail", code: code.toLowerCase() });
    expect(await getContact(clerk())).toMatchObject({
      addresses: { mail: { address: "li@example.test", verified: true } },
    });
    expect(await refusal(confirmAddress(clerk(), { channel: "mail", code }))).toBe("notices.code-refused");
  });

  test("is sealed at rest and stands in no event", async () => {
    await saveContact(clerk(), { ...wish, version: 0 });
    const { rows } = await world().database.pool.query(
      "SELECT (SELECT count(*) FROM contact_addresses c WHERE c::text LIKE '%li@example%') AS kept, (SELECT count(*) FROM audit_events e WHERE e::text LIKE '%li@example%') AS told",
    );
    expect(rows).toEqual([{ kept: "0", told: "0" }]);
  });

  test("that changes loses its proof; one that stays keeps it", async () => {
    await addAddress(clerk().accountId, { verified: true, address: wish.email });
    expect(await saveContact(clerk(), { ...wish, mail: "daily", version: 1 })).toEqual({
      mail: "kept",
      sms: "kept",
    });
    expect(await getContact(clerk())).toMatchObject({
      addresses: { mail: { verified: true } },
      mail: "daily",
    });
    await saveContact(clerk(), { ...wish, email: "other@example.test", version: 2 });
    expect(await getContact(clerk())).toMatchObject({ addresses: { mail: { verified: false } } });
  });

  test("answers a stale page, half a quiet time and a second code within a minute in words", async () => {
    await addAddress(clerk().accountId);
    expect(await refusal(saveContact(clerk(), { ...wish, version: 7 }))).toBe(
      "notices.contact-changed-meanwhile",
    );
    expect(await refusal(saveContact(clerk(), { ...wish, quietFrom: 22, version: 1 }))).toBe(
      "notices.quiet-hours-incomplete",
    );
    await requestAddressCode(clerk(), { channel: "mail" });
    await sendAddressCode({ accountId: clerk().accountId, channel: "mail" });
    expect(await refusal(requestAddressCode(clerk(), { channel: "mail" }))).toBe("notices.code-just-sent");
    expect(await refusal(requestAddressCode(officer(), { channel: "sms" }))).toBe("notices.no-address");
  });

  test("lets at most five of fifty parallel guesses be compared", async () => {
    await addAddress(clerk().accountId);
    const guesses = Array.from({ length: 50 }, (_, index) =>
      confirmAddress(clerk(), { channel: "mail", code: `X${index}` }),
    );
    expect((await Promise.allSettled(guesses)).every(({ status }) => status === "rejected")).toBe(true);
    expect(await db().contactAddress.findFirstOrThrow()).toMatchObject({ codeFailures: 5 });
    expect(await refusal(confirmAddress(clerk(), { channel: "mail", code: ADDRESS_CODE }))).toBe(
      "notices.code-refused",
    );
  });

  test("whose event is relayed twice gets a code that works all the same", async () => {
    await saveContact(clerk(), { ...wish, version: 0 });
    await sendAddressCode({ accountId: clerk().accountId, channel: "mail" });
    await sendAddressCode({ accountId: clerk().accountId, channel: "mail" });
    const code = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(received.at(-1)?.text ?? "")?.[0] ?? "";
    await confirmAddress(clerk(), { channel: "mail", code });
    expect(await getContact(clerk())).toMatchObject({ addresses: { mail: { verified: true } } });
  });
});
