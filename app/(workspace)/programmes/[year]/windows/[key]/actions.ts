"use server";

import { extendWindow } from "@/lib/programmes";
import { extendWindowSchema } from "@/lib/programmes/schema";
import { defineAction } from "@/lib/web";

export const extendWindowAction = defineAction({
  name: "programmes.extendWindow",
  input: extendWindowSchema,
  run: extendWindow,
  redirectTo: (_result, { year, key }) => `/programmes/${year}?extended=${key}`,
});
