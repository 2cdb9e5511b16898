import { beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/access";
import { endOtherSessions, endOwnSession, findSessionActor, listOwnSessions, signIn } from "@/lib/identity";
import { NotFound } from "@/lib/kernel/problem";
import { withoutFactors } from "../../support/authenticator";
import { WORLD_PASSWORD, withWorld } from "../../support/world";

const open = withWorld();
const PHONE =
  "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36 MicroMessenger/8.0";
const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

async function run(sql: string): Promise<void> {
  await open().database.pool.query(sql);
}

async function enter(userAgent: string, loginName = "school-43-1") {
  const { token } = await signIn(null, { loginName, password: WORLD_PASSWORD, userAgent });
  const actor = await findSessionActor(token, "request");
  if (!actor) throw new Error("signed in just now");
  return { token, actor };
}

const isIn = async (token: string) => (await findSessionActor(token, "request")) !== null;
let phone: { token: string; actor: Actor };
let desk: { token: string; actor: Actor };

beforeEach(async () => {
  await withoutFactors(open().database);
  phone = await enter(PHONE);
  desk = await enter(FIREFOX);
});

describe("the own sessions", () => {
  it("are told by browser, and which is this one", async () => {
    const listed = await listOwnSessions(desk.actor);
    expect(listed.map(({ family, phone: isPhone, current }) => [family, isPhone, current])).toEqual([
      ["firefox", false, true],
      ["wechat", true, false],
    ]);
  });

  it("are only those that still open anything", async () => {
    await run(
      "UPDATE sessions SET last_seen_at = now() - interval '31 minutes' WHERE user_agent LIKE '%Firefox%'",
    );
    expect((await listOwnSessions(phone.actor)).map(({ family }) => family)).toEqual(["wechat"]);
  });

  it("end one by one, at the next request", async () => {
    await endOwnSession(desk.actor, { sessionId: phone.actor.sessionId ?? "" });
    expect([await isIn(phone.token), await isIn(desk.token)]).toEqual([false, true]);
    const { rows } = await open().database.pool.query(
      "SELECT kind FROM audit_events ORDER BY sequence DESC LIMIT 1",
    );
    expect(rows[0].kind).toBe("session.ended");
  });

  it("end all but this one", async () => {
    const third = await enter(FIREFOX);
    const other = await enter(PHONE, "school-43-2");
    await endOtherSessions(desk.actor, {});
    const left = [phone, third, desk, other].map(({ token }) => isIn(token));
    expect(await Promise.all(left)).toEqual([false, false, true, true]);
  });

  it("are nobody else's to end", async () => {
    const other = await enter(PHONE, "school-43-2");
    await expect(endOwnSession(desk.actor, { sessionId: other.actor.sessionId ?? "" })).rejects.toThrow(
      NotFound,
    );
    expect(await isIn(other.token)).toBe(true);
  });
});
