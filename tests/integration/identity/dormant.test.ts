import { beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/access";
import {
  disableAccount,
  findSessionActor,
  finishSignIn,
  listAccounts,
  listOwnAppointments,
  listOwnSessions,
  reactivateAccount,
  signIn,
  switchAppointment,
} from "@/lib/identity";
import { DomainError, NotFound } from "@/lib/kernel/problem";
import { codeNow, switchOn, withoutFactors } from "../../support/authenticator";
import { WORLD_PASSWORD, withWorld } from "../../support/world";

const open = withWorld();
const NAME = "school-43-1";

async function outcome(act: () => Promise<unknown>): Promise<string> {
  try {
    await act();
    return "done";
  } catch (error) {
    if (error instanceof DomainError) return error.problems.map(({ code }) => code).join();
    if (error instanceof NotFound) return "not found";
    throw error;
  }
}

async function run(sql: string, values: unknown[] = []) {
  return (await open().database.pool.query(sql, values)).rows;
}

const enter = (loginName = NAME) => signIn(null, { loginName, password: WORLD_PASSWORD });
const unusedFor = (days: number) =>
  run(
    "UPDATE accounts SET last_used_at = clock_timestamp() - make_interval(days => $1) - interval '1 minute' WHERE login_name = $2",
    [days, NAME],
  );

let province: Actor;
let school: Actor;

beforeEach(async () => {
  province = open().world.provinces[0].actor;
  school = open().world.provinces[0].schools[0].actor;
  await withoutFactors(open().database);
  await run("UPDATE appointments SET ends_at = NULL");
  await run("UPDATE accounts SET last_used_at = clock_timestamp()");
});

describe("an account that nobody used", () => {
  it("stays open for the days of the policy, and is shut after them with the one answer", async () => {
    await unusedFor(89);
    expect(await outcome(enter)).toBe("done");
    await unusedFor(90);
    expect(await outcome(enter)).toBe("identity.sign-in-refused");
    await run("UPDATE sign_in_policies SET dormant_after_days = 120 WHERE role = 'school'");
    expect(await outcome(enter)).toBe("done");
    await run("UPDATE sign_in_policies SET dormant_after_days = 90 WHERE role = 'school'");
  });

  it("counts from the last time it was entered", async () => {
    await unusedFor(80);
    await enter();
    const [row] = await run(
      "SELECT last_used_at > now() - interval '1 minute' AS fresh FROM accounts WHERE login_name = $1",
      [NAME],
    );
    expect(row.fresh).toBe(true);
  });

  it("is shown to the body above, which wakes it", async () => {
    await unusedFor(90);
    const shown = async () =>
      (await listAccounts(province, { search: NAME })).rows.map((row) => row.state === "dormant");
    expect(await shown()).toEqual([true]);
    expect(await outcome(() => reactivateAccount(province, { accountId: school.accountId }))).toBe("done");
    expect(await shown()).toEqual([false]);
    expect((await run("SELECT kind FROM audit_events ORDER BY sequence DESC LIMIT 1"))[0].kind).toBe(
      "account.reactivated",
    );
    expect(await outcome(enter)).toBe("done");
    expect(await outcome(() => reactivateAccount(province, { accountId: school.accountId }))).toBe(
      "identity.not-dormant",
    );
  });

  it("is not woken by a colleague, by another province, or without the second factor of whoever wakes", async () => {
    await unusedFor(90);
    const wake = (actor: Actor) => outcome(() => reactivateAccount(actor, { accountId: school.accountId }));
    expect(await wake({ ...school, accountId: province.accountId })).toBe("identity.body-above-reactivates");
    expect(await wake(open().world.provinces[1].actor)).toBe("not found");
    await switchOn(province);
    expect(await wake(province)).toBe("identity.step-up-needed");
    expect(await outcome(enter)).toBe("identity.sign-in-refused");
  });
});

describe("an appointment that ended", () => {
  const end = () =>
    run("UPDATE appointments SET ends_at = clock_timestamp() - interval '1 second' WHERE account_id = $1", [
      school.accountId,
    ]);

  it("opens nothing from the next request on: session, hat, sign-in, second half of a sign-in", async () => {
    const { secret } = await switchOn(school);
    const { token } = await enter();
    const actor = await findSessionActor(token, "request");
    if (!actor) throw new Error("signed in just now");
    await run("UPDATE second_factors SET at_sign_in = true");
    const half = await enter();
    await end();
    expect(await findSessionActor(token, "request")).toBeNull();
    expect(await listOwnSessions(actor)).toEqual([]);
    expect(await listOwnAppointments(actor)).toEqual([]);
    expect(await outcome(() => switchAppointment(actor, { appointmentId: actor.appointmentId }))).toBe(
      "not found",
    );
    expect(
      await outcome(() => finishSignIn(null, { halfToken: half.token, factorCode: codeNow(secret) })),
    ).toBe("identity.sign-in-refused");
    await run("UPDATE second_factors SET at_sign_in = false");
    expect(await outcome(enter)).toBe("identity.sign-in-refused");
  });

  it("leaves the person in nobody's scope", async () => {
    await end();
    expect((await listAccounts(province, { search: NAME })).rows).toEqual([]);
    expect(await outcome(() => disableAccount(province, { accountId: school.accountId }))).toBe("not found");
  });

  it("is still one until its day comes", async () => {
    await run(
      "UPDATE appointments SET ends_at = clock_timestamp() + interval '1 day' WHERE account_id = $1",
      [school.accountId],
    );
    expect((await listAccounts(province, { search: NAME })).rows).toHaveLength(1);
    expect(await outcome(enter)).toBe("done");
  });
});
