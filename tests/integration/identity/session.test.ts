import { beforeEach, describe, expect, it } from "vitest";
import {
  disableAccount,
  findSessionActor,
  listOwnAppointments,
  signIn,
  signOut,
  switchAppointment,
} from "@/lib/identity";
import { NotFound } from "@/lib/kernel/problem";
import { WORLD_PASSWORD, withWorld } from "../../support/world";

const open = withWorld();
const NAME = "school-43-1";

async function run(sql: string, values: unknown[] = []): Promise<void> {
  await open().database.pool.query(sql, values);
}

let token = "";

async function actor() {
  return findSessionActor(token, "request");
}

async function signedInActor() {
  const found = await actor();
  if (!found) throw new Error("signed in just now");
  return found;
}

beforeEach(async () => {
  await run("UPDATE accounts SET state = 'active', failed_attempts = 0, locked_until = NULL");
  await run("UPDATE appointments SET ends_at = NULL");
  await run("DELETE FROM sessions");
  token = (await signIn(null, { loginName: NAME, password: WORLD_PASSWORD })).token;
});

describe("a session", () => {
  it("is its account under one appointment", async () => {
    const { world } = open();
    const school = world.provinces[0].schools[0].actor;
    const { sessionId, ...found } = await signedInActor();
    expect(sessionId).not.toBeNull();
    expect(found).toEqual({ ...school, requestId: "request", sessionId: undefined });
    expect(found).toMatchObject({ organisationNameEn: "Demonstration school 43-1" });
  });

  it("is kept as a hash, with 256 bits of chance in the token", async () => {
    expect(Buffer.from(token, "base64url")).toHaveLength(32);
    const { rows } = await open().database.pool.query("SELECT token_hash FROM sessions");
    expect(rows).toHaveLength(1);
    expect(rows[0].token_hash).not.toBe(token);
  });

  it("is nobody for a token that was never given", async () => {
    expect(await findSessionActor("x".repeat(43), "request")).toBeNull();
  });

  it.each([
    ["the account is disabled", "UPDATE accounts SET state = 'disabled' WHERE login_name = 'school-43-1'"],
    [
      "the appointment has ended",
      "UPDATE appointments SET ends_at = clock_timestamp() WHERE id = (SELECT appointment_id FROM sessions)",
    ],
    ["it has expired", "UPDATE sessions SET expires_at = clock_timestamp() - interval '1 second'"],
    [
      "it was idle for half an hour",
      "UPDATE sessions SET last_seen_at = clock_timestamp() - interval '31 minutes'",
    ],
  ])("ends with the next request once %s", async (_why, sql) => {
    expect(await actor()).not.toBeNull();
    await run(sql);
    expect(await actor()).toBeNull();
  });

  it("lives twelve hours at most", async () => {
    const { rows } = await open().database.pool.query(
      "SELECT round(extract(epoch FROM expires_at - clock_timestamp()) / 3600)::int AS hours FROM sessions",
    );
    expect(rows[0].hours).toBe(12);
  });

  it("goes on while it is used", async () => {
    await run("UPDATE sessions SET last_seen_at = clock_timestamp() - interval '29 minutes'");
    expect(await actor()).not.toBeNull();
    await run("UPDATE sessions SET last_seen_at = last_seen_at - interval '29 minutes'");
    expect(await actor()).not.toBeNull();
  });

  it("reads on while the disk is full: only its last use is not written down", async () => {
    await run("UPDATE sessions SET last_seen_at = clock_timestamp() - interval '5 minutes'");
    await run(`CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$`);
    await run("CREATE TRIGGER full_disk BEFORE UPDATE ON sessions EXECUTE FUNCTION full_disk()");
    expect(await actor()).not.toBeNull();
    await run("DROP FUNCTION full_disk CASCADE");
  });

  it("ends at once with the account, by the command", async () => {
    const { world } = open();
    const found = await signedInActor();
    await disableAccount(world.provinces[0].actor, { accountId: found.accountId });
    expect(await actor()).toBeNull();
  });

  it("ends when its person signs out, and only that one", async () => {
    const other = (await signIn(null, { loginName: NAME, password: WORLD_PASSWORD })).token;
    await signOut(await signedInActor(), {});
    expect(await actor()).toBeNull();
    expect(await findSessionActor(other, "request")).not.toBeNull();
  });
});

describe("several appointments", () => {
  it("are worn one at a time, and only the own ones", async () => {
    const { world } = open();
    const before = await signedInActor();
    const second = world.provinces[0].schools[1];
    await run(
      "INSERT INTO appointments (id, account_id, role, organisation_id) VALUES (gen_random_uuid(), $1, 'school', $2)",
      [before.accountId, second.id],
    );
    const choices = await listOwnAppointments(before);
    expect(choices).toHaveLength(2);
    const target = choices.find((choice) => !choice.current);
    await switchAppointment(before, { appointmentId: target?.id ?? "" });
    expect((await signedInActor()).organisationId).toBe(second.id);
    const foreign = world.provinces[1].actor.appointmentId;
    await expect(switchAppointment(await signedInActor(), { appointmentId: foreign })).rejects.toThrow(
      NotFound,
    );
    expect((await signedInActor()).organisationId).toBe(second.id);
  });
});
