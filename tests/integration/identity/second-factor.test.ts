import { beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/access";
import {
  confirmSecondFactor,
  getOwnAccount,
  removeSecondFactor,
  renewRecoveryCodes,
  setUpSecondFactor,
} from "@/lib/identity";
import { codeNow, setUpFor, switchOn, withoutFactors } from "../../support/authenticator";
import { outcome } from "../../support/outcome";
import { WORLD_PASSWORD, withWorld } from "../../support/world";

const open = withWorld();
const REFUSED = "identity.factor-code-refused";

let actor: Actor;
const renew = (factorCode: string) => outcome(() => renewRecoveryCodes(actor, { factorCode }));
const stateOf = async () => (await getOwnAccount(actor)).secondFactor.state;

async function one(sql: string, values: unknown[] = []) {
  return (await open().database.pool.query(sql, values)).rows[0];
}

async function lastEvent(): Promise<string> {
  return (await one("SELECT kind FROM audit_events ORDER BY sequence DESC LIMIT 1")).kind;
}

beforeEach(async () => {
  actor = open().world.provinces[0].actor;
  await withoutFactors(open().database);
});

describe("setting up", () => {
  it("asks for the password", async () => {
    expect(await outcome(() => setUpSecondFactor(actor, { password: "wrong" }))).toBe(
      "identity.own-password-refused",
    );
    expect(await stateOf()).toBe("off");
    expect((await one("SELECT failed_attempts AS n FROM accounts WHERE id = $1", [actor.accountId])).n).toBe(
      1,
    );
  });

  it("counts only once a code was given, and tells the secret until then", async () => {
    const secret = await setUpFor(actor);
    expect(await lastEvent()).toBe("second-factor.set-up");
    expect(Buffer.from(secret)).toHaveLength(32);
    expect(await renew(codeNow(secret))).toBe("identity.second-factor-off");
    expect(await outcome(() => confirmSecondFactor(actor, { factorCode: "000000" }))).toBe(REFUSED);
    expect(await stateOf()).toBe("setting-up");
    const { recoveryCodes } = await confirmSecondFactor(actor, { factorCode: codeNow(secret) });
    expect(new Set(recoveryCodes).size).toBe(10);
    expect(await lastEvent()).toBe("second-factor.confirmed");
    const { secondFactor } = await getOwnAccount(actor);
    expect(secondFactor).toMatchObject({ state: "on", setUp: null, recoveryCodesLeft: 10 });
  });

  it("is forgotten after half an hour", async () => {
    const secret = await setUpFor(actor);
    await one("UPDATE second_factors SET created_at = created_at - interval '31 minutes'");
    expect(await stateOf()).toBe("off");
    expect(await outcome(() => confirmSecondFactor(actor, { factorCode: codeNow(secret) }))).toBe(
      "identity.second-factor-off",
    );
  });

  it("does not replace one that is on", async () => {
    const { secret } = await switchOn(actor);
    expect(await outcome(() => setUpSecondFactor(actor, { password: WORLD_PASSWORD }))).toBe(
      "identity.second-factor-on",
    );
    expect(await renew(codeNow(secret))).toBe("done");
  });

  it("is kept sealed, recovery codes as keyed hashes", async () => {
    const { secret, recoveryCodes } = await switchOn(actor);
    const { rows } = await open().database.pool.query(
      "SELECT f::text AS text FROM second_factors f UNION ALL SELECT r::text FROM recovery_codes r UNION ALL SELECT e::text FROM audit_events e",
    );
    const everything = rows.map(({ text }) => text).join();
    expect(everything).toContain("v1:aes-256-gcm:");
    for (const plain of [secret, ...recoveryCodes]) expect(everything).not.toContain(plain);
  });

  it("is not for the shared accounts of a demonstration", async () => {
    await one("UPDATE accounts SET login_name = 'demo-x' WHERE id = $1", [actor.accountId]);
    expect(await outcome(() => setUpSecondFactor(actor, { password: WORLD_PASSWORD }))).toBe(
      "identity.demonstration-account",
    );
    expect((await getOwnAccount(actor)).demonstration).toBe(true);
    await one("UPDATE accounts SET login_name = 'province-43' WHERE id = $1", [actor.accountId]);
  });
});

describe("a code", () => {
  it("is accepted once, and then neither it nor one before it", async () => {
    const { secret } = await switchOn(actor);
    const code = codeNow(secret);
    expect(await renew(code)).toBe("done");
    expect(await renew(code)).toBe(REFUSED);
    expect(await renew(codeNow(secret, -1))).toBe(REFUSED);
    expect(await renew(codeNow(secret, 1))).toBe("done");
  });

  it("is accepted once of many at the same time", async () => {
    const { secret } = await switchOn(actor);
    const code = codeNow(secret);
    const answers = await Promise.all(Array.from({ length: 5 }, () => renew(code)));
    expect(answers.filter((answer) => answer === "done")).toHaveLength(1);
  });

  it("is only that of the own account", async () => {
    const other = open().world.provinces[1].actor;
    const { secret } = await switchOn(other);
    await switchOn(actor);
    expect(await renew(codeNow(secret))).toBe(REFUSED);
  });

  it("cannot be made good again by turning the step back, even by hand", async () => {
    await switchOn(actor);
    await expect(one("UPDATE second_factors SET last_step = last_step - 1")).rejects.toThrow(/accepted once/);
  });
});

describe("the lock", () => {
  it("shuts after five wrong codes for the right one too, and opens with time", async () => {
    const { secret, recoveryCodes } = await switchOn(actor);
    for (let guess = 0; guess < 5; guess++) expect(await renew("not a code")).toBe(REFUSED);
    expect(await renew(codeNow(secret))).toBe(REFUSED);
    expect(await renew(recoveryCodes[0] ?? "")).toBe(REFUSED);
    const { minutes } = await one(
      "SELECT round(extract(epoch FROM locked_until - clock_timestamp()) / 60)::int AS minutes FROM second_factors",
    );
    expect(minutes).toBe(15);
    await one("UPDATE second_factors SET locked_until = clock_timestamp() - interval '1 second'");
    expect(await renew(codeNow(secret))).toBe("done");
  });

  it("lets at most five of many parallel guesses be tried", async () => {
    await switchOn(actor);
    const before = await one(
      "SELECT count(*)::int AS n FROM audit_events WHERE kind = 'second-factor.refused'",
    );
    await Promise.all(Array.from({ length: 40 }, (_, index) => renew(String(100_000 + index))));
    const after = await one(
      "SELECT count(*)::int AS n FROM audit_events WHERE kind = 'second-factor.refused'",
    );
    expect(after.n - before.n).toBeLessThanOrEqual(5);
  });
});

describe("recovery codes", () => {
  it("stand in for a code once each", async () => {
    const { recoveryCodes } = await switchOn(actor);
    const [first = "", second = ""] = recoveryCodes;
    const twice = await Promise.all([
      outcome(() => removeSecondFactor(actor, { factorCode: first })),
      renew(first.toLowerCase().replaceAll("-", " ")),
    ]);
    expect(twice.filter((answer) => answer === "done")).toHaveLength(1);
    await withoutFactors(open().database);
    const again = await switchOn(actor);
    expect(await renew(second)).toBe(REFUSED);
    expect(await renew(again.recoveryCodes[3] ?? "")).toBe("done");
  });

  it("are worth nothing once made anew", async () => {
    const { secret, recoveryCodes } = await switchOn(actor);
    const renewed = await renewRecoveryCodes(actor, { factorCode: codeNow(secret) });
    expect(await lastEvent()).toBe("recovery-codes.renewed");
    expect(await renew(recoveryCodes[0] ?? "")).toBe(REFUSED);
    expect(await renew(renewed.recoveryCodes[0] ?? "")).toBe("done");
  });
});

it("is switched off with a code only, and takes its recovery codes along", async () => {
  const { secret } = await switchOn(actor);
  expect(await outcome(() => removeSecondFactor(actor, { factorCode: "123456" }))).toBe(REFUSED);
  expect(await stateOf()).toBe("on");
  expect(await outcome(() => removeSecondFactor(actor, { factorCode: codeNow(secret) }))).toBe("done");
  expect(await lastEvent()).toBe("second-factor.removed");
  expect(await stateOf()).toBe("off");
  expect((await one("SELECT count(*)::int AS n FROM recovery_codes")).n).toBe(0);
});
