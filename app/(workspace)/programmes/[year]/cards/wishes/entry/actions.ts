"use server";

import { z } from "zod";
import { prepareEntry } from "@/lib/enrolments";
import { prepareEntrySchema } from "@/lib/enrolments/schema";
import { fail } from "@/lib/kernel/problem";
import { defineAction } from "@/lib/web";

const wish = z.union([z.uuid(), z.literal("")]).default("");

export const prepare = defineAction({
  name: "enrolments.prepareEntry",
  input: prepareEntrySchema
    .omit({ preferences: true })
    .extend({ year: z.coerce.number().int(), first: wish, second: wish, third: wish }),
  run: (actor, { year: _year, first, second, third, ...input }) => {
    if (second !== "" && second === first) fail("registration.class-twice", {}, { field: "second" });
    if (third !== "" && (third === first || third === second))
      fail("registration.class-twice", {}, { field: "third" });
    const preferences = [first, second, third].filter((id) => id !== "");
    return prepareEntry(actor, { ...input, preferences });
  },
  redirectTo: (_result, { year }) => `/programmes/${year}/cards/entries?saved=1`,
});
