import { readFileSync } from "node:fs";
import type { Actor } from "@/lib/access";
import { db } from "@/lib/platform/db";
import {
  confirmImport,
  createImport,
  extendWindow,
  getImport,
  getProgrammeYear,
  importDesignations,
  importProgrammeYear,
  listExtensionBodies,
  listExtensions,
  listProgrammeYears,
  listWindows,
  publishProgrammeYear,
  withdrawImport,
} from "@/lib/programmes";
import { programmeFileSchema } from "@/lib/programmes/schema";
import programme from "@/prisma/seed/data/programme-2022.json";
import type { AccessCases } from "./shape";

const NEXT = { ...programme, year: 2023, title: "2023年", titleEn: "2023", documentNumber: null };
const NEXT_YEAR = programmeFileSchema.parse(NEXT);
const NATIONAL = "a year belongs to the country";
/** A year's file brings institutions, and each of them is an organisation that was created. */
const WITH_INSTITUTIONS = ["programme.imported", "organisation.created"];

function dryRun(actor: Actor) {
  return createImport(actor, {
    kind: "programme-year",
    year: null,
    fileName: "2023.json",
    bytes: new TextEncoder().encode(JSON.stringify(NEXT)),
  });
}

async function lastImport(): Promise<string> {
  const row = await db().bulkOperation.findFirstOrThrow({
    where: { kind: "programme-year" },
    orderBy: { createdAt: "desc" },
    select: { id: true },
  });
  return row.id;
}

export const programmeCases: AccessCases = {
  importProgrammeYear: {
    kind: "command",
    permission: "programme.import",
    run: (actor) => importProgrammeYear(actor, NEXT_YEAR),
    noForeign: NATIONAL,
    events: WITH_INSTITUTIONS,
  },
  importDesignations: {
    kind: "command",
    permission: "programme.import",
    prepare: (_sides, world) => importProgrammeYear(world.ministry, NEXT_YEAR),
    run: (actor) =>
      importDesignations(actor, {
        year: 2023,
        bytes: new Uint8Array(readFileSync("public/demonstration/institutions-2022.xlsx")),
      }),
    noForeign: NATIONAL,
  },
  createImport: {
    kind: "command",
    permission: "programme.import",
    run: (actor) => dryRun(actor),
    noForeign: NATIONAL,
  },
  confirmImport: {
    kind: "command",
    permission: "programme.import",
    prepare: (_sides, world) => dryRun(world.ministry),
    run: async (actor) => confirmImport(actor, { operationId: await lastImport() }),
    noForeign: NATIONAL,
    events: WITH_INSTITUTIONS,
  },
  withdrawImport: {
    kind: "command",
    permission: "programme.import",
    prepare: (_sides, world) => dryRun(world.ministry),
    run: async (actor) => withdrawImport(actor, { operationId: await lastImport() }),
    noForeign: NATIONAL,
  },
  publishProgrammeYear: {
    kind: "command",
    permission: "programme.publish",
    prepare: (_sides, world) => importProgrammeYear(world.ministry, NEXT_YEAR),
    run: (actor) => publishProgrammeYear(actor, { year: 2023, version: 1, confirmed: "yes" }),
    noForeign: NATIONAL,
  },
  extendWindow: {
    kind: "command",
    permission: "window.extend",
    run: async (actor, _side, world) => {
      const window = await db().timeWindow.findFirstOrThrow({
        where: { year: world.year, key: "registration" },
        select: { version: true },
      });
      return extendWindow(actor, {
        year: world.year,
        key: "registration",
        version: window.version,
        closesAt: "2022-05-18T00:00",
        reason: "演示延长报名",
      });
    },
    noForeign: NATIONAL,
  },
  listExtensions: {
    kind: "query",
    permission: "window.extend",
    run: (actor, _side, world) => listExtensions(actor, { year: world.year, key: "registration" }),
    noForeign: NATIONAL,
  },
  listExtensionBodies: {
    kind: "query",
    permission: "window.extend",
    run: (actor) => listExtensionBodies(actor, "registration"),
    noForeign: NATIONAL,
  },
  getImport: {
    kind: "query",
    permission: "programme.import",
    prepare: (_sides, world) => dryRun(world.ministry),
    run: async (actor) => getImport(actor, await lastImport()),
    noForeign: NATIONAL,
  },
  getProgrammeYear: {
    kind: "query",
    permission: "programme.read",
    run: (actor, _side, world) => getProgrammeYear(actor, world.year),
    noForeign: NATIONAL,
  },
  listProgrammeYears: {
    kind: "query",
    permission: "programme.read",
    run: (actor) => listProgrammeYears(actor),
    noForeign: NATIONAL,
  },
  listWindows: {
    kind: "query",
    permission: "programme.read",
    run: (actor, _side, world) => listWindows(actor, world.year),
    noForeign: NATIONAL,
  },
};
