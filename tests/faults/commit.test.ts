import { expect, test } from "vitest";
import { countVerdicts, runLoad } from "../support/fault-load";
import { useFaults } from "../support/faults";

const CUTS = 200;
const faults = useFaults(CUTS);

test(`the connection breaks right after COMMIT, ${CUTS} times: everybody is told “registered”, each stands once`, async () => {
  const { client, proxy, database, expectWritten, registrations } = faults();
  const all = await registrations(CUTS);
  const keys = all.map(({ fields }) => fields.find(([name]) => name === "key")?.[1] ?? "");
  const waiting = new Set(keys);
  // The key is first sent with the one statement that writes; what is idle after it has committed.
  proxy.cutsAnswerTo = (sent) => {
    const key = keys.find((one) => waiting.has(one) && sent.includes(one));
    return key !== undefined && waiting.delete(key);
  };
  const outcome = await runLoad(client, all, { perSecond: 25, pings: 0 });
  proxy.cutsAnswerTo = null;
  console.log(
    `cut after COMMIT: ${CUTS - waiting.size} cuts, ${JSON.stringify(countVerdicts(outcome.attempts))}`,
  );
  expect(waiting.size).toBe(0);
  expect(outcome.wrong).toEqual([]);
  await expectWritten(outcome.told);
  const { rows } = await database.pool.query(
    "SELECT count(*)::int AS n FROM idempotency_keys WHERE key = ANY($1)",
    [keys],
  );
  expect(rows[0].n).toBe(CUTS);
}, 300_000);
