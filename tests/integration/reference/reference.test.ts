import { beforeAll, expect, test } from "vitest";
import { DomainError } from "@/lib/kernel/problem";
import { db } from "@/lib/platform/db";
import { codeSets, codesByLabel, listRegions } from "@/lib/reference";
import { CODE_SETS, labelOf } from "@/lib/reference/schema";
import { seedReference } from "@/prisma/seed/reference";
import { importMajors } from "@/prisma/seed/reference/import-majors";
import { seedReference as addEdition } from "../../../scripts/reference";
import { useTestDatabase } from "../../support/database";

const database = useTestDatabase();
const client = () => db();

beforeAll(async () => {
  await seedReference(client());
});

test("seeding again changes nothing and keeps an administrator's edit", async () => {
  const where = { programmeYear_field: { programmeYear: 2022, field: "email" } };
  await client().recordFieldRule.update({ where, data: { required: true } });
  const before = await client().codeEntry.count();
  await seedReference(client());
  expect(await client().codeEntry.count()).toBe(before);
  expect((await client().recordFieldRule.findUniqueOrThrow({ where })).required).toBe(true);
});

test("an edition is added once: what was deleted since stays away until the files change", async () => {
  await client().region.delete({ where: { code: "66" } });
  await client().referenceEdition.deleteMany();
  expect(await addEdition(database().url)).toBe(true);
  expect(await client().region.count()).toBe(32);
  await client().region.delete({ where: { code: "66" } });
  expect(await addEdition(database().url)).toBe(false);
  expect(await client().region.count()).toBe(31);
  await seedReference(client());
});

test("every code set has entries with labels in both languages", async () => {
  const sets = await codeSets();
  for (const set of CODE_SETS) expect(sets[set], set).not.toHaveLength(0);
  expect(labelOf(sets.title, "senior", "en")).toBe("Senior");
  expect(labelOf(sets.title, "unheard-of", "en")).toBe("unheard-of");
  expect((await codesByLabel(client(), "course-subject")).get("语文")).toBe("chinese");
  expect(await listRegions()).toHaveLength(32);
});

test("a whole edition replaces the extract and leaves an event; a faulty file changes nothing", async () => {
  const header = ["code", "level", "name"];
  const faulty = importMajors(client(), 2021, [header, ["46030", "higher", "a"]]);
  await expect(faulty).rejects.toThrow(DomainError);
  const extract = await client().major.count({ where: { catalogueYear: 2021 } });
  expect(extract).toBeGreaterThan(80);
  expect(await importMajors(client(), 2021, [header, ["460301", "higher", "机电一体化技术"]])).toBe(1);
  expect(await client().major.count({ where: { catalogueYear: 2021 } })).toBe(1);
  expect(await client().major.count({ where: { catalogueYear: 2015 } })).toBeGreaterThan(0);
  expect(await client().auditEvent.count({ where: { kind: "majors.imported" } })).toBe(1);
});
