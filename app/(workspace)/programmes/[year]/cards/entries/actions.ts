"use server";

import { z } from "zod";
import { remindOfEntry, withdrawNomination } from "@/lib/enrolments";
import { withdrawNominationSchema } from "@/lib/enrolments/schema";
import { defineAction } from "@/lib/web";

const input = withdrawNominationSchema.extend({ year: z.coerce.number().int() });

export const remind = defineAction({
  name: "enrolments.remindOfEntry",
  input,
  run: (actor, { nominationId }) => remindOfEntry(actor, { nominationId }),
  redirectTo: (_result, { year }) => `/programmes/${year}/cards/entries?reminded=1`,
});

export const takeBack = defineAction({
  name: "enrolments.withdrawNomination",
  input,
  run: (actor, { nominationId }) => withdrawNomination(actor, { nominationId }),
  redirectTo: (_result, { year }) => `/programmes/${year}/cards/entries?takenBack=1`,
});
