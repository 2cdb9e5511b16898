"use server";

import { z } from "zod";
import { attachEvidence, removeEvidence } from "@/lib/enrolments";
import { attachEvidenceSchema, removeEvidenceSchema } from "@/lib/enrolments/schema";
import { defineAction } from "@/lib/web";

/** The page that holds the form: a teacher's own, or the one of the school's clerk. */
const here = z
  .string()
  .max(400)
  .regex(/^\/(registration|programmes\/\d{4}\/enrolments)\/[\w/-]+(\?back=[\w%.~-]*)?$/);

function withAnswer(address: string, answer: "added" | "removed"): string {
  return `${address}${address.includes("?") ? "&" : "?"}done=${answer}`;
}

export const attach = defineAction({
  name: "enrolments.attachEvidence",
  input: attachEvidenceSchema.extend({ here }),
  run: (actor, { here: _here, ...input }) => attachEvidence(actor, input),
  redirectTo: (_result, input) => withAnswer(input.here, "added"),
});

export const remove = defineAction({
  name: "enrolments.removeEvidence",
  input: removeEvidenceSchema.extend({ here }),
  run: (actor, { here: _here, ...input }) => removeEvidence(actor, input),
  redirectTo: (_result, input) => withAnswer(input.here, "removed"),
});
