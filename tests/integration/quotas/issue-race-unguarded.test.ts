import { afterAll, beforeAll, expect, it } from "vitest";
import { handDownSeats, issueCards, issueQuotaTable, saveQuotaDraft } from "@/lib/quotas";
import { cloneDatabase, type TestDatabase } from "../../support/database";
import { buildBodies, buildYear, newKey } from "../../support/quotas";
import { testSecrets } from "../../support/test-server";

const RUNS = 10;
const SEATS = 5;
const ISSUES = 60;

let database: TestDatabase;
let bodies: Awaited<ReturnType<typeof buildBodies>>;

/** Exactly what guards the account: its CHECK, and the row locks in the function that locks accounts. */
async function removeGuards() {
  await database.pool.query(`ALTER TABLE quota_accounts DROP CONSTRAINT quota_accounts_within_granted,
    DROP CONSTRAINT quota_accounts_reserve_free`);
  const { rows } = await database.pool.query<{ body: string }>(
    "SELECT pg_get_functiondef('lock_quota_accounts(uuid, uuid[])'::regprocedure) AS body",
  );
  const body = rows[0]?.body ?? "";
  const unlocked = body.replaceAll("FOR UPDATE", "");
  expect(unlocked).not.toBe(body);
  await database.pool.query(unlocked);
}

beforeAll(async () => {
  database = await cloneDatabase();
  Object.assign(process.env, testSecrets, { DATABASE_URL: database.url });
  await removeGuards();
  bodies = await buildBodies();
});
afterAll(() => database.drop("unchecked"));

async function oversells(): Promise<boolean> {
  const { year, b301 } = await buildYear();
  await saveQuotaDraft(bodies.ministry.officer, { year, cells: { "43": { B301: "100" } }, basedOn: 0 });
  const issue = { year, draft: 1, subProjects: ["B301"], reserveConfirmed: false, key: newKey() };
  await issueQuotaTable(bodies.ministry.officer, issue);
  const schoolId = bodies.hunan.first.id;
  const place = { subProjectId: b301.id };
  await handDownSeats(bodies.hunan.officer, { ...place, rows: [{ schoolId, seats: SEATS }], key: newKey() });
  const results = await Promise.allSettled(
    Array.from({ length: ISSUES }, () =>
      issueCards(bodies.hunan.officer, { ...place, rows: [{ schoolId, cards: 1 }], key: newKey() }),
    ),
  );
  return results.filter((result) => result.status === "fulfilled").length > SEATS;
}

it("without lock and CHECK the same command oversells, so the race above proves something", async () => {
  let oversold = 0;
  for (let run = 0; run < RUNS; run++) if (await oversells()) oversold += 1;
  expect(oversold).toBeGreaterThanOrEqual(9);
});
