"use server";

import { z } from "zod";
import { acceptPlacement, movePlacement, proposePlacement } from "@/lib/enrolments";
import { acceptPlacementSchema, movePlacementSchema, proposePlacementSchema } from "@/lib/enrolments/schema";
import { defineAction } from "@/lib/web";

export const proposePlacementAction = defineAction({
  name: "enrolments.proposePlacement",
  input: proposePlacementSchema,
  run: proposePlacement,
});

export const acceptPlacementAction = defineAction({
  name: "enrolments.acceptPlacement",
  input: acceptPlacementSchema,
  run: acceptPlacement,
});

export const movePlacementAction = defineAction({
  name: "enrolments.movePlacement",
  input: z.strictObject({ ...movePlacementSchema.shape, year: z.coerce.number().int() }),
  run: (actor, { year: _, ...input }) => movePlacement(actor, input),
  redirectTo: ({ subProjectId }, { year, enrolmentId }) =>
    `/programmes/${year}/placement/${subProjectId}?moved=${enrolmentId}`,
});
