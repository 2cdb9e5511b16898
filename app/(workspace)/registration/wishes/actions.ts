"use server";

import { z } from "zod";
import { declineNomination, saveIntents } from "@/lib/enrolments";
import { declineNominationSchema, saveIntentsSchema } from "@/lib/enrolments/schema";
import { defineAction } from "@/lib/web";

const wish = z.union([z.uuid(), z.literal("")]).default("");

export const saveWishes = defineAction({
  name: "enrolments.saveIntents",
  input: saveIntentsSchema.omit({ subProjectIds: true }).extend({ first: wish, second: wish, third: wish }),
  run: (actor, { year, first, second, third }) =>
    saveIntents(actor, { year, subProjectIds: [first, second, third].filter((id) => id !== "") }),
  redirectTo: () => "/registration/wishes?saved=1",
});

export const decline = defineAction({
  name: "enrolments.declineNomination",
  input: declineNominationSchema,
  run: declineNomination,
  redirectTo: () => "/registration",
});
