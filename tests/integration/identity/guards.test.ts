import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  activateAccount,
  foundInstallation,
  listDemonstrationRoles,
  signInAsDemonstration,
} from "@/lib/identity";
import { DomainError } from "@/lib/kernel/problem";
import { businessNow, clockState, setBusinessTime } from "@/lib/platform/clock";
import { db, disconnect } from "@/lib/platform/db";
import { cloneDatabase, type TestDatabase } from "../../support/database";
import { cloneWorld, connectTo, type World } from "../../support/world";

async function refusal(run: () => Promise<unknown>): Promise<string> {
  try {
    await run();
    return "done";
  } catch (error) {
    if (error instanceof DomainError) return error.problems.map(({ code }) => code).join();
    return (
      /GP9\d\d|check constraint "\w+"|violates/.exec(JSON.stringify(error) + String(error))?.[0] ??
      String(error)
    );
  }
}

describe("outside a demonstration", () => {
  let database: TestDatabase;
  let appointmentId = "";

  beforeAll(async () => {
    database = await cloneDatabase();
    await connectTo(database);
    const founded = await foundInstallation({
      ministry: { name: "教育部教师工作司", nameEn: "Ministry", code: "MOE" },
      loginName: "demo-1-ministry",
      displayName: "主任",
    });
    await activateAccount(null, { ...founded, newPassword: "Yanshi-2022-guopei" });
    const row = await db().appointment.findFirstOrThrow({ select: { id: true } });
    appointmentId = row.id;
  });
  afterAll(async () => {
    await disconnect();
    await database.drop();
  });

  it("offers nobody to be with one click, and lets nobody in that way", async () => {
    expect(await listDemonstrationRoles()).toEqual([]);
    expect(await refusal(() => signInAsDemonstration(null, { appointmentId }))).toBe(
      "identity.not-a-demonstration",
    );
    expect(await db().session.count()).toBe(0);
  });

  it("shows real time, which cannot be moved", async () => {
    expect((await clockState()).demonstration).toBe(false);
    expect(Math.abs((await businessNow()).getTime() - Date.now())).toBeLessThan(60_000);
    expect(await refusal(() => setBusinessTime(new Date(Date.now() + 86_400_000)))).not.toBe("done");
    expect(Math.abs((await businessNow()).getTime() - Date.now())).toBeLessThan(60_000);
  });

  it("does not become a demonstration once it has accounts", async () => {
    expect(
      await refusal(() => db().$executeRaw`UPDATE business_clock SET demonstration = true WHERE id = 1`),
    ).toBe("GP901");
    expect(await refusal(() => db().$executeRaw`DELETE FROM business_clock`)).toBe("GP901");
    expect(
      await refusal(() => db().$executeRaw`INSERT INTO business_clock (id, offset_ms) VALUES (2, 5)`),
    ).not.toBe("done");
  });

  it("is founded once", async () => {
    const again = {
      ministry: { name: "又一个部", nameEn: "Another", code: "M2" },
      loginName: "x-2",
      displayName: "x",
    };
    expect(await refusal(() => foundInstallation(again))).toBe("identity.already-founded");
  });
});

describe("in a demonstration", () => {
  let database: TestDatabase;
  let world: World;

  beforeAll(async () => {
    ({ database, world } = await cloneWorld());
    await connectTo(database);
  });
  afterAll(async () => {
    await disconnect();
    await database.drop();
  });

  it("lets in with one click only who is there to be tried", async () => {
    const { appointmentId } = world.ministry;
    expect(await refusal(() => signInAsDemonstration(null, { appointmentId }))).not.toBe("done");
    await database.pool.query(
      "UPDATE accounts SET login_name = 'demo-ministry' WHERE login_name = 'ministry'",
    );
    expect(await refusal(() => signInAsDemonstration(null, { appointmentId }))).toBe("done");
    expect((await listDemonstrationRoles()).map(({ role }) => role)).toEqual(["ministry"]);
  });

  it("moves its clock forwards and never backwards", async () => {
    await setBusinessTime(new Date("2022-05-16T09:40:00+08:00"));
    expect((await businessNow()).toISOString().slice(0, 16)).toBe("2022-05-16T01:40");
    expect(await refusal(() => setBusinessTime(new Date("2022-05-15T09:40:00+08:00")))).not.toBe("done");
    expect((await businessNow()).toISOString().slice(0, 16)).toBe("2022-05-16T01:40");
    expect(
      await refusal(() => db().$executeRaw`UPDATE business_clock SET demonstration = false WHERE id = 1`),
    ).toBe("GP901");
  });
});

describe("the three administrations", () => {
  let database: TestDatabase;
  let world: World;

  beforeAll(async () => {
    ({ database, world } = await cloneWorld());
  });
  afterAll(() => database.drop());

  function appoint(accountId: string, role: string): Promise<string> {
    const sql =
      "INSERT INTO appointments (id, account_id, role, organisation_id) VALUES (gen_random_uuid(), $1, $2, $3)";
    return database.pool.query(sql, [accountId, role, world.ministry.organisationId]).then(
      () => "done",
      (error: { code?: string }) => error.code ?? "",
    );
  }

  it.each([
    ["systemAdmin", "security-admin"],
    ["systemAdmin", "audit-admin"],
    ["securityAdmin", "audit-admin"],
    ["auditAdmin", "ministry"],
    ["ministry", "system-admin"],
    ["auditor", "audit-admin"],
  ] as const)("keep %s from becoming %s as well", async (who, role) => {
    expect(await appoint(world[who].accountId, role)).toBe("GP903");
  });

  it("may be handed on once the earlier one has ended", async () => {
    await database.pool.query("UPDATE appointments SET ends_at = clock_timestamp() WHERE id = $1", [
      world.systemAdmin.appointmentId,
    ]);
    expect(await appoint(world.systemAdmin.accountId, "audit-admin")).toBe("done");
  });

  it("do not come back by reopening an ended appointment", async () => {
    const reopened = await database.pool
      .query("UPDATE appointments SET ends_at = NULL WHERE id = $1", [world.systemAdmin.appointmentId])
      .then(
        () => "done",
        (error: { code?: string }) => error.code ?? "",
      );
    expect(reopened).toBe("GP903");
  });
});
