import { expect, it } from "vitest";
import { issueQuotaTable, saveQuotaDraft } from "@/lib/quotas";
import { getComparison } from "@/lib/reporting";
import { comparisonFilterSchema } from "@/lib/reporting/schema";
import { useTestDatabase } from "../../support/database";
import { buildBodies, buildYear, newKey } from "../../support/quotas";

const open = useTestDatabase();

it("sets the year before beside this one, where that year knows the sub-project", async () => {
  const bodies = await buildBodies();
  const before = await buildYear();
  const now = await buildYear();
  expect(now.year).toBe(before.year + 1);
  const give = async (year: number, cells: Record<string, Record<string, string>>, codes: string[]) => {
    const { number } = await saveQuotaDraft(bodies.ministry.officer, { year, cells, basedOn: 0 });
    const table = { year, draft: number, subProjects: codes, reserveConfirmed: true, key: newKey() };
    await issueQuotaTable(bodies.ministry.officer, table);
  };
  await give(before.year, { "43": { B301: "60" }, "42": { B301: "40" } }, ["B301"]);
  await give(now.year, { "43": { B301: "30", B302: "20" } }, ["B301", "B302"]);
  const asked = (subProject = "") => comparisonFilterSchema.parse({ year: now.year, subProject });
  const all = await getComparison(bodies.ministry.officer, asked());
  const hunan = all.rows.find(({ regionCode }) => regionCode === "43");
  const hubei = all.rows.find(({ regionCode }) => regionCode === "42");
  expect(all.lastYear).toBe(before.year);
  expect(hunan).toMatchObject({ allocated: 50, last: { allocated: 60, registered: 0 } });
  expect(hubei).toMatchObject({ allocated: 0, last: { allocated: 40, registered: 0 } });
  const one = await getComparison(bodies.ministry.officer, asked("B302"));
  expect(one.lastYear).toBeNull();
  // As if the year before had not known it: a published year itself does not change.
  const rename = "UPDATE sub_projects SET code = 'B999' WHERE code = 'B302' AND year =";
  await open().pool.query(
    `BEGIN; SET LOCAL session_replication_role = replica; ${rename} ${before.year}; COMMIT`,
  );
  expect((await getComparison(bodies.ministry.officer, asked("B302"))).lastYear).toBeNull();
  const first = await getComparison(
    bodies.ministry.officer,
    comparisonFilterSchema.parse({ year: before.year }),
  );
  expect(first.lastYear).toBeNull();
});
