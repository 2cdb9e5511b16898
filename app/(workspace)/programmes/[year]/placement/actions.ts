"use server";

import { acceptPlacement, proposePlacement } from "@/lib/enrolments";
import { acceptPlacementSchema, proposePlacementSchema } from "@/lib/enrolments/schema";
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
