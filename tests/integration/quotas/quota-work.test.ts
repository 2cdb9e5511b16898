import { beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/access";
import { newId } from "@/lib/kernel/id";
import { db } from "@/lib/platform/db";
import {
  getQuotaGrid,
  keepQuotaWork,
  listQuotaDrafts,
  restoreQuotaDraft,
  saveQuotaDraft,
} from "@/lib/quotas";
import { keepQuotaWorkSchema } from "@/lib/quotas/schema";
import { useTestDatabase } from "../../support/database";
import { buildBodies, buildYear } from "../../support/quotas";

const database = useTestDatabase();
let bodies: Awaited<ReturnType<typeof buildBodies>>;
let first: Actor;
let second: Actor;

async function withAccount(actor: Actor): Promise<Actor> {
  const accountId = newId();
  await db().account.create({
    data: { id: accountId, loginName: accountId, displayName: actor.name, state: "pending" },
  });
  return { ...actor, accountId };
}
beforeAll(async () => {
  bodies = await buildBodies();
  first = await withAccount(bodies.ministry.officer);
  second = await withAccount(bodies.ministry.officer);
});

type Cells = Record<string, Record<string, string>>;
const save = (year: number, cells: Cells, basedOn: number) => saveQuotaDraft(first, { year, cells, basedOn });
const work = (year: number, change: Partial<Parameters<typeof keepQuotaWork>[1]> = {}) => ({
  year,
  draft: null,
  cells: { "43": { B301: "7人" } },
  undo: [[["43", "B301", "", "7人"] as [string, string, string, string]]],
  redo: [],
  windowId: newId(),
  revision: 0,
  ...change,
});

describe("keepQuotaWork", () => {
  it("gives each editor the own unsaved work back, steps and all, and changes no draft", async () => {
    const { year } = await buildYear();
    await keepQuotaWork(first, work(year));
    const grid = await getQuotaGrid(first, { year });
    expect(grid.work).toEqual({
      draft: null,
      base: null,
      cells: { "43": { B301: "7人" } },
      undo: [[["43", "B301", "", "7人"]]],
      redo: [],
      revision: 1,
    });
    expect(grid.draft).toBeNull();
    expect((await getQuotaGrid(second, { year })).work).toBeNull();
  });

  it("gives the cells of its draft along where somebody has saved since", async () => {
    const { year } = await buildYear();
    await keepQuotaWork(first, work(year));
    await save(year, { "43": { B301: "1" } }, 0);
    expect((await getQuotaGrid(first, { year })).work?.base).toEqual({});
    await keepQuotaWork(first, work(year, { draft: 1, revision: 1 }));
    expect((await getQuotaGrid(first, { year })).work?.base).toBeNull();
    await save(year, { "43": { B301: "2" } }, 1);
    expect((await getQuotaGrid(first, { year })).work?.base).toEqual({ "43": { B301: "1" } });
  });

  it("lets one page keep it at a time: a page opened later takes over, the earlier one is refused", async () => {
    const { year } = await buildYear();
    const [early, late] = [newId(), newId()];
    const keep = (windowId: string, revision: number) =>
      keepQuotaWork(first, work(year, { windowId, revision }));
    expect(await keep(early, 0)).toEqual({ revision: 1 });
    expect(await keep(early, 0)).toEqual({ revision: 2 });
    expect(await keep(late, 2)).toEqual({ revision: 3 });
    await expect(keep(early, 2)).rejects.toThrow("quotas.work-kept-elsewhere");
    expect(await keep(late, 3)).toEqual({ revision: 4 });
  });

  it("refuses a draft that is not there, a shut window, other roles and more than a hundred steps", async () => {
    const { year } = await buildYear();
    await expect(keepQuotaWork(first, work(year, { draft: 3 }))).rejects.toThrow("quotas.draft-missing");
    const shut = await buildYear({ "quota-table": [-3, -1] });
    await expect(keepQuotaWork(first, work(shut.year))).rejects.toThrow("programmes.window-shut");
    await expect(keepQuotaWork(bodies.hunan.officer, work(year))).rejects.toThrow("quota.plan");
    const many = work(year, { undo: Array.from({ length: 101 }, () => [["43", "B301", "", "1"]]) });
    expect(keepQuotaWorkSchema.safeParse(many).success).toBe(false);
    await keepQuotaWork(first, work(year));
    await expect(
      database().pool.query(
        "UPDATE quota_draft_works SET undo = (SELECT jsonb_agg(n) FROM generate_series(1, 101) n) WHERE year = $1",
        [year],
      ),
    ).rejects.toThrow("quota_draft_works_undo");
  });
});

describe("drafts", () => {
  it("are listed newest first with their seats and what each changed", async () => {
    const { year } = await buildYear();
    await save(year, { "43": { B301: "60", B302: "7人" } }, 0);
    await save(year, { "43": { B301: "50" }, "42": { B301: "50" } }, 1);
    const { rows, total, next } = await listQuotaDrafts(first, { year });
    expect(rows.map((row) => [row.number, row.seats, row.changed, row.state])).toEqual([
      [2, 100, 3, "saved"],
      [1, 60, 2, "saved"],
    ]);
    expect([total, next]).toEqual([2, null]);
    await expect(listQuotaDrafts(bodies.hunan.officer, { year })).rejects.toThrow("quota.plan");
  });

  it("can each be compared with and restored as the next one", async () => {
    const { year } = await buildYear();
    const cells = { "43": { B301: "60", B302: "7人" } };
    await save(year, cells, 0);
    await save(year, {}, 1);
    await save(year, { "42": { B301: "9" } }, 2);
    const grid = await getQuotaGrid(first, { year, compare: 1 });
    expect([grid.draft?.number, grid.previous?.number]).toEqual([3, 1]);
    expect((await getQuotaGrid(first, { year, compare: 9 })).previous).toBeNull();
    expect((await getQuotaGrid(first, { year })).previous?.number).toBe(2);
    expect((await restoreQuotaDraft(second, { year, number: 1, basedOn: 3 })).number).toBe(4);
    const restored = await getQuotaGrid(first, { year });
    expect(restored.draft).toMatchObject({ number: 4, state: "restored", cells });
    const events = await db().auditEvent.findMany({
      where: { subjectId: String(year), kind: "quota.draft-restored" },
    });
    expect(events).toHaveLength(1);
    await expect(restoreQuotaDraft(first, { year, number: 1, basedOn: 3 })).rejects.toThrow(
      "quotas.draft-saved-meanwhile",
    );
    await expect(restoreQuotaDraft(first, { year, number: 9, basedOn: 4 })).rejects.toThrow("draft");
    await expect(restoreQuotaDraft(bodies.hunan.officer, { year, number: 1, basedOn: 4 })).rejects.toThrow(
      "quota.plan",
    );
  });
});
