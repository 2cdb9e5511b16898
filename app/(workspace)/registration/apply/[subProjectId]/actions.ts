"use server";

import { z } from "zod";
import type { Actor } from "@/lib/access";
import { previewEligibility, registerEnrolment } from "@/lib/enrolments";
import { registerEnrolmentSchema } from "@/lib/enrolments/schema";
import { fail, NotFound } from "@/lib/kernel/problem";
import { confirmOwnContact } from "@/lib/teachers";
import { confirmOwnContactSchema } from "@/lib/teachers/schema";
import { defineAction } from "@/lib/web";
import { keepAnswers } from "../../answers";
import { STEPS, stepHref } from "../../journey";

const place = {
  subProjectId: z.uuid(),
  card: z.string().max(60).default(""),
  next: z.enum(STEPS),
};

function requireTeacher(actor: Actor): void {
  if (!actor.teacherId) throw new NotFound("teacher");
}

export const keepPlan = defineAction({
  name: "registration.keepPlan",
  input: z.strictObject({ ...place, commitment: z.string().trim().max(500, "registration.plan-long") }),
  run: async (actor, { subProjectId, card, commitment }) => {
    const { lines } = await previewEligibility(actor, { subProjectId, cardCode: card, commitment });
    const line = lines.find((one) => one.code === "commitment");
    if (line?.ok === false)
      fail(
        "registration.plan-short",
        { least: Number(line.evidence.minimum), length: commitment.length },
        { field: "commitment" },
      );
    requireTeacher(actor);
    await keepAnswers(actor, { subProjectId, card }, { commitment });
  },
  redirectTo: (_result, { subProjectId, next, card }) => stepHref(subProjectId, next, card),
});

const wish = z.union([z.uuid(), z.literal("")]).default("");

export const keepRanking = defineAction({
  name: "registration.keepRanking",
  input: z.strictObject({
    ...place,
    first: z.uuid("registration.class-missing"),
    second: wish,
    third: wish,
  }),
  run: async (actor, { subProjectId, card, first, second, third }) => {
    const preferences = [first, second, third].filter((id) => id !== "");
    if (second !== "" && second === first) fail("registration.class-twice", {}, { field: "second" });
    if (third !== "" && (third === first || third === second))
      fail("registration.class-twice", {}, { field: "third" });
    requireTeacher(actor);
    await keepAnswers(actor, { subProjectId, card }, { preferences });
  },
  redirectTo: (_result, { subProjectId, next, card }) => stepHref(subProjectId, next, card),
});

export const keepContact = defineAction({
  name: "teachers.confirmOwnContact",
  input: confirmOwnContactSchema.extend(place),
  run: (actor, { subProjectId: _subProject, card: _card, next: _next, ...input }) =>
    confirmOwnContact(actor, input),
  redirectTo: (_result, { subProjectId, next, card }) => stepHref(subProjectId, next, card),
});

export const submitRegistration = defineAction({
  name: "enrolments.registerEnrolment",
  input: registerEnrolmentSchema.extend({ agreed: z.literal("yes", "registration.agreement-missing") }),
  run: (actor, { agreed: _agreed, ...input }) => registerEnrolment(actor, input),
  goTo: ({ enrolmentId }) => `/registration/${enrolmentId}/done`,
});
