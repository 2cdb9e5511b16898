"use server";

import { z } from "zod";
import { acceptRechecks, recheckEnrolment } from "@/lib/enrolments";
import { acceptRechecksSchema, recheckEnrolmentSchema } from "@/lib/enrolments/schema";
import { defineAction } from "@/lib/web";

const year = z.coerce.number().int();

export const recheck = defineAction({
  name: "enrolments.recheckEnrolment",
  input: recheckEnrolmentSchema.safeExtend({ year }),
  run: (actor, { year: _, ...input }) => recheckEnrolment(actor, input),
  redirectTo: (_result, { year }) => `/programmes/${year}/recheck?done=1`,
});

export const acceptSeveral = defineAction({
  name: "enrolments.acceptRechecks",
  input: acceptRechecksSchema.extend({ year }),
  run: (actor, { year: _, ...input }) => acceptRechecks(actor, input),
  redirectTo: ({ done, left }, input) => `/programmes/${input.year}/recheck?seated=${done}&left=${left}`,
});
