"use server";

import { confirmImport, createImport, withdrawImport } from "@/lib/programmes";
import { importDesignationsFileSchema, importRefSchema, importYearFileSchema } from "@/lib/programmes/schema";
import { defineAction } from "@/lib/web";

const resultPath = ({ operationId }: { operationId: string }) => `/programmes/import/${operationId}`;

export const createYearImportAction = defineAction({
  name: "programmes.createImport",
  input: importYearFileSchema,
  run: async (actor, { file }) =>
    createImport(actor, {
      kind: "programme-year",
      year: null,
      fileName: file.name,
      bytes: new Uint8Array(await file.arrayBuffer()),
    }),
  redirectTo: resultPath,
});

export const createDesignationsImportAction = defineAction({
  name: "programmes.createImport",
  input: importDesignationsFileSchema,
  run: async (actor, { file, year }) =>
    createImport(actor, {
      kind: "designations",
      year,
      fileName: file.name,
      bytes: new Uint8Array(await file.arrayBuffer()),
    }),
  redirectTo: resultPath,
});

export const confirmImportAction = defineAction({
  name: "programmes.confirmImport",
  input: importRefSchema,
  run: confirmImport,
  redirectTo: (_result, { operationId }) => resultPath({ operationId }),
});

export const withdrawImportAction = defineAction({
  name: "programmes.withdrawImport",
  input: importRefSchema,
  run: withdrawImport,
  redirectTo: resultPath,
});
