"use server";

import { z } from "zod";
import { fail } from "@/lib/kernel/problem";
import {
  allocateAndIssue,
  allocateTable,
  handBackSeats,
  importQuotaTable,
  issueQuotaTable,
  readAllocationTable,
  reserveSeats,
  restoreQuotaDraft,
  saveQuotaDraft,
  saveQuotaNumber,
  topUpProvince,
  updateSeatRoute,
} from "@/lib/quotas";
import {
  allocateTableSchema,
  handBackSeatsSchema,
  importQuotaTableSchema,
  issueQuotaTableSchema,
  readAllocationTableSchema,
  reserveSeatsSchema,
  restoreQuotaDraftSchema,
  saveQuotaDraftSchema,
  saveQuotaNumberSchema,
  topUpProvinceSchema,
  updateSeatRouteSchema,
} from "@/lib/quotas/schema";
import { defineAction } from "@/lib/web";

const json = z
  .string()
  .max(1_000_000)
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue({ code: "custom" });
      return z.NEVER;
    }
  });
const yearField = z.coerce.number().int();
/** It becomes part of an address. */
const subProjectField = z.string().regex(/^[A-Z0-9]{0,12}$/);

export const saveDraftAction = defineAction({
  name: "quotas.saveQuotaDraft",
  input: z.strictObject({
    ...saveQuotaDraftSchema.shape,
    cells: json.pipe(saveQuotaDraftSchema.shape.cells),
    act: z.enum(["stay", "issue"]),
  }),
  run: (actor, { act: _, ...input }) => saveQuotaDraft(actor, input),
  redirectTo: (_, { year, act }) => (act === "issue" ? `/programmes/${year}/quotas/issue` : null),
});

export const saveNumberAction = defineAction({
  name: "quotas.saveQuotaNumber",
  input: saveQuotaNumberSchema,
  run: saveQuotaNumber,
});

export const restoreDraftAction = defineAction({
  name: "quotas.restoreQuotaDraft",
  input: restoreQuotaDraftSchema,
  run: restoreQuotaDraft,
  redirectTo: (result, { year }) => `/programmes/${year}/quotas?restored=${result.number}`,
});

export const importTableAction = defineAction({
  name: "quotas.importQuotaTable",
  input: importQuotaTableSchema,
  run: importQuotaTable,
  redirectTo: (_, { year }) => `/programmes/${year}/quotas`,
});

export const issueTableAction = defineAction({
  name: "quotas.issueQuotaTable",
  input: z.strictObject({
    ...issueQuotaTableSchema.shape,
    subProjects: issueQuotaTableSchema.shape.subProjects.optional(),
  }),
  run: (actor, { subProjects = [], ...input }) =>
    subProjects.length > 0
      ? issueQuotaTable(actor, { ...input, subProjects })
      : fail("quotas.nothing-chosen"),
  redirectTo: (result, { year }) => `/programmes/${year}/quotas?issued=${result.seats}`,
});

export const allocateAction = defineAction({
  name: "quotas.allocateAndIssue",
  input: z.strictObject({
    year: yearField,
    subProject: subProjectField,
    subProjectId: z.uuid(),
    act: z.enum(["save", "issue"]),
    schoolId: z.array(z.uuid()).max(1000),
    shown: z.array(z.coerce.number().int().min(0)),
    target: z.array(z.coerce.number().int().min(0)),
    key: z.string().min(8).max(80),
  }),
  run: (actor, { subProjectId, act, schoolId, shown, target, key }) =>
    allocateAndIssue(actor, {
      subProjectId,
      cards: act === "issue",
      rows: schoolId.map((id, at) => ({ schoolId: id, shown: shown[at] ?? 0, target: target[at] ?? 0 })),
      key,
    }),
  redirectTo: (result, { year, subProject }) =>
    `/programmes/${year}/quotas?subProject=${subProject}&seats=${result.seats}&cards=${result.cards}`,
});

export const readAllocationTableAction = defineAction({
  name: "quotas.readAllocationTable",
  input: readAllocationTableSchema,
  run: readAllocationTable,
});

export const allocateTableAction = defineAction({
  name: "quotas.allocateTable",
  input: z.strictObject({
    year: allocateTableSchema.shape.year,
    targets: json.pipe(allocateTableSchema.shape.targets),
    key: allocateTableSchema.shape.key,
    act: z.enum(["save", "issue"]),
  }),
  run: (actor, { act, ...input }) => allocateTable(actor, { ...input, cards: act === "issue" }),
  redirectTo: (result, { year }) => `/programmes/${year}/quotas?seats=${result.seats}&cards=${result.cards}`,
});

const backTo = { year: yearField, subProject: subProjectField };

export const handBackAction = defineAction({
  name: "quotas.handBackSeats",
  input: handBackSeatsSchema.extend(backTo),
  run: (actor, { year: _, subProject: __, ...input }) => handBackSeats(actor, input),
  redirectTo: (result, { year, subProject }) =>
    `/programmes/${year}/quotas?subProject=${subProject}&back=${result.seats}`,
});

export const reserveAction = defineAction({
  name: "quotas.reserveSeats",
  input: reserveSeatsSchema.extend(backTo),
  run: (actor, { year: _, subProject: __, ...input }) => reserveSeats(actor, input),
  redirectTo: (result, { year, subProject }) =>
    `/programmes/${year}/quotas?subProject=${subProject}&reserved=${result.seats}`,
});

export const updateRouteAction = defineAction({
  name: "quotas.updateSeatRoute",
  input: updateSeatRouteSchema,
  run: updateSeatRoute,
  redirectTo: (result, { year }) => `/programmes/${year}/quotas?route=${result.throughCities ? "yes" : "no"}`,
});

export const topUpAction = defineAction({
  name: "quotas.topUpProvince",
  input: topUpProvinceSchema.extend({ year: yearField }),
  run: (actor, { year: _, ...input }) => topUpProvince(actor, input),
  redirectTo: (result, { year }) => `/programmes/${year}/quotas?topped=${result.seats}`,
});
