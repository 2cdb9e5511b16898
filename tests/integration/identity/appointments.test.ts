import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Actor, Role } from "@/lib/access";
import {
  activateAccount,
  createAccount,
  endAppointment,
  findSessionActor,
  getAccount,
  handOverAppointment,
  listAccounts,
  listOwnAppointments,
  renewCode,
  signIn,
} from "@/lib/identity";
import { newId } from "@/lib/kernel/id";
import { NotFound } from "@/lib/kernel/problem";
import { listInbox, sendMessage } from "@/lib/notices";
import { transaction } from "@/lib/platform/db";
import { appointmentHandedOver } from "@/lib/worker/handlers/appointment-ended";
import { sendActivationLetter } from "@/lib/worker/letters";
import { type ReceivedMail, startMailServer } from "../../support/mail-server";
import { outcome } from "../../support/outcome";
import { withWorld } from "../../support/world";

const open = withWorld();
const PASSWORD = "Yanshi-2022-jiaojie";

async function run(sql: string, values: unknown[] = []) {
  return (await open().database.pool.query(sql, values)).rows;
}

const province = () => open().world.provinces[0].actor;
const school = () => open().world.provinces[0].schools[0].actor;
const DAY_MS = 24 * 60 * 60 * 1000;
const inDays = (days: number) =>
  new Date(Date.now() + 8 * 3_600_000 + days * DAY_MS).toISOString().slice(0, 10);
const end = (actor: Actor, held: Actor, more: { endsOn?: string; acceptLast?: "true" } = {}) =>
  outcome(() => endAppointment(actor, { appointmentId: held.appointmentId, ...more }));

async function entered(loginName: string, password: string): Promise<{ token: string; actor: Actor }> {
  const { token } = await signIn(null, { loginName, password });
  const actor = await findSessionActor(token, "request");
  if (!actor) throw new Error("signed in just now");
  return { token, actor };
}

async function waitingForLocks(): Promise<number> {
  const [row] = await run(
    "SELECT count(*)::int AS waiting FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
  );
  return row.waiting;
}

/** A clerk beside those of a body, who activated the account. */
async function addClerk(creator: Actor, at: Actor, role: Role = at.role) {
  const loginName = `clerk-${newId().slice(-12)}`;
  const made = await createAccount(creator, {
    loginName,
    displayName: "演示第二位",
    role,
    organisationId: at.organisationId,
  });
  await activateAccount(null, { ...made, newPassword: PASSWORD });
  return entered(loginName, PASSWORD);
}

async function lastEvent() {
  return (await run("SELECT kind, payload FROM audit_events ORDER BY sequence DESC LIMIT 1"))[0];
}

beforeEach(async () => {
  await run(
    "UPDATE appointments SET ends_at = clock_timestamp() WHERE account_id IN (SELECT id FROM accounts WHERE login_name LIKE 'clerk-%')",
  );
  await run(
    "UPDATE appointments SET ends_at = NULL WHERE account_id IN (SELECT id FROM accounts WHERE login_name NOT LIKE 'clerk-%')",
  );
  await run("UPDATE accounts SET last_used_at = clock_timestamp()");
});

describe("an appointment that is ended", () => {
  it("opens nothing from the next request on, and leaves the person's other hats alone", async () => {
    const clerk = await addClerk(school(), school());
    const other = open().world.provinces[0].schools[1].actor;
    await run(
      "INSERT INTO appointments (id, account_id, role, organisation_id) VALUES (gen_random_uuid(), $1, 'school', $2)",
      [clerk.actor.accountId, other.organisationId],
    );
    expect(await listOwnAppointments(clerk.actor)).toHaveLength(2);
    expect(await end(province(), clerk.actor)).toBe("done");
    expect(await findSessionActor(clerk.token, "request")).toBeNull();
    const [hat] = await listOwnAppointments(clerk.actor);
    const again = await findSessionActor(
      (await signIn(null, { loginName: await nameOf(clerk.actor), password: PASSWORD })).token,
      "request",
    );
    expect(again?.appointmentId).toBe(hat?.id);
    expect(again?.organisationId).toBe(other.organisationId);
    expect((await lastEvent()).kind).toBe("session.opened");
  });

  it("with a last day holds until that day is over in China", async () => {
    const clerk = await addClerk(school(), school());
    expect(await end(school(), clerk.actor, { endsOn: inDays(3) })).toBe("done");
    expect((await lastEvent()).kind).toBe("appointment.ended");
    expect(await findSessionActor(clerk.token, "request")).not.toBeNull();
    const [row] = await run(
      "SELECT to_char(ends_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') AS until FROM appointments WHERE id = $1",
      [clerk.actor.appointmentId],
    );
    expect(row.until).toBe(`${inDays(4)} 00:00`);
    expect(await end(school(), clerk.actor, { endsOn: inDays(-2) })).toBe("identity.end-in-the-past");
  });

  it("is not the last one of its body unknowingly", async () => {
    expect(await end(school(), school())).toBe("identity.last-of-body");
    const clerk = await addClerk(school(), school());
    expect(await end(clerk.actor, school(), { endsOn: inDays(3) })).toBe("done");
    // Whoever has a last day does not stay.
    expect(await end(clerk.actor, clerk.actor)).toBe("identity.last-of-body");
    expect(await end(clerk.actor, clerk.actor, { acceptLast: "true" })).toBe("done");
  });

  it("does not count on a colleague who never activated the account", async () => {
    await createAccount(school(), {
      loginName: `clerk-${newId().slice(-12)}`,
      displayName: "x",
      role: "school",
      organisationId: school().organisationId,
    });
    expect(await end(school(), school())).toBe("identity.last-of-body");
  });

  it("is never the last one at the top", async () => {
    const { ministry } = open().world;
    expect(await end(ministry, ministry, { acceptLast: "true" })).toBe("identity.last-at-the-top");
    const handed = () =>
      outcome(() =>
        handOverAppointment(ministry, {
          appointmentId: ministry.appointmentId,
          loginName: `clerk-${newId().slice(-12)}`,
          displayName: "x",
        }),
      );
    expect(await handed()).toBe("identity.last-at-the-top");
    await addClerk(ministry, ministry);
    expect(await handed()).toBe("done");
  });

  it("stays one where two at the top end each other at once", async () => {
    const { ministry } = open().world;
    const clerk = await addClerk(ministry, ministry);
    const { pool } = open().database;
    const holder = await pool.connect();
    // Whoever comes first is held up before the first write, so that both have begun when one goes on.
    await holder.query("BEGIN");
    await holder.query("SELECT 1 FROM appointments WHERE id = LEAST($1::uuid, $2::uuid) FOR UPDATE", [
      ministry.appointmentId,
      clerk.actor.appointmentId,
    ]);
    let ended = false;
    const endings = [end(ministry, clerk.actor), end(clerk.actor, ministry)];
    for (const ending of endings)
      void ending.then(() => {
        ended = true;
      });
    await vi.waitUntil(async () => ended || (await waitingForLocks()) === 2, { timeout: 10_000 });
    await holder.query("COMMIT");
    holder.release();
    const both = await Promise.all(endings);
    expect(both.sort()).toEqual(["done", "identity.last-at-the-top"]);
  });

  it("of a teacher goes with the record", async () => {
    const teacher = open().world.provinces[0].schools[0].teachers[0]?.actor;
    if (!teacher) throw new Error("the world has teachers");
    expect(await end(school(), teacher)).toBe("identity.teacher-stays");
  });
});

describe("a handover", () => {
  it("gives the successor an account of their own, and both bodies see it", async () => {
    await transaction(province(), (tx) =>
      sendMessage(tx, {
        organisationId: school().organisationId,
        kind: "seats-handed-down",
        params: { subProject: "B301", seats: 3 },
      }),
    );
    const loginName = `clerk-${newId().slice(-12)}`;
    const made = await handOverAppointment(school(), {
      appointmentId: school().appointmentId,
      loginName,
      displayName: "演示接任人",
      endsOn: inDays(7),
    });
    expect((await lastEvent()).payload).toMatchObject({ successor: made.accountId, role: "school" });
    await activateAccount(null, { ...made, newPassword: PASSWORD });
    const successor = await entered(loginName, PASSWORD);
    expect(successor.actor.accountId).not.toBe(school().accountId);
    // What waits for the body waits for the successor.
    const waiting = async (actor: Actor) =>
      (await listInbox(actor, {})).rows.filter((row) => row.kind === "seats-handed-down").length;
    expect(await waiting(successor.actor)).toBe(await waiting(school()));
    expect(await waiting(successor.actor)).toBeGreaterThan(0);
    for (const reader of [school(), province()]) {
      const before = await getAccount(reader, school().appointmentId);
      expect(before.successor?.displayName).toBe("演示接任人");
      expect(before.endsAt).not.toBeNull();
      const after = await getAccount(reader, successor.actor.appointmentId);
      expect(after.predecessor?.appointmentId).toBe(school().appointmentId);
    }
    await appointmentHandedOver({ appointmentId: school().appointmentId });
    await appointmentHandedOver({ appointmentId: school().appointmentId });
    const told = async (actor: Actor) =>
      (await listInbox(actor, {})).rows.filter((row) => row.kind === "appointment-handed-over").length;
    expect([await told(successor.actor), await told(province())]).toEqual([1, 1]);
    expect((await listInbox(school(), {})).rows.map((row) => row.kind)).toContain("own-appointment-ended");
  });

  it("takes no successor of another kind or body (trigger)", async () => {
    const refused = run("UPDATE appointments SET predecessor_id = $1 WHERE id = $2", [
      province().appointmentId,
      school().appointmentId,
    ]).catch((error: { code?: string }) => error.code);
    expect(await refused).toBe("GP941");
  });

  it("is only theirs whose body it is", async () => {
    const stranger = open().world.provinces[1].actor;
    const handOver = endAppointment(stranger, { appointmentId: school().appointmentId, acceptLast: "true" });
    await expect(handOver).rejects.toThrow(NotFound);
  });
});

describe("two clerks of one school", () => {
  it("see the same, each under a name of their own", async () => {
    const clerk = await addClerk(school(), school());
    const names = async (actor: Actor) =>
      (await listAccounts(actor, { role: "school" })).rows.map((row) => row.loginName);
    expect(await names(clerk.actor)).toEqual(await names(school()));
    expect((await names(clerk.actor)).length).toBeGreaterThan(1);
    await renewCode(clerk.actor, { accountId: (await pending(clerk.actor)).accountId });
    const [event] = await run("SELECT account_id FROM audit_events ORDER BY sequence DESC LIMIT 1");
    expect(event.account_id).toBe(clerk.actor.accountId);
  });
});

describe("the list of accounts", () => {
  it("tells each state, and narrows to it", async () => {
    const clerk = await addClerk(school(), school());
    const state = async (wanted?: "pending" | "active" | "dormant" | "locked" | "disabled" | "ended") =>
      (await listAccounts(province(), { search: await nameOf(clerk.actor), state: wanted })).rows.map(
        (row) => row.state,
      );
    expect(await state()).toEqual(["active"]);
    expect(await state("active")).toEqual(["active"]);
    expect(await state("dormant")).toEqual([]);
    await run("UPDATE accounts SET last_used_at = clock_timestamp() - interval '91 days' WHERE id = $1", [
      clerk.actor.accountId,
    ]);
    expect(await state("dormant")).toEqual(["dormant"]);
    await run("UPDATE accounts SET locked_until = clock_timestamp() + interval '1 hour' WHERE id = $1", [
      clerk.actor.accountId,
    ]);
    expect(await state("locked")).toEqual(["locked"]);
    await run("UPDATE accounts SET state = 'disabled' WHERE id = $1", [clerk.actor.accountId]);
    expect(await state("disabled")).toEqual(["disabled"]);
    await end(province(), clerk.actor);
    expect(await state()).toEqual([]);
    expect(await state("ended")).toEqual(["ended"]);
  });
});

describe("another code", () => {
  it("makes those before worthless, and is not for a colleague in use", async () => {
    const first = await pending(school());
    const second = await renewCode(school(), { accountId: first.accountId });
    expect(await outcome(() => activateAccount(null, { ...first, newPassword: PASSWORD }))).toBe(
      "identity.activation-refused",
    );
    expect(await outcome(() => activateAccount(null, { ...second, newPassword: PASSWORD }))).toBe("done");
    const renew = (actor: Actor) => outcome(() => renewCode(actor, { accountId: first.accountId }));
    expect(await renew(school())).toBe("identity.body-above-renews");
    expect(await renew(province())).toBe("done");
  });
});

describe("a link by mail", () => {
  let server: Awaited<ReturnType<typeof startMailServer>>;
  let received: ReceivedMail[];

  beforeAll(async () => {
    server = await startMailServer();
    received = server.received;
    process.env.MAIL_URL = server.url;
    process.env.MAIL_FROM = "Guopei <guopei@example.test>";
  });
  afterAll(() => server.stop());

  const letterOf = async (accountId: string) => {
    const [row] = await run(
      "SELECT id, email_sealed, code_sealed, mailed_at, mail_refused FROM activation_codes WHERE account_id = $1 ORDER BY created_at DESC",
      [accountId],
    );
    return row;
  };

  it("goes out once with the code that is printed, and leaves no code behind", async () => {
    const made = await pending(school(), "next@example.test");
    const { id, email_sealed, code_sealed } = await letterOf(made.accountId);
    expect([email_sealed, code_sealed].join()).not.toMatch(/next@example|undefined/);
    expect(code_sealed).not.toContain(made.activationCode);
    await sendActivationLetter({ codeId: id });
    await sendActivationLetter({ codeId: id });
    expect(received).toHaveLength(1);
    expect(received[0]).toMatchObject({ to: "next@example.test", subject: "职教国培：激活你的账号" });
    expect(received[0]?.text).toMatch(
      new RegExp(`/activate\\?who=staff&loginName=${made.loginName}#${made.activationCode}`),
    );
    const sent = await letterOf(made.accountId);
    expect([sent.code_sealed, sent.mailed_at !== null]).toEqual([null, true]);
    expect(await outcome(() => activateAccount(null, { ...made, newPassword: PASSWORD }))).toBe("done");
    expect((await letterOf(made.accountId)).email_sealed).toBeNull();
  });

  it("that a mailbox refuses is shown to whoever sent it", async () => {
    const made = await pending(school(), "gone@refused.test");
    await sendActivationLetter({ codeId: (await letterOf(made.accountId)).id });
    expect((await letterOf(made.accountId)).mail_refused).toBe(true);
    const [row] = (await listAccounts(school(), { search: made.loginName })).rows;
    expect((await getAccount(school(), row?.appointmentId ?? "")).code?.mail).toBe("refused");
  });

  it("is tried again while the server is busy", async () => {
    const made = await pending(school(), "late@busy.test");
    const { id } = await letterOf(made.accountId);
    await expect(sendActivationLetter({ codeId: id })).rejects.toThrow();
    expect((await letterOf(made.accountId)).code_sealed).not.toBeNull();
  });
});

async function nameOf(actor: Actor): Promise<string> {
  return (await run("SELECT login_name FROM accounts WHERE id = $1", [actor.accountId]))[0].login_name;
}

function pending(creator: Actor, email?: string) {
  return createAccount(creator, {
    loginName: `clerk-${newId().slice(-12)}`,
    displayName: "演示新账号",
    role: creator.role,
    organisationId: creator.organisationId,
    ...(email ? { email } : {}),
  });
}
