import { beforeAll, describe, expect, test } from "vitest";
import { newId } from "@/lib/kernel/id";
import { db } from "@/lib/platform/db";
import {
  extendWindow,
  findCatalogue,
  getProgrammeYear,
  getPublicSubProject,
  importDesignations,
  importProgrammeYear,
  listProgrammeYears,
  listWindows,
  momentOf,
  publishProgrammeYear,
} from "@/lib/programmes";
import type { ProgrammeFile } from "@/lib/programmes/schema";
import { useTestDatabase } from "../../support/database";
import { demonstrationFile, programmeFile, programmeWorld, refusal, rowCounts } from "./programme-world";

const database = useTestDatabase();
let world: Awaited<ReturnType<typeof programmeWorld>>;

/** A year that lies around this moment, as the business clock of a test is real time. */
function currentYear(year: number): ProgrammeFile {
  const file = structuredClone(programmeFile());
  const day = (offset: number) => `${new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 19)}Z`;
  for (const window of file.windows) Object.assign(window, { opensAt: day(-10), closesAt: day(10) });
  return { ...file, year };
}

beforeAll(async () => {
  world = await programmeWorld();
  await importProgrammeYear(world.ministry, currentYear(2022));
});

const publish = (year: number, version = 1) =>
  publishProgrammeYear(world.ministry, { year, version, confirmed: "yes" });

describe("publication", () => {
  test("needs every window and an institution for every sub-project", async () => {
    const file = currentYear(2030);
    file.windows = file.windows.filter((window) => window.key !== "supplement");
    file.designations = file.designations.filter((row) => row.subProject !== "B305");
    await importProgrammeYear(world.ministry, file);
    const before = await rowCounts();
    expect(await refusal(publish(2030))).toEqual([
      "programmes.publication-windows-missing",
      "programmes.publication-designations-missing",
    ]);
    const checks = (await getProgrammeYear(world.ministry, 2030)).checks;
    expect(checks.map((check) => [check.code, check.ok, check.missing])).toEqual([
      ["windows", false, ["supplement"]],
      ["sub-projects", true, []],
      ["designations", false, ["B305"]],
    ]);
    expect(await rowCounts()).toEqual(before);
  });

  test("an open year needs no windows for seats that nobody hands down", async () => {
    const year = async (number: number, mode: "quota" | "open") => {
      const file = currentYear(number);
      const unneeded = ["budget", "quota-table", "quota-issue", "supplement", "placement"];
      file.windows = file.windows.filter((window) => !unneeded.includes(window.key));
      for (const one of file.categories.flatMap(({ projects }) => projects))
        for (const [at, subProject] of one.subProjects.entries())
          if (at > 0 || mode === "open") subProject.mode = "open";
      await importProgrammeYear(world.ministry, file);
      return (await getProgrammeYear(world.ministry, number)).checks[0];
    };
    expect(await year(2031, "open")).toEqual({ code: "windows", ok: true, missing: [] });
    expect((await year(2032, "quota"))?.missing).toContain("supplement");
  });

  test("is the ministry's, on the version that was read", async () => {
    const before = await rowCounts();
    for (const actor of [world.office, world.province, world.school])
      expect(
        await refusal(publishProgrammeYear(actor, { year: 2022, version: 1, confirmed: "yes" })),
      ).toEqual(["Forbidden"]);
    expect(await refusal(publish(2022, 7))).toEqual(["common.stale"]);
    expect(await refusal(publish(2098))).toEqual(["NotFound"]);
    expect(await rowCounts()).toEqual(before);
  });

  test("a draft is hidden from bodies and the public", async () => {
    expect(await findCatalogue()).toBeNull();
    expect(await refusal(getProgrammeYear(world.province, 2022))).toEqual(["NotFound"]);
    expect(await listProgrammeYears(world.school)).toEqual([]);
    expect(await listWindows(world.province, 2022)).toEqual([]);
    expect(await refusal(getPublicSubProject(2022, "B301"))).toEqual(["NotFound"]);
  });

  test("opens the catalogue to everybody, once, with its message and event", async () => {
    const before = await rowCounts();
    await publish(2022);
    expect(await refusal(publish(2022, 2))).toEqual(["programmes.already-published"]);
    const catalogue = await findCatalogue();
    expect(catalogue).toMatchObject({ year: 2022, institutionCount: 43, seats: 2150 });
    expect(catalogue?.registration?.state).toBe("open");
    expect(catalogue?.entries).toHaveLength(24);
    expect((await getPublicSubProject(2022, "B301")).entry.seats).toBe(150);
    expect(await refusal(getPublicSubProject(2022, "Z1"))).toEqual(["NotFound"]);
    expect(await listWindows(world.province, 2022)).toHaveLength(11);
    const after = await rowCounts();
    expect((after.events ?? 0) - (before.events ?? 0)).toBe(1);
    expect((after.messages ?? 0) - (before.messages ?? 0)).toBe(44);
  });

  test.each([
    ["programme_years", "UPDATE programme_years SET title = 'x' WHERE year = 2022"],
    ["programme_years back to draft", "UPDATE programme_years SET state = 'draft' WHERE year = 2022"],
    ["programme_years", "DELETE FROM programme_years WHERE year = 2022"],
    ["programme_categories", "UPDATE programme_categories SET name = 'x' WHERE year = 2022"],
    ["programme_categories", "DELETE FROM programme_categories WHERE year = 2022"],
    ["projects", "UPDATE projects SET exclusivity_group = 'x'"],
    ["sub_projects", "UPDATE sub_projects SET criteria = '{}' WHERE year = 2022"],
    ["sub_projects", "UPDATE sub_projects SET code = 'X' WHERE year = 2022 AND code = 'B301'"],
    ["designations", "UPDATE designations SET seats = seats + 1"],
    ["designations", "DELETE FROM designations"],
    [
      "time_windows closing early",
      "UPDATE time_windows SET closes_at = closes_at - interval '1 hour' WHERE year = 2022",
    ],
    [
      "time_windows opening",
      "UPDATE time_windows SET opens_at = opens_at - interval '1 hour' WHERE year = 2022",
    ],
    ["time_windows", "DELETE FROM time_windows WHERE year = 2022"],
  ])("freezes %s in the database", async (_table, statement) => {
    const frozen = database().pool.query(statement);
    await expect(frozen).rejects.toMatchObject({ code: expect.stringMatching(/^(GP904|23503|23001)$/) });
  });

  test("refuses new rows in every frozen table, and rows moved in from a draft", async () => {
    const year = 2022;
    const { id: categoryId } = await db().programmeCategory.findFirstOrThrow({ where: { year } });
    const { id: draftCategoryId } = await db().programmeCategory.findFirstOrThrow({ where: { year: 2030 } });
    const subProject = await db().subProject.findFirstOrThrow({ where: { year } });
    const statements: [string, unknown[]][] = [
      [
        "INSERT INTO programme_categories (id, year, code, name, name_en, position) VALUES ($1, 2022, 'Z', 'x', 'x', 9)",
        [newId()],
      ],
      [
        "INSERT INTO projects (id, category_id, code, name, name_en, exclusivity_group, position) VALUES ($1, $2, 'Z1', 'x', 'x', 'x', 9)",
        [newId(), categoryId],
      ],
      [
        `INSERT INTO sub_projects (id, project_id, year, code, name, name_en, short_name, short_name_en, mode, equivalence_group,
          criteria, position) VALUES ($1, $2, 2022, 'Z101', 'x', 'x', 'x', 'x', 'quota', 'x', '{}', 99)`,
        [newId(), subProject.projectId],
      ],
      [
        "INSERT INTO designations (id, sub_project_id, institution_id, seats, class_count) VALUES ($1, $2, $3, 50, 1)",
        [newId(), subProject.id, world.ministry.organisationId],
      ],
      [
        `INSERT INTO time_windows (id, year, key, title, title_en, opens_at, closes_at, enforcement, roles, position)
          VALUES ($1, 2022, 'another', 'x', 'x', now(), now() + interval '1 day', 'hard', '{}', 99)`,
        [newId()],
      ],
      ["UPDATE programme_categories SET year = 2022, code = 'Z' WHERE id = $1", [draftCategoryId]],
    ];
    for (const [statement, values] of statements)
      await expect(database().pool.query(statement, values)).rejects.toMatchObject({ code: "GP904" });
  });

  test("is not undone by another import", async () => {
    const before = await rowCounts();
    expect(await refusal(importProgrammeYear(world.ministry, currentYear(2022)))).toEqual([
      "programmes.already-published",
    ]);
    expect(
      await refusal(
        importDesignations(world.ministry, {
          year: 2022,
          bytes: demonstrationFile("institutions-2022.xlsx"),
        }),
      ),
    ).toEqual(["programmes.already-published"]);
    expect(await rowCounts()).toEqual(before);
  });
});

describe("a window", () => {
  const local = (instant: Date) => new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, 16);
  const later = (days: number) => local(new Date(Date.now() + days * 86_400_000));

  test("is extended, never closed early", async () => {
    const window = (await momentOf(db(), 2022, null)).windows.registration;
    const input = {
      year: 2022,
      key: "registration",
      reason: "演示原因",
      version: window?.version ?? 0,
    } as const;
    const before = await rowCounts();
    expect(await refusal(extendWindow(world.ministry, { ...input, closesAt: later(2) }))).toEqual([
      "programmes.window-only-later",
    ]);
    expect(
      await refusal(extendWindow(world.ministry, { ...input, closesAt: later(12), version: 9 })),
    ).toEqual(["common.stale"]);
    expect(await refusal(extendWindow(world.ministry, { ...input, closesAt: "2022-13-45T99:99" }))).toEqual([
      "programmes.window-closing-malformed",
    ]);
    for (const actor of [world.office, world.province])
      expect(await refusal(extendWindow(actor, { ...input, closesAt: later(12) }))).toEqual(["Forbidden"]);
    expect(await rowCounts()).toEqual(before);

    const { closesAt } = await extendWindow(world.ministry, { ...input, closesAt: later(12) });
    expect((await momentOf(db(), 2022, null)).windows.registration).toMatchObject({
      closesAt,
      version: input.version + 1,
    });
    const after = await rowCounts();
    expect(after.events).toBe((before.events ?? 0) + 1);
    expect(after.messages).toBe((before.messages ?? 0) + 1);
    const message = await db().inboxMessage.findFirst({
      where: { kind: "window-extended" },
      orderBy: { id: "desc" },
      select: { params: true },
    });
    expect(message?.params).toEqual({ window: "registration", until: closesAt.toISOString() });
    expect(after.outbox).toBe((before.outbox ?? 0) + 1);
  });

  test("waits for registrations that hold it", async () => {
    const window = (await momentOf(db(), 2022, null)).windows.supplement;
    const holder = await database().pool.connect();
    try {
      await holder.query("BEGIN");
      await holder.query("SELECT pg_advisory_xact_lock_shared(7001, 2022)");
      let done = false;
      const extended = extendWindow(world.ministry, {
        year: 2022,
        key: "supplement",
        closesAt: later(20),
        reason: "演示原因",
        version: window?.version ?? 0,
      }).then(() => {
        done = true;
      });
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(done).toBe(false);
      await holder.query("COMMIT");
      await extended;
      expect(done).toBe(true);
    } finally {
      holder.release();
    }
  });
});
