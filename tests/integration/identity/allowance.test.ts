import { beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/access";
import { getCardForRegistration } from "@/lib/enrolments";
import { withinAllowance } from "@/lib/identity";
import { fail } from "@/lib/kernel/problem";
import { countUse, forgetOldCounts } from "@/lib/platform/rate-counter";
import { RATE_LIMITS } from "@/lib/platform/rate-limits";
import { revealTeacherField } from "@/lib/teachers";
import { accountLimited } from "@/lib/worker/handlers/account-limited";
import { outcome } from "../../support/outcome";
import { inParallel } from "../../support/parallel";
import { withWorld } from "../../support/world";

const open = withWorld();
const MOST = RATE_LIMITS["teachers.reveals"].perHour;

async function rows<Row>(sql: string, values: unknown[] = []): Promise<Row[]> {
  return (await open().database.pool.query(sql, values)).rows;
}

const counted = async (subject: string) =>
  (await rows<{ used: number }>("SELECT used FROM rate_counters WHERE subject = $1", [subject]))[0]?.used ??
  0;
const refusals = async () =>
  (
    await rows<{ payload: { act: string } }>(
      "SELECT payload FROM audit_events WHERE kind = 'account.limited' ORDER BY id",
    )
  ).map(({ payload }) => payload.act);

let clerk: Actor;
let reveal: (actor?: Actor) => Promise<string>;
let before = 0;

beforeEach(async () => {
  const { actor, teachers } = open().world.provinces[0].schools[0];
  clerk = actor;
  const teacherId = teachers[0]?.id ?? "";
  reveal = (who = clerk) =>
    outcome(() => revealTeacherField(who, { teacherId, field: "idNumber", purpose: "verify-identity" }));
  await rows("TRUNCATE rate_counters");
  await rows("DELETE FROM outbox_events");
  before = (await refusals()).length;
});

describe("opening personal numbers", () => {
  it("is allowed fifty times in an hour, of parallel ones too, and the refusal remembered once", async () => {
    const settled = await inParallel(Array.from({ length: MOST + 8 }), 6, () => reveal());
    const outcomes = settled.map((one) => (one.status === "fulfilled" ? one.value : String(one.reason)));
    expect(outcomes.filter((one) => one === "done")).toHaveLength(MOST);
    expect(outcomes.filter((one) => one === "identity.too-many")).toHaveLength(8);
    expect((await refusals()).slice(before)).toEqual(["teachers.reveals"]);
    const revealed = await rows(
      "SELECT 1 FROM audit_events WHERE kind = 'teacher.field-revealed' AND account_id = $1",
      [clerk.accountId],
    );
    expect(revealed).toHaveLength(MOST);
  });

  it("is told to the school and the body above, once however often the event comes", async () => {
    await countUseTimes(`account:${clerk.accountId}`, MOST);
    expect(await reveal()).toBe("identity.too-many");
    const [event] = await rows<{ payload: Record<string, string> }>(
      "SELECT payload FROM outbox_events WHERE kind = 'account.limited'",
    );
    if (!event) throw new Error("nobody is told");
    await Promise.all([accountLimited(event.payload), accountLimited(event.payload)]);
    const told = await rows<{ to: string; params: { most: number } }>(
      `SELECT organisation_id AS "to", params FROM inbox_messages WHERE kind = 'account-limited'`,
    );
    expect(told.map(({ to }) => to).sort()).toEqual(
      [clerk.organisationId, open().world.provinces[0].actor.organisationId].sort(),
    );
    expect(told[0]?.params.most).toBe(MOST);
  });

  it("goes on when the hour is over, and not a minute before", async () => {
    await countUseTimes(`account:${clerk.accountId}`, MOST);
    await rows("UPDATE rate_counters SET started_at = clock_timestamp() - interval '59 minutes'");
    expect(await reveal()).toBe("identity.too-many");
    await rows("UPDATE rate_counters SET started_at = clock_timestamp() - interval '61 minutes'");
    expect(await reveal()).toBe("done");
    expect(await counted(`account:${clerk.accountId}`)).toBe(1);
  });

  it("is bounded for a school as a whole too, and no other school by it", async () => {
    const colleague = { ...clerk, accountId: open().world.provinces[0].actor.accountId };
    await countUseTimes(
      `organisation:${clerk.organisationId}`,
      RATE_LIMITS["teachers.reveals"].perHourOfOrganisation,
    );
    expect(await reveal(colleague)).toBe("identity.too-many");
    expect(await reveal(open().world.provinces[0].actor)).toBe("done");
  });
});

/** As if so many had been done already. */
async function countUseTimes(subject: string, times: number): Promise<void> {
  await countUse(subject, "teachers.reveals");
  await rows("UPDATE rate_counters SET used = $2 WHERE subject = $1", [subject, times]);
}

describe("typing card codes", () => {
  it("counts what was refused only, and after twenty of them opens not even the right card", async () => {
    const { teachers, boundCardId } = open().world.provinces[0].schools[0];
    const [card] = await rows<{ code: string; holder: string }>(
      "SELECT code, teacher_id AS holder FROM registration_cards WHERE id = $1",
      [boundCardId],
    );
    const holder = teachers.find(({ id }) => id === card?.holder)?.actor;
    if (!holder) throw new Error("the card has no holder");
    const type = (cardCode: string) => outcome(() => getCardForRegistration(holder, { cardCode }));
    const most = RATE_LIMITS["enrolments.card-guesses"].perHour;
    for (let time = 0; time < most + 3; time += 1) expect(await type(card?.code ?? "")).toBe("done");
    for (let time = 0; time < most; time += 1)
      expect(await type(`22-43-B301-${time}`)).toBe("enrolments.card-unknown");
    expect(await type("22-43-B301-9999")).toBe("identity.too-many");
    expect(await type(card?.code ?? "")).toBe("identity.too-many");
    expect((await refusals()).slice(before)).toEqual(["enrolments.card-guesses"]);
  });
});

describe("visitors", () => {
  const act = "identity.activateTeacher";
  const most = RATE_LIMITS[act].perHour;
  const guess = (schoolCode: string) =>
    outcome(() =>
      withinAllowance(null, act, { schoolCode }, async () => fail("identity.activation-refused")),
    );

  it("are counted by whom they act upon, however it is written, and remembered once", async () => {
    await Promise.all(Array.from({ length: most - 1 }, () => guess("A123")));
    expect(await guess(" a123 ")).toBe("identity.activation-refused");
    expect(await Promise.all([guess("A123"), guess("A123")])).toEqual([
      "identity.too-many",
      "identity.too-many",
    ]);
    expect(await guess("B123")).toBe("identity.activation-refused");
    expect((await refusals()).slice(before)).toEqual([act]);
    const names = await rows<{ subject: string }>("SELECT subject FROM rate_counters");
    expect(names.filter(({ subject }) => /A123/i.test(subject))).toEqual([]);
  });
});

it("leaves alone what is not on the list, and forgets hours long over", async () => {
  expect(await outcome(() => withinAllowance(null, "nothing.named", {}, async () => "fine"))).toBe("done");
  await countUse("account:a", "teachers.reveals");
  await forgetOldCounts();
  expect(await counted("account:a")).toBe(1);
  await rows("UPDATE rate_counters SET started_at = clock_timestamp() - interval '3 hours'");
  await forgetOldCounts();
  expect(await counted("account:a")).toBe(0);
});
