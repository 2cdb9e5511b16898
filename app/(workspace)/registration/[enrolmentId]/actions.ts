"use server";

import { z } from "zod";
import { makeObjection, resubmitEnrolment, saveArrival, withdrawEnrolment } from "@/lib/enrolments";
import {
  makeObjectionSchema,
  resubmitEnrolmentSchema,
  saveArrivalSchema,
  withdrawEnrolmentSchema,
} from "@/lib/enrolments/schema";
import { fail } from "@/lib/kernel/problem";
import { defineAction } from "@/lib/web";

export const withdraw = defineAction({
  name: "enrolments.withdrawEnrolment",
  input: withdrawEnrolmentSchema,
  run: withdrawEnrolment,
  redirectTo: ({ enrolmentId }) => `/registration/${enrolmentId}`,
});

const wish = z.union([z.uuid(), z.literal("")]).default("");

export const resubmit = defineAction({
  name: "enrolments.resubmitEnrolment",
  input: resubmitEnrolmentSchema
    .omit({ preferences: true })
    .extend({ first: wish, second: wish, third: wish }),
  run: (actor, { first, second, third, ...input }) => {
    const preferences = [first, second, third].filter((id) => id !== "");
    if (new Set(preferences).size < preferences.length)
      fail("registration.class-twice", {}, { field: second === first ? "second" : "third" });
    return resubmitEnrolment(actor, { ...input, preferences });
  },
  redirectTo: ({ enrolmentId }) => `/registration/${enrolmentId}/done`,
});

export const saveOwnArrival = defineAction({
  name: "enrolments.saveArrival",
  input: saveArrivalSchema,
  run: saveArrival,
  redirectTo: (_result, { enrolmentId }) => `/registration/${enrolmentId}/arrival?saved=1`,
});

export const objectAsTeacher = defineAction({
  name: "enrolments.makeObjection",
  input: makeObjectionSchema,
  run: makeObjection,
  redirectTo: ({ enrolmentId }) => `/registration/${enrolmentId}`,
});
