"use server";

import { z } from "zod";
import { recheckEnrolment } from "@/lib/enrolments";
import { recheckEnrolmentSchema } from "@/lib/enrolments/schema";
import { defineAction } from "@/lib/web";

export const recheck = defineAction({
  name: "enrolments.recheckEnrolment",
  input: recheckEnrolmentSchema.safeExtend({ year: z.coerce.number().int() }),
  run: (actor, { year: _, ...input }) => recheckEnrolment(actor, input),
  redirectTo: (_result, { year }) => `/programmes/${year}/recheck?done=1`,
});
