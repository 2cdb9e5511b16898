import { readFileSync } from "node:fs";
import { importProgrammeYear } from "@/lib/programmes";
import { programmeFileSchema } from "@/lib/programmes/schema";
import programme from "@/prisma/seed/data/programme-2022.json";
import { type ActionRows, type Cell, found } from "../../support/http/cells";

const MINISTRY = { ministry: "country" } as const;

const NEXT = { ...programme, year: 2023, title: "2023年", titleEn: "2023", documentNumber: null };
const nextYear = JSON.stringify(NEXT);
const newYear = ({ world }: Cell) => importProgrammeYear(world.ministry, programmeFileSchema.parse(NEXT));
const lastImport = ({ pool }: Cell) =>
  found(pool, "SELECT id FROM bulk_operations WHERE kind = 'programme-year' ORDER BY created_at DESC");

export const yearRows: ActionRows = {
  "programmes/import#createYearImportAction": {
    who: MINISTRY,
    over: ["own"],
    form: () => ({ file: { fileName: "2023.json", bytes: nextYear } }),
  },
  "programmes/import#createDesignationsImportAction": {
    who: MINISTRY,
    over: ["own"],
    prepare: newYear,
    form: () => ({
      year: "2023",
      file: {
        fileName: "institutions.xlsx",
        bytes: readFileSync("public/demonstration/institutions-2022.xlsx"),
      },
    }),
  },
  "programmes/import#confirmImportAction": {
    who: MINISTRY,
    over: ["own", "missing"],
    object: "operationId",
    form: async (cell) => ({ operationId: await lastImport(cell) }),
  },
  "programmes/import#withdrawImportAction": {
    who: MINISTRY,
    over: ["own", "missing"],
    object: "operationId",
    form: async (cell) => ({ operationId: await lastImport(cell) }),
  },
  "programmes/[year]/publish#publishProgrammeYearAction": {
    who: MINISTRY,
    over: ["own"],
    prepare: newYear,
    form: () => ({ year: "2023", version: "1", confirmed: "yes" }),
  },
  "programmes/[year]/windows/[key]#extendWindowAction": {
    who: MINISTRY,
    over: ["own"],
    form: async ({ pool }) => ({
      year: "2022",
      key: "registration",
      version: await found(
        pool,
        "SELECT version FROM time_windows WHERE year = 2022 AND key = 'registration'",
      ),
      closesAt: "2022-05-18T00:00",
      reason: "演示延长报名",
    }),
  },
  "programmes/[year]/windows/[key]/body#grantExtensionAction": {
    who: MINISTRY,
    over: ["own"],
    form: async ({ pool }) => ({
      year: "2022",
      key: "registration",
      version: await found(
        pool,
        "SELECT version FROM time_windows WHERE year = 2022 AND key = 'registration'",
      ),
      body: await found(pool, "SELECT code FROM organisations WHERE kind = 'school' ORDER BY code"),
      closesAt: "2022-05-18T00:00",
      reason: "演示延长报名",
    }),
  },
};
