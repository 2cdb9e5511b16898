"use server";

import { formClass } from "@/lib/classes";
import { formClassSchema } from "@/lib/classes/schema";
import { defineAction } from "@/lib/web";

export const formClassAction = defineAction({
  name: "classes.formClass",
  input: formClassSchema,
  run: formClass,
  redirectTo: ({ id }) => `/classes/${id}`,
});
