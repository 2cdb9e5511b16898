import { beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/platform/db";
import {
  checkQuotaTable,
  getQuotaGrid,
  handBackSeats,
  importQuotaTable,
  issueQuotaTable,
  saveQuotaDraft,
  saveQuotaNumber,
  topUpProvince,
} from "@/lib/quotas";
import { useTestDatabase } from "../../support/database";
import { brokenInvariants, buildBodies, buildYear, ledgerRows, newKey } from "../../support/quotas";

const database = useTestDatabase();
let bodies: Awaited<ReturnType<typeof buildBodies>>;
beforeAll(async () => {
  bodies = await buildBodies();
});

async function refused(run: () => Promise<unknown>, code: string) {
  const before = await ledgerRows(database().pool);
  await expect(run()).rejects.toThrow(code);
  expect(await ledgerRows(database().pool)).toBe(before);
}

async function draftOf(year: number, cells: Record<string, Record<string, string>>, basedOn = 0) {
  return saveQuotaDraft(bodies.ministry.officer, { year, cells, basedOn });
}

const issue = (year: number, subProjects: string[], draft = 1, reserveConfirmed = false) =>
  issueQuotaTable(bodies.ministry.officer, { year, draft, subProjects, reserveConfirmed, key: newKey() });

describe("saveQuotaDraft", () => {
  it("keeps cells as typed, invalid ones too, and numbers the drafts", async () => {
    const { year } = await buildYear();
    expect((await draftOf(year, { "43": { B301: "7人", B302: "" } })).number).toBe(1);
    expect((await draftOf(year, { "43": { B301: "7" } }, 1)).number).toBe(2);
    const grid = await getQuotaGrid(bodies.ministry.officer, { year });
    expect(grid.draft?.number).toBe(2);
    expect(grid.previous?.cells).toEqual({ "43": { B301: "7人", B302: "" } });
    expect(grid.cells["43"]).toEqual({ B301: "7" });
    expect(grid.editable).toBe(true);
  });

  it("refuses a draft made on another one, an unknown cell, a shut window and other roles", async () => {
    const { year } = await buildYear();
    await draftOf(year, {});
    await refused(() => draftOf(year, {}, 0), "quotas.draft-saved-meanwhile");
    await refused(() => draftOf(year, { "43": { Z999: "1" } }, 1), "quotas.unknown-cell");
    await refused(() => draftOf(year, { "99": { B301: "1" } }, 1), "quotas.unknown-cell");
    const shut = await buildYear({ "quota-table": [-3, -1] });
    await refused(() => draftOf(shut.year, {}), "programmes.window-shut");
    await refused(() => saveQuotaDraft(bodies.hunan.officer, { year, cells: {}, basedOn: 1 }), "quota.plan");
  });
});

describe("saveQuotaNumber", () => {
  const put = (year: number, text: string, shown: string, subProject = "B301", region = "43") =>
    saveQuotaNumber(bodies.ministry.officer, { year, region, subProject, shown, text });
  const cellsOf = async (year: number) =>
    (await getQuotaGrid(bodies.ministry.officer, { year })).draft?.cells ?? null;

  it("makes the next draft with one number changed, on top of what somebody saved meanwhile", async () => {
    const { year } = await buildYear();
    expect(await put(year, "７", "")).toMatchObject({ number: 1, region: "43", subProject: "B301" });
    await draftOf(year, { "42": { B301: "9人" }, "43": { B301: "7", B302: "3" } }, 1);
    expect((await put(year, " 8 ", "7")).number).toBe(3);
    expect(await cellsOf(year)).toEqual({ "42": { B301: "9人" }, "43": { B301: "8", B302: "3" } });
    expect((await put(year, "12", "9人", "B301", "42")).number).toBe(4);
    expect((await put(year, "", "8")).number).toBe(5);
    expect(await cellsOf(year)).toEqual({ "42": { B301: "12" }, "43": { B301: "", B302: "3" } });
  });

  it("tells theirs where somebody saved another number into the cell, and takes the answer to that", async () => {
    const { year } = await buildYear();
    await put(year, "7", "");
    await put(year, "9", "7");
    const before = await cellsOf(year);
    await expect(put(year, "8", "7")).rejects.toMatchObject({
      problems: [
        {
          code: "quotas.number-saved-meanwhile",
          params: { theirs: "9", number: 2, savedBy: bodies.ministry.officer.name },
          field: "text",
        },
      ],
    });
    expect(await cellsOf(year)).toEqual(before);
    expect((await put(year, "8", "9")).number).toBe(3);
  });

  it("answers the same number sent twice with the draft that holds it", async () => {
    const { year } = await buildYear();
    expect((await put(year, "7", "")).number).toBe(1);
    expect((await put(year, "7", "")).number).toBe(1);
    expect((await getQuotaGrid(bodies.ministry.officer, { year })).previous).toBeNull();
  });

  it("refuses what is no whole number, an issued column, an unknown cell, a shut window and other roles", async () => {
    const { year } = await buildYear();
    for (const text of ["7人", "-1", "10000", "1.5"])
      await refused(() => put(year, text, ""), "quotas.number-not-whole");
    await refused(() => put(year, "7", "", "Z999"), "quotas.unknown-cell");
    await refused(() => put(year, "7", "", "B301", "99"), "quotas.unknown-cell");
    await draftOf(year, { "43": { B301: "60" }, "42": { B301: "40" } });
    await issue(year, ["B301"]);
    await refused(() => put(year, "61", "60"), "quotas.already-issued");
    expect((await put(year, "5", "", "B302")).number).toBe(2);
    const shut = await buildYear({ "quota-table": [-3, -1] });
    await refused(() => put(shut.year, "7", ""), "programmes.window-shut");
    await refused(
      () =>
        saveQuotaNumber(bodies.hunan.officer, {
          year,
          region: "43",
          subProject: "B302",
          shown: "",
          text: "1",
        }),
      "quota.plan",
    );
  });

  it("lets two at once save different cells, and one of two the same cell", async () => {
    const { year } = await buildYear();
    await Promise.all([put(year, "3", ""), put(year, "4", "", "B302"), put(year, "5", "", "B301", "42")]);
    expect(await cellsOf(year)).toEqual({ "42": { B301: "5" }, "43": { B301: "3", B302: "4" } });
    const both = await Promise.allSettled([put(year, "6", "3"), put(year, "9", "3")]);
    expect(both.filter((one) => one.status === "fulfilled")).toHaveLength(1);
  });
});

describe("importQuotaTable", () => {
  it("refuses junk and writes no draft", async () => {
    const { year } = await buildYear();
    const file = new File([new Uint8Array(1024).fill(7)], "junk.xlsx");
    await refused(
      () => importQuotaTable(bodies.ministry.officer, { year, file }),
      "programmes.file-not-xlsx",
    );
    await refused(() => importQuotaTable(bodies.hunan.officer, { year, file }), "quota.plan");
  });
});

describe("issueQuotaTable", () => {
  it("opens root and provincial accounts, one sub-project now and the other later", async () => {
    const { year, b301 } = await buildYear();
    await draftOf(year, { "43": { B301: "60", B302: "40" }, "42": { B301: "40" } });
    expect((await checkQuotaTable(bodies.ministry.officer, { year })).columns.map((c) => c.ok)).toEqual([
      true,
      true,
    ]);
    expect(await issue(year, ["B301"])).toEqual({ subProjects: 1, provinces: 2, seats: 100, reserve: 0 });
    const accounts = await db().quotaAccount.findMany({ where: { subProjectId: b301.id } });
    expect(accounts.map((a) => [a.granted, a.handedDown]).sort()).toEqual([
      [100, 100],
      [40, 0],
      [60, 0],
    ]);
    expect(await issue(year, ["B302"])).toMatchObject({ subProjects: 1, seats: 40 });
    const grid = await getQuotaGrid(bodies.ministry.officer, { year });
    expect(grid.columns.every((column) => column.issued)).toBe(true);
    expect(grid.editable).toBe(false);
    const row = await getQuotaGrid(bodies.hunan.officer, { year });
    expect(row.regions).toHaveLength(1);
    expect(row.cells["43"]).toEqual({ B301: "60", B302: "40" });
    expect(await brokenInvariants(database().pool)).toEqual([]);
  });

  it("is checked against last year where the data has it, else against the draft before", async () => {
    // Without seats, so that the year after it has no forerunner.
    await buildYear();
    const { year } = await buildYear();
    const check = (of: number) => checkQuotaTable(bodies.ministry.officer, { year: of });
    const figures = ({ columns }: Awaited<ReturnType<typeof check>>) =>
      Object.fromEntries(columns.map((c) => [c.code, [c.sum, c.before, c.gaining, c.losing]]));
    await draftOf(year, { "43": { B301: "60", B302: "7人" }, "42": { B301: "40" } });
    expect((await check(year)).reference).toEqual({ kind: "none" });
    await draftOf(year, { "43": { B301: "50", B302: "40" }, "42": { B301: "50" } }, 1);
    const drafts = await check(year);
    expect(drafts.reference).toEqual({ kind: "draft", number: 1 });
    expect(figures(drafts)).toEqual({ B301: [100, 100, 1, 1], B302: [40, 0, 1, 0] });
    await issue(year, ["B301"], 2);
    const regions = new Map((await check(year)).regions.map((row) => [row.regionCode, row]));
    expect(regions.get("42")).toMatchObject({ issued: 50, before: 0, after: 0 });
    expect(regions.get("43")).toMatchObject({ issued: 50, before: 0, after: 40 });
    const next = await buildYear();
    await draftOf(next.year, { "43": { B301: "70", B302: "5" }, "42": { B301: "30" } });
    const years = await check(next.year);
    expect(years.reference).toEqual({ kind: "last-year" });
    expect(figures(years)).toEqual({ B301: [100, 100, 1, 1], B302: [5, 0, 1, 0] });
    expect(
      Object.fromEntries(years.regions.map((row) => [row.regionCode, [row.before, row.after, row.issued]])),
    ).toEqual({ "42": [50, 30, 0], "43": [50, 75, 0] });
  });

  it("gives a repetition the first answer", async () => {
    const { year } = await buildYear();
    await draftOf(year, { "43": { B301: "100" } });
    const input = { year, draft: 1, subProjects: ["B301"], reserveConfirmed: false, key: newKey() };
    const first = await issueQuotaTable(bodies.ministry.officer, input);
    expect(await issueQuotaTable(bodies.ministry.officer, input)).toEqual(first);
    await refused(
      () => issueQuotaTable(bodies.ministry.officer, { ...input, reserveConfirmed: true }),
      "common.key-reused",
    );
  });

  it("refuses too much, too little unconfirmed, invalid cells, twice, other drafts, years and roles", async () => {
    const { year } = await buildYear();
    await refused(() => issue(year, ["B301"]), "quotas.draft-missing");
    await draftOf(year, { "43": { B301: "101", B302: "7人" } });
    await refused(() => issue(year, ["B301"], 1, true), "quotas.over-plan");
    await refused(() => issue(year, ["B302"], 1, true), "quotas.cells-invalid");
    await draftOf(year, { "43": { B301: "99", B302: "40" } }, 1);
    await refused(() => issue(year, ["B301"], 2), "quotas.reserve-unconfirmed");
    await refused(() => issue(year, ["B302"], 1), "quotas.draft-saved-meanwhile");
    await issue(year, ["B302"], 2);
    await refused(() => issue(year, ["B302"], 2), "quotas.already-issued");
    await refused(
      () =>
        issueQuotaTable(bodies.hunan.officer, {
          year,
          draft: 2,
          subProjects: ["B301"],
          reserveConfirmed: true,
          key: newKey(),
        }),
      "quota.issue",
    );
    const unpublished = await buildYear({}, "draft");
    await draftOf(unpublished.year, { "43": { B301: "100" } });
    await refused(() => issue(unpublished.year, ["B301"]), "quotas.year-unpublished");
  });

  it("lets one of two at once issue", async () => {
    const { year } = await buildYear();
    await draftOf(year, { "43": { B301: "100" } });
    const results = await Promise.allSettled([issue(year, ["B301"]), issue(year, ["B301"])]);
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    expect(await brokenInvariants(database().pool)).toEqual([]);
  });
});

describe("topUpProvince and handBackSeats", () => {
  it("move seats between the ministry's reserve and a province", async () => {
    const { year, b301 } = await buildYear();
    await draftOf(year, { "43": { B301: "60" } });
    await issue(year, ["B301"], 1, true);
    const topUp = (seats: number, provinceId = bodies.hunan.id) =>
      topUpProvince(bodies.ministry.officer, {
        subProjectId: b301.id,
        provinceId,
        seats,
        reason: "补充",
        key: newKey(),
      });
    await topUp(30);
    await topUp(5, bodies.hubei.id);
    await refused(() => topUp(6), "quotas.more-than-left");
    const back = (seats: number) =>
      handBackSeats(bodies.hunan.officer, { subProjectId: b301.id, seats, reason: "用不完", key: newKey() });
    await back(90);
    await refused(() => back(1), "quotas.more-than-left");
    await topUp(95, bodies.hubei.id);
    await refused(
      () =>
        topUpProvince(bodies.hunan.officer, {
          subProjectId: b301.id,
          provinceId: bodies.hunan.id,
          seats: 1,
          reason: "补充",
          key: newKey(),
        }),
      "quota.issue",
    );
    expect(await brokenInvariants(database().pool)).toEqual([]);
  });

  it("need an issued sub-project and an account", async () => {
    const { b301 } = await buildYear();
    const input = { subProjectId: b301.id, seats: 1, reason: "补充", key: newKey() };
    await refused(
      () => topUpProvince(bodies.ministry.officer, { ...input, provinceId: bodies.hunan.id }),
      "quotas.not-yet-issued",
    );
    await refused(() => handBackSeats(bodies.hunan.officer, input), "quotas.no-seats-here");
  });
});
