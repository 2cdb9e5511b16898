import { beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/access";
import {
  activateAccount,
  createAccount,
  findSessionActor,
  finishSignIn,
  getStepUp,
  proveSecondFactor,
  removeSecondFactor,
  signIn,
  signInAsDemonstration,
} from "@/lib/identity";
import { handOutCode } from "@/lib/identity/store";
import { newId } from "@/lib/kernel/id";
import { transaction } from "@/lib/platform/db";
import { allocateAndIssue, handDownSeats, issueQuotaTable, topUpProvince } from "@/lib/quotas";
import { codeNow, switchOn, withoutFactors } from "../../support/authenticator";
import { outcome } from "../../support/outcome";
import { WORLD_PASSWORD, withWorld } from "../../support/world";

const open = withWorld();
const NEEDED = "identity.step-up-needed";

async function run(sql: string, values: unknown[] = []) {
  return (await open().database.pool.query(sql, values)).rows;
}

async function nameOf(actor: Actor): Promise<string> {
  return (await run("SELECT login_name FROM accounts WHERE id = $1", [actor.accountId]))[0].login_name;
}

async function entered(token: string): Promise<Actor> {
  const actor = await findSessionActor(token, "request");
  if (!actor) throw new Error("signed in just now");
  return actor;
}

/** The person in a session of their own, as a browser has it. */
async function inSession(person: Actor): Promise<Actor> {
  return entered((await signIn(null, { loginName: await nameOf(person), password: WORLD_PASSWORD })).token);
}

const openAnAccount = (actor: Actor) =>
  outcome(() =>
    createAccount(actor, {
      loginName: `x-${newId().slice(-12)}`,
      displayName: "x",
      role: actor.role,
      organisationId: actor.organisationId,
    }),
  );

let person: Actor;

beforeEach(async () => {
  person = open().world.provinces[0].actor;
  await withoutFactors(open().database);
  await run("UPDATE sign_in_policies SET second_factor_from = NULL");
});

describe("an act that asks for the second factor", () => {
  it("asks nobody who has none, while no date binds the role", async () => {
    const actor = await inSession(person);
    expect(await getStepUp(actor)).toBe("free");
    expect(await openAnAccount(actor)).toBe("done");
  });

  it("asks whoever has one, and is free for ten minutes after the code, in this session only", async () => {
    const actor = await inSession(person);
    const elsewhere = await inSession(person);
    const { secret } = await switchOn(person);
    expect(await openAnAccount(actor)).toBe(NEEDED);
    await proveSecondFactor(actor, { factorCode: codeNow(secret) });
    expect(await openAnAccount(actor)).toBe("done");
    expect(await openAnAccount(elsewhere)).toBe(NEEDED);
    await run("UPDATE sessions SET second_factor_at = second_factor_at - interval '599 seconds'");
    expect(await openAnAccount(actor)).toBe("done");
    await run("UPDATE sessions SET second_factor_at = second_factor_at - interval '2 seconds'");
    expect(await openAnAccount(actor)).toBe(NEEDED);
    expect(await getStepUp(actor)).toBe("code-needed");
  });

  it("changes nothing when refused", async () => {
    const actor = await inSession(person);
    await switchOn(person);
    const [before] = await run("SELECT count(*)::int AS n FROM accounts");
    expect(await openAnAccount(actor)).toBe(NEEDED);
    expect(await run("SELECT count(*)::int AS n FROM accounts")).toEqual([before]);
  });

  it("takes no proof from a session of somebody else", async () => {
    const other = await inSession(open().world.provinces[1].actor);
    const { secret } = await switchOn(other);
    await proveSecondFactor(other, { factorCode: codeNow(secret) });
    const actor = await inSession(person);
    await switchOn(person);
    expect(await openAnAccount({ ...actor, sessionId: other.sessionId })).toBe(NEEDED);
  });

  it("is refused for want of a session, too", async () => {
    await switchOn(person);
    expect(await openAnAccount(person)).toBe(NEEDED);
  });

  it("stands in the door of every issue of seats", async () => {
    const { world } = open();
    const ministry = await inSession(world.ministry);
    const province = await inSession(person);
    await switchOn(world.ministry);
    await switchOn(person);
    const [B301, B305] = [world.subProjects.B301, "B305"];
    const schoolId = world.provinces[0].schools[0].id;
    const key = () => newId();
    expect([
      await outcome(() =>
        issueQuotaTable(ministry, {
          year: world.year,
          draft: 1,
          subProjects: [B305],
          reserveConfirmed: true,
          key: key(),
        }),
      ),
      await outcome(() =>
        topUpProvince(ministry, {
          subProjectId: B301,
          provinceId: person.organisationId,
          seats: 1,
          reason: "x",
          key: key(),
        }),
      ),
      await outcome(() =>
        handDownSeats(province, { subProjectId: B301, rows: [{ schoolId, seats: 1 }], key: key() }),
      ),
      await outcome(() =>
        allocateAndIssue(province, {
          subProjectId: B301,
          rows: [{ schoolId, shown: 0, target: 1 }],
          cards: true,
          key: key(),
        }),
      ),
    ]).toEqual([NEEDED, NEEDED, NEEDED, NEEDED]);
  });
});

describe("the policy", () => {
  it("binds a role from its date, and other roles not", async () => {
    const actor = await inSession(person);
    await run(
      "UPDATE sign_in_policies SET second_factor_from = (now() AT TIME ZONE 'Asia/Shanghai')::date + 1",
    );
    expect(await getStepUp(actor)).toBe("free");
    await run(
      "UPDATE sign_in_policies SET second_factor_from = (now() AT TIME ZONE 'Asia/Shanghai')::date WHERE role = 'province'",
    );
    expect(await openAnAccount(actor)).toBe("identity.second-factor-required");
    expect(await openAnAccount(await inSession(open().world.provinces[0].schools[0].actor))).toBe("done");
    const { secret } = await switchOn(person);
    await proveSecondFactor(actor, { factorCode: codeNow(secret) });
    expect(await openAnAccount(actor)).toBe("done");
  });

  it("lets the shared accounts of a demonstration pass, and says so", async () => {
    await run("UPDATE sign_in_policies SET second_factor_from = '2020-01-01'");
    await run("UPDATE accounts SET login_name = 'demo-province' WHERE id = $1", [person.accountId]);
    const actor = await entered(
      (await signInAsDemonstration(null, { appointmentId: person.appointmentId })).token,
    );
    expect(await getStepUp(actor)).toBe("demonstration");
    expect(await openAnAccount(actor)).toBe("done");
    await run("UPDATE accounts SET login_name = 'province-43' WHERE id = $1", [person.accountId]);
  });
});

describe("a new token", () => {
  it("comes with every proof, and the one before it is nobody's", async () => {
    const loginName = await nameOf(person);
    const { token: before } = await signIn(null, { loginName, password: WORLD_PASSWORD });
    const { secret } = await switchOn(person);
    const { token } = await proveSecondFactor(await entered(before), { factorCode: codeNow(secret) });
    expect(await findSessionActor(before, "request")).toBeNull();
    expect((await entered(token)).accountId).toBe(person.accountId);
  });

  it("comes with every sign-in, whatever the browser brought along, and ends the session before", async () => {
    const loginName = await nameOf(person);
    const planted = "x".repeat(43);
    const first = await signIn(null, { loginName, password: WORLD_PASSWORD, oldToken: planted });
    expect(first.token).not.toBe(planted);
    expect(await findSessionActor(planted, "request")).toBeNull();
    const second = await signIn(null, { loginName, password: WORLD_PASSWORD, oldToken: first.token });
    expect(await findSessionActor(first.token, "request")).toBeNull();
    expect(await findSessionActor(second.token, "request")).not.toBeNull();
  });
});

describe("signing in with a code", () => {
  async function half() {
    const { secret, recoveryCodes } = await switchOn(person, true);
    const loginName = await nameOf(person);
    const answer = await signIn(null, { loginName, password: WORLD_PASSWORD });
    return { secret, recoveryCodes, answer };
  }

  it("opens no session for the password alone", async () => {
    const { secret, answer } = await half();
    expect(answer.opens).toBe("code-page");
    expect(await findSessionActor(answer.token, "request")).toBeNull();
    expect(await run("SELECT 1 FROM sessions")).toEqual([]);
    const { token } = await finishSignIn(null, { halfToken: answer.token, factorCode: codeNow(secret) });
    const actor = await entered(token);
    expect(await getStepUp(actor)).toBe("proved");
    expect((await run("SELECT payload FROM audit_events ORDER BY sequence DESC LIMIT 1"))[0].payload).toEqual(
      {
        role: "province",
        secondFactor: true,
      },
    );
  });

  it("takes each half and each code once", async () => {
    const { secret, recoveryCodes, answer } = await half();
    const finish = (factorCode: string, halfToken: string | null = answer.token) =>
      outcome(() => finishSignIn(null, { halfToken, factorCode }));
    expect(await finish("123456")).toBe("identity.factor-code-refused");
    expect(await finish(codeNow(secret))).toBe("done");
    expect(await finish(codeNow(secret, 1))).toBe("identity.sign-in-expired");
    const again = await signIn(null, { loginName: await nameOf(person), password: WORLD_PASSWORD });
    expect(await finish(codeNow(secret), again.token)).toBe("identity.factor-code-refused");
    expect(await finish(recoveryCodes[0] ?? "", null)).toBe("identity.sign-in-expired");
    expect(await finish(recoveryCodes[0] ?? "", again.token)).toBe("done");
  });

  it("opens one session, however many codes arrive for one half at the same time", async () => {
    const { recoveryCodes, answer } = await half();
    // Every connection is open by then, or the first of them is through before the second has one.
    await Promise.all(recoveryCodes.map((nobody) => findSessionActor(nobody, "request")));
    const answers = await Promise.all(
      recoveryCodes
        .slice(0, 5)
        .map((factorCode) => outcome(() => finishSignIn(null, { halfToken: answer.token, factorCode }))),
    );
    expect(answers.filter((one) => one === "done")).toHaveLength(1);
    expect(await run("SELECT 1 FROM sessions")).toHaveLength(1);
  });

  it.each([
    ["five minutes are over", "UPDATE half_sign_ins SET expires_at = now() - interval '1 second'"],
    [
      "the account was disabled meanwhile",
      "UPDATE accounts SET state = 'disabled' WHERE login_name LIKE 'province%'",
    ],
  ])("is over when %s", async (_why, sql) => {
    const { secret, answer } = await half();
    await run(sql);
    expect(
      await outcome(() => finishSignIn(null, { halfToken: answer.token, factorCode: codeNow(secret) })),
    ).toBe("identity.sign-in-expired");
  });

  it("survives a new password: an activation code does not switch it off", async () => {
    const officer = await inSession(person);
    const made = await createAccount(officer, {
      loginName: "new-clerk",
      displayName: "x",
      role: "province",
      organisationId: person.organisationId,
    });
    const activate = async (activationCode: string) =>
      activateAccount(null, { loginName: "new-clerk", activationCode, newPassword: WORLD_PASSWORD });
    await activate(made.activationCode);
    const clerk = await inSession({ ...person, accountId: made.accountId });
    await switchOn(clerk, true);
    const renewed = await transaction(officer, (tx) => handOutCode(tx, officer, made));
    await activate(renewed);
    const again = await signIn(null, { loginName: "new-clerk", password: WORLD_PASSWORD });
    expect(again.opens).toBe("code-page");
  });
});

it("leaves no proof behind when it is switched off", async () => {
  const actor = await inSession(person);
  const { secret } = await switchOn(person);
  await proveSecondFactor(actor, { factorCode: codeNow(secret) });
  await removeSecondFactor(actor, { factorCode: codeNow(secret, 1) });
  expect(await run("SELECT 1 FROM sessions WHERE second_factor_at IS NOT NULL")).toEqual([]);
  expect(await openAnAccount(actor)).toBe("done");
});
