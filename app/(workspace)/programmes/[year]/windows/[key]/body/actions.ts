"use server";

import { grantExtensionSchema } from "@/lib/programmes/schema";
import { grantExtension } from "@/lib/quotas";
import { defineAction } from "@/lib/web";

export const grantExtensionAction = defineAction({
  name: "quotas.grantExtension",
  input: grantExtensionSchema,
  run: grantExtension,
  redirectTo: ({ extended, lapsed }, { year, key }) =>
    `/programmes/${year}/windows/${key}?granted=1&cards=${extended}&lapsed=${lapsed}`,
});
