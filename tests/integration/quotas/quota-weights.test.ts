import { beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/platform/db";
import { countFieldTeachers, getQuotaWeights, issueQuotaTable, saveQuotaDraft } from "@/lib/quotas";
import { useTestDatabase } from "../../support/database";
import { addTeacher, buildBodies, buildYear, newKey } from "../../support/quotas";

useTestDatabase();
let bodies: Awaited<ReturnType<typeof buildBodies>>;
beforeAll(async () => {
  bodies = await buildBodies();
});

describe("getQuotaWeights", () => {
  it("knows every region's population, and last year only where the data has it", async () => {
    const { year } = await buildYear();
    const { population, lastYear } = await getQuotaWeights(bodies.ministry.officer, { year });
    const hunan = await db().region.findUniqueOrThrow({ where: { code: "43" } });
    expect(population["43"]).toBe(hunan.populationTenThousands);
    expect(Object.keys(population)).toHaveLength(await db().region.count());
    expect(lastYear).toEqual({});
  });

  it("finds what a region got a year before in the sub-project of the same code and field", async () => {
    const before = await buildYear();
    const now = await buildYear({}, "draft");
    expect(now.year).toBe(before.year + 1);
    const draft = { "43": { B301: "60", B302: "40" }, "42": { B301: "40" } };
    await saveQuotaDraft(bodies.ministry.officer, { year: before.year, cells: draft, basedOn: 0 });
    await issueQuotaTable(bodies.ministry.officer, {
      year: before.year,
      draft: 1,
      subProjects: ["B301", "B302"],
      reserveConfirmed: false,
      key: newKey(),
    });
    const weights = () => getQuotaWeights(bodies.ministry.officer, { year: now.year });
    expect((await weights()).lastYear).toEqual({ "43": { B301: 60, B302: 40 }, "42": { B301: 40 } });
    await db().subProject.updateMany({
      where: { year: now.year, code: "B302" },
      data: { equivalenceGroup: "another-field" },
    });
    expect((await weights()).lastYear).toEqual({ "43": { B301: 60 }, "42": { B301: 40 } });
  });

  it("is for those who plan", async () => {
    const { year } = await buildYear();
    await expect(getQuotaWeights(bodies.hunan.officer, { year })).rejects.toThrow("quota.plan");
    await expect(countFieldTeachers(bodies.hunan.officer, { year })).rejects.toThrow("quota.plan");
  });
});

describe("countFieldTeachers", () => {
  it("counts by region and sub-project those whose record suits it", async () => {
    const { year } = await buildYear({}, "draft");
    const teachers = await Promise.all(
      [bodies.hunan.first.id, bodies.hunan.second.id, bodies.hubei.first.id].map(addTeacher),
    );
    await db().teacher.update({ where: { id: teachers[0] ?? "" }, data: { post: "principal" } });
    const criteria = (await db().subProject.findFirstOrThrow({ where: { year, code: "B302" } })).criteria;
    await db().subProject.updateMany({
      where: { year, code: "B302" },
      data: { criteria: { ...(criteria as object), posts: ["principal"] } },
    });
    expect(await countFieldTeachers(bodies.ministry.officer, { year })).toEqual({
      "43": { B301: 1, B302: 1 },
      "42": { B301: 1, B302: 0 },
    });
  });
});
