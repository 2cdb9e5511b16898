"use server";

import { z } from "zod";
import { answerObjection, makeObjection } from "@/lib/enrolments";
import { answerObjectionSchema, makeObjectionSchema } from "@/lib/enrolments/schema";
import { defineAction } from "@/lib/web";

const place = { year: z.coerce.number().int() };
const toPanel = ({ enrolmentId }: { enrolmentId: string }, { year }: { year: number }) =>
  `/programmes/${year}/enrolments/${enrolmentId}`;

export const objectAsSchool = defineAction({
  name: "enrolments.makeObjection",
  input: makeObjectionSchema.extend(place),
  run: (actor, { year: _year, ...input }) => makeObjection(actor, input),
  redirectTo: toPanel,
});

export const answer = defineAction({
  name: "enrolments.answerObjection",
  input: answerObjectionSchema.extend(place),
  run: (actor, { year: _year, ...input }) => answerObjection(actor, input),
  redirectTo: toPanel,
});
