import { beforeEach, describe, expect, it } from "vitest";
import {
  activateAccount,
  endAppointment,
  findSessionActor,
  finishSignIn,
  foundAdministration,
  listSignInPolicies,
  resetSecondFactor,
  signIn,
  updateSignInPolicy,
} from "@/lib/identity";
import { NotFound } from "@/lib/kernel/problem";
import { listInbox } from "@/lib/notices";
import { secondFactorReset } from "@/lib/worker/handlers/second-factor-reset";
import { switchOn, withoutFactors } from "../../support/authenticator";
import { outcome } from "../../support/outcome";
import { WORLD_PASSWORD, withWorld } from "../../support/world";

const open = withWorld();
const reason = "演示：本人带工作证到场";

async function run(sql: string, values: unknown[] = []) {
  return (await open().database.pool.query(sql, values)).rows;
}

const province = () => open().world.provinces[0].actor;
const school = () => open().world.provinces[0].schools[0].actor;
const enter = () => signIn(null, { loginName: "school-43-1", password: WORLD_PASSWORD });

beforeEach(async () => {
  await withoutFactors(open().database);
  await run("UPDATE sign_in_policies SET second_factor_from = NULL, dormant_after_days = 90");
});

describe("a lost second factor", () => {
  it("is switched off by the body above: codes void, sessions and half sign-ins over, the person told once", async () => {
    const { token } = await enter();
    const { recoveryCodes } = await switchOn(school(), true);
    const half = await enter();
    expect(half.opens).toBe("code-page");
    expect(
      await outcome(() => resetSecondFactor(province(), { accountId: school().accountId, reason })),
    ).toBe("done");
    const [event] = await run("SELECT kind, payload FROM audit_events ORDER BY sequence DESC LIMIT 1");
    expect(event).toMatchObject({ kind: "second-factor.reset", payload: { reason } });
    expect(await findSessionActor(token, "request")).toBeNull();
    const [code = ""] = recoveryCodes;
    expect(await outcome(() => finishSignIn(null, { halfToken: half.token, factorCode: code }))).not.toBe(
      "done",
    );
    expect(await run("SELECT 1 FROM recovery_codes")).toEqual([]);
    expect((await enter()).opens).toBe("session");
    const [{ payload }] = await run("SELECT payload FROM outbox_events WHERE kind = 'second-factor.reset'");
    await secondFactorReset(payload);
    await secondFactorReset(payload);
    const told = (await listInbox(school(), {})).rows.filter(({ kind }) => kind === "second-factor-reset");
    expect(told).toHaveLength(1);
    expect(
      await outcome(() => resetSecondFactor(province(), { accountId: school().accountId, reason })),
    ).toBe("identity.second-factor-off-here");
  });

  it("is not switched off by a colleague, by oneself, by a stranger, or without a proof of whoever does it", async () => {
    await switchOn(school());
    const reset = (actor: typeof school extends () => infer A ? A : never) =>
      outcome(() => resetSecondFactor(actor, { accountId: school().accountId, reason }));
    expect(await reset({ ...school(), accountId: province().accountId, sessionId: null })).toBe(
      "identity.body-above-resets",
    );
    await expect(reset(open().world.provinces[1].actor)).rejects.toThrow(NotFound);
    await switchOn(province());
    expect(await reset(province())).toBe("identity.step-up-needed");
    expect(
      await run("SELECT 1 FROM second_factors WHERE account_id = $1", [school().accountId]),
    ).toHaveLength(1);
  });
});

describe("sign-in rules", () => {
  const change = (role: "school" | "security-admin", secondFactorFrom: string, dormantAfterDays?: number) =>
    outcome(() =>
      updateSignInPolicy(open().world.securityAdmin, { role, secondFactorFrom, dormantAfterDays }),
    );

  it("bind a role from their day on", async () => {
    expect(await change("school", "2022-01-01", 60)).toBe("done");
    const [row] = (await listSignInPolicies(open().world.auditor)).filter(({ role }) => role === "school");
    expect(row).toMatchObject({ secondFactorFrom: "2022-01-01", dormantAfterDays: 60 });
    expect(row?.accounts).toBeGreaterThan(0);
    expect(
      await outcome(() =>
        endAppointment(school(), { appointmentId: school().appointmentId, acceptLast: "true" }),
      ),
    ).toBe("identity.second-factor-required");
    const [event] = await run("SELECT kind, payload FROM audit_events ORDER BY sequence DESC LIMIT 1");
    expect(event).toMatchObject({ kind: "sign-in-policy.changed", payload: { daysBefore: 90, days: 60 } });
  });

  it("are not loosened by whom they bind", async () => {
    expect(await change("security-admin", "2099-01-01", 90)).toBe("done");
    expect(await change("security-admin", "2099-02-01", 90)).toBe("identity.own-role-loosened");
    expect(await change("security-admin", "", 90)).toBe("identity.own-role-loosened");
    expect(await change("security-admin", "2099-01-01", 91)).toBe("identity.own-role-loosened");
    expect(await change("security-admin", "2098-01-01", 30)).toBe("done");
  });
});

describe("an administration", () => {
  it("passes on: a successor from the console first, then the security administrator ends the predecessor", async () => {
    const { securityAdmin } = open().world;
    const end = () =>
      outcome(() => endAppointment(securityAdmin, { appointmentId: securityAdmin.appointmentId }));
    expect(await end()).toBe("identity.last-at-the-top");
    const made = await foundAdministration({
      role: "security-admin",
      loginName: "sec-2",
      displayName: "演示",
    });
    expect(await end()).toBe("identity.last-at-the-top");
    await activateAccount(null, { ...made, newPassword: "Yanshi-2022-jiaojie" });
    expect(await end()).toBe("done");
  });
});
