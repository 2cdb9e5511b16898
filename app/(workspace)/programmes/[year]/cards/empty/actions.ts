"use server";

import { z } from "zod";
import { fail } from "@/lib/kernel/problem";
import { remindSchools } from "@/lib/quotas";
import { remindSchoolsSchema } from "@/lib/quotas/schema";
import { defineAction } from "@/lib/web";

export const remindAction = defineAction({
  name: "quotas.remindSchools",
  input: z.strictObject({
    ...remindSchoolsSchema.shape,
    schoolIds: remindSchoolsSchema.shape.schoolIds.optional(),
  }),
  run: (actor, { schoolIds = [], year }) =>
    schoolIds.length > 0 ? remindSchools(actor, { year, schoolIds }) : fail("quotas.nothing-chosen"),
  redirectTo: ({ schools, seats, left }, { year }) =>
    `/programmes/${year}/cards/empty?schools=${schools}&seats=${seats}&left=${left}`,
});
