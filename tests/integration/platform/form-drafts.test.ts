import { expect, it, vi } from "vitest";
import type { Actor } from "@/lib/access";
import { newId } from "@/lib/kernel/id";
import { transaction } from "@/lib/platform/db";
import { endDrafts, findDrafts, listDrafts, saveDraft, sweepDrafts } from "@/lib/platform/form-drafts";
import { log } from "@/lib/platform/log";
import { useTestDatabase } from "../../support/database";
import { outcome } from "../../support/outcome";

const database = useTestDatabase();

const person = (over: Partial<Actor> = {}): Actor => ({
  accountId: newId(),
  name: "x",
  role: "school",
  appointmentId: newId(),
  organisationId: newId(),
  organisationName: "x",
  organisationNameEn: "x",
  provinceId: null,
  teacherId: null,
  sessionId: null,
  requestId: null,
  ...over,
});

const FORM = "registration.plan/1";
const MINUTE_MS = 60_000;
const words = (text: string) => ({ commitment: text });

const keep = (actor: Actor, text: string, form = FORM, openedAt = Date.now() + MINUTE_MS) =>
  saveDraft(actor, { form, fields: words(text), version: 3, openedAt });
const kept = async (actor: Actor, form = FORM) => (await findDrafts(actor, [form])).drafts.get(form);
const age = (column: string, days: number) =>
  database().pool.query(`UPDATE form_drafts SET ${column} = ${column} - interval '${days} days'`);

it("gives back what was kept, with its version and the time", async () => {
  const actor = person();
  const savedAt = await keep(actor, "first");
  await keep(actor, "second");
  expect(await kept(actor)).toMatchObject({ fields: words("second"), version: 3 });
  expect(savedAt).toBeInstanceOf(Date);
});

it("keeps no word in clear", async () => {
  await keep(person(), "4399001990");
  const { rows } = await database().pool.query("SELECT d::text AS whole FROM form_drafts d");
  expect(rows.filter(({ whole }) => /4399001990|commitment/.test(whole))).toEqual([]);
  const plain = database().pool.query("UPDATE form_drafts SET content_sealed = 'in clear'");
  await expect(plain).rejects.toMatchObject({ constraint: "form_drafts_sealed" });
});

it("shows a draft to its person under its hat, and to nobody else", async () => {
  const actor = person();
  await keep(actor, "mine");
  // A row of somebody else would not open either, but it must not even be read.
  const warned = vi.spyOn(log, "warn");
  const others = [
    person(),
    person({ appointmentId: actor.appointmentId }),
    { ...actor, appointmentId: newId() },
    { ...actor, delegation: { id: newId(), grantorId: "", grantorName: "", grantorNameEn: "", endsAt: "" } },
  ];
  for (const other of others) {
    expect(await kept(other)).toBeUndefined();
    expect((await listDrafts(other, "registration.")).size).toBe(0);
    await endDrafts(other, [FORM]);
  }
  expect(warned).not.toHaveBeenCalled();
  warned.mockRestore();
  expect(await kept(actor)).toBeDefined();
});

it("does not open under another account where the row was moved there", async () => {
  const [actor, thief] = [person(), person()];
  await keep(actor, "mine");
  await database().pool.query("UPDATE form_drafts SET account_id = $1, hat = $2 WHERE account_id = $3", [
    thief.accountId,
    thief.appointmentId,
    actor.accountId,
  ]);
  expect(await kept(thief)).toBeUndefined();
});

it("is closed to other accounts by the second wall, too", async () => {
  const [actor, other] = [person(), person({ role: "ministry" })];
  await keep(actor, "mine");
  const seen = (one: Actor) =>
    transaction(one, (tx) =>
      tx.$queryRawUnsafe<unknown[]>(`SELECT 1 FROM form_drafts WHERE account_id = '${actor.accountId}'`),
    );
  expect(await seen(actor)).toHaveLength(1);
  expect(await seen(other)).toHaveLength(0);
  const forged = transaction(
    other,
    (tx) => tx.$executeRaw`INSERT INTO form_drafts (account_id, hat, form, ended_at)
      VALUES (${actor.accountId}::uuid, ${newId()}::uuid, 'x', now())`,
  );
  await expect(forged).rejects.toMatchObject({ code: "42501" });
});

it("stays gone once its form was done with, also for what was on its way", async () => {
  const actor = person();
  const { openedAt } = await findDrafts(actor, [FORM]);
  await keep(actor, "typed", FORM, openedAt);
  await endDrafts(actor, [FORM]);
  expect(await kept(actor)).toBeUndefined();
  expect(await outcome(() => keep(actor, "late", FORM, openedAt))).toBe("common.draft-ended");
  expect(await kept(actor)).toBeUndefined();
  const { openedAt: openedAgain } = await findDrafts(actor, [FORM]);
  await keep(actor, "next time", FORM, openedAgain);
  expect(await kept(actor)).toMatchObject({ fields: words("next time") });
});

it("is refused late also where nothing had been kept before", async () => {
  const actor = person();
  const { openedAt } = await findDrafts(actor, [FORM]);
  await endDrafts(actor, [FORM]);
  expect(await outcome(() => keep(actor, "late", FORM, openedAt))).toBe("common.draft-ended");
});

it("ends ten forms at once and no more, so that nobody fills the table with names", async () => {
  const actor = person();
  await endDrafts(
    actor,
    Array.from({ length: 500 }, (_, index) => `registration.plan/${index}`),
  );
  const { rows } = await database().pool.query("SELECT form FROM form_drafts WHERE account_id = $1", [
    actor.accountId,
  ]);
  expect(rows).toHaveLength(10);
});

it("takes 64 kB and no more, counted as sent", async () => {
  const actor = person();
  expect(await outcome(() => keep(actor, "\u8fd4".repeat(22_000)))).toBe("common.draft-large");
  await keep(actor, "\u8fd4".repeat(21_000));
  expect((await kept(actor))?.fields.commitment).toHaveLength(21_000);
});

it("keeps fifty of an account and lets the oldest go", async () => {
  const [actor, other] = [person(), person()];
  await keep(other, "other", "registration.plan/0");
  for (let number = 0; number < 50; number += 1) await keep(actor, "x", `registration.plan/${number}`);
  await keep(actor, "again", "registration.plan/0");
  await keep(actor, "one more", "registration.plan/50");
  const left = [...(await listDrafts(actor, "registration.")).keys()];
  expect(left).toHaveLength(50);
  expect(left[0]).toBe("registration.plan/50");
  expect(left).toContain("registration.plan/0");
  expect(left).not.toContain("registration.plan/1");
  expect(await kept(other, "registration.plan/0")).toBeDefined();
});

it("is offered for thirty days and then swept", async () => {
  const actor = person();
  await keep(actor, "old");
  await age("saved_at", 29);
  await sweepDrafts();
  expect(await kept(actor)).toBeDefined();
  await age("saved_at", 2);
  expect(await kept(actor)).toBeUndefined();
  const count = async () =>
    (await database().pool.query("SELECT 1 FROM form_drafts WHERE account_id = $1", [actor.accountId]))
      .rowCount;
  expect(await count()).toBe(1);
  await sweepDrafts();
  expect(await count()).toBe(0);
});

it("forgets a form that was done with when no page of that time can be open", async () => {
  const actor = person();
  await endDrafts(actor, [FORM]);
  await age("ended_at", 1);
  await sweepDrafts();
  const { rowCount } = await database().pool.query("SELECT 1 FROM form_drafts");
  await age("ended_at", 2);
  await sweepDrafts();
  const { rowCount: later } = await database().pool.query(
    "SELECT 1 FROM form_drafts WHERE content_sealed IS NULL",
  );
  expect([Number(rowCount) > 0, later]).toEqual([true, 0]);
});
