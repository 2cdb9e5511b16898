"use server";

import { publishProgrammeYear } from "@/lib/programmes";
import { publishProgrammeYearSchema } from "@/lib/programmes/schema";
import { defineAction } from "@/lib/web";

export const publishProgrammeYearAction = defineAction({
  name: "programmes.publishProgrammeYear",
  input: publishProgrammeYearSchema,
  run: publishProgrammeYear,
  redirectTo: ({ year }) => `/programmes/${year}?done=published`,
});
