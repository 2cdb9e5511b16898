"use server";

import { z } from "zod";
import { nominateTeacher, withdrawNomination } from "@/lib/enrolments";
import { nominateTeacherSchema, withdrawNominationSchema } from "@/lib/enrolments/schema";
import { bindCard } from "@/lib/quotas";
import { bindCardSchema } from "@/lib/quotas/schema";
import { defineAction } from "@/lib/web";

const place = { year: z.coerce.number().int(), subProjectId: z.uuid() };

function list({ year, subProjectId }: { year: number; subProjectId: string }, answer = ""): string {
  return `/programmes/${year}/cards/wishes?subProject=${subProjectId}${answer}`;
}

export const bind = defineAction({
  name: "quotas.bindCard",
  input: z.strictObject({ ...bindCardSchema.shape, ...place }),
  run: (actor, { year: _year, subProjectId: _subProject, ...input }) => bindCard(actor, input),
  redirectTo: (_result, input) => list(input, "&bound=1"),
});

export const nominate = defineAction({
  name: "enrolments.nominateTeacher",
  input: nominateTeacherSchema.extend(place),
  run: (actor, { year: _year, ...input }) => nominateTeacher(actor, input),
  redirectTo: (_result, input) => list(input),
});

export const takeBack = defineAction({
  name: "enrolments.withdrawNomination",
  input: withdrawNominationSchema.extend(place),
  run: (actor, { year: _year, subProjectId: _subProject, ...input }) => withdrawNomination(actor, input),
  redirectTo: (_result, input) => list(input),
});
