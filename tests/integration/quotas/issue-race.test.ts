import { beforeAll, describe, expect, it } from "vitest";
import { DomainError } from "@/lib/kernel/problem";
import { handDownSeats, issueCards, issueQuotaTable, saveQuotaDraft } from "@/lib/quotas";
import { useTestDatabase } from "../../support/database";
import { brokenInvariants, buildBodies, buildYear, newKey } from "../../support/quotas";

const database = useTestDatabase();
let bodies: Awaited<ReturnType<typeof buildBodies>>;
beforeAll(async () => {
  bodies = await buildBodies();
});

/** A school that holds `seats` seats without cards. */
async function schoolWithSeats(seats: number) {
  const { year, b301 } = await buildYear();
  await saveQuotaDraft(bodies.ministry.officer, { year, cells: { "43": { B301: "100" } }, basedOn: 0 });
  const issue = { year, draft: 1, subProjects: ["B301"], reserveConfirmed: false, key: newKey() };
  await issueQuotaTable(bodies.ministry.officer, issue);
  const rows = [{ schoolId: bodies.hunan.first.id, seats }];
  await handDownSeats(bodies.hunan.officer, { subProjectId: b301.id, rows, key: newKey() });
  return b301.id;
}

/** Null, or the code of the refusal. Whoever hears that the account is busy asks once more with the same key, as the page says. */
async function issueOne(subProjectId: string, key: string): Promise<string | null> {
  const rows = [{ schoolId: bodies.hunan.first.id, cards: 1 }];
  try {
    await issueCards(bodies.hunan.officer, { subProjectId, rows, key });
    return null;
  } catch (error) {
    if (!(error instanceof DomainError)) return String(error);
    return error.message === "common.busy" ? issueOne(subProjectId, key) : error.message;
  }
}

/** `total` issues of one card each, at most `atOnce` under way; how many succeeded and how the others were refused. */
async function race(subProjectId: string, total: number, atOnce: number) {
  let started = 0;
  let won = 0;
  const refusals: Record<string, number> = {};
  async function lane() {
    while (started < total) {
      started += 1;
      const code = await issueOne(subProjectId, newKey());
      if (code === null) won += 1;
      else refusals[code] = (refusals[code] ?? 0) + 1;
    }
  }
  await Promise.all(Array.from({ length: atOnce }, lane));
  return { won, refusals };
}

const cardsOf = async (subProjectId: string) =>
  Number(
    (
      await database().pool.query(
        "SELECT count(*) FROM registration_cards WHERE sub_project_id = $1 AND state = 'issued'",
        [subProjectId],
      )
    ).rows[0].count,
  );

describe("1,000 issues of cards on an account of 50", () => {
  it("give exactly 50 cards and 950 typed refusals", async () => {
    const subProjectId = await schoolWithSeats(50);
    const { won, refusals } = await race(subProjectId, 1_000, 32);
    expect({ won, refusals }).toEqual({ won: 50, refusals: { "quotas.school-more-than-left": 950 } });
    expect(await cardsOf(subProjectId)).toBe(50);
    expect(await brokenInvariants(database().pool)).toEqual([]);
  });
});
