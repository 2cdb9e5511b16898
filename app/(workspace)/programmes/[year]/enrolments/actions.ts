"use server";

import { z } from "zod";
import {
  approveEnrolment,
  confirmEnrolment,
  decideMoved,
  rejectEnrolment,
  reopenEnrolment,
  replaceEnrolment,
  returnEnrolment,
  returnToTeacher,
  reviewInBulk,
  undoReview,
} from "@/lib/enrolments";
import { reviewInBulkSchema } from "@/lib/enrolments/filter-schema";
import { decideMovedSchema } from "@/lib/enrolments/move-schema";
import {
  approveEnrolmentSchema,
  confirmEnrolmentSchema,
  rejectEnrolmentSchema,
  reopenEnrolmentSchema,
  replaceEnrolmentSchema,
  returnEnrolmentSchema,
  returnToTeacherSchema,
  undoReviewSchema,
} from "@/lib/enrolments/schema";
import { revealTeacherField } from "@/lib/teachers";
import { revealTeacherFieldSchema } from "@/lib/teachers/schema";
import { defineAction } from "@/lib/web";

/** Where the officer goes on after a decision: a page of this queue, made by the page that holds the form. */
const back = { back: z.string().regex(/^\/programmes\/\d{4}\/enrolments[/?\w=&.%~-]*$/) };
const toBack = (_result: unknown, input: { back: string }) => input.back;

export const confirm = defineAction({
  name: "enrolments.confirmEnrolment",
  input: confirmEnrolmentSchema.extend({
    ...back,
    stated: z.literal("yes", "registration.statement-missing"),
  }),
  run: (actor, { back: _back, stated: _stated, ...input }) => confirmEnrolment(actor, input),
  redirectTo: toBack,
});

export const sendToTeacher = defineAction({
  name: "enrolments.returnToTeacher",
  input: returnToTeacherSchema.extend(back),
  run: (actor, { back: _back, ...input }) => returnToTeacher(actor, input),
  redirectTo: toBack,
});

export const approve = defineAction({
  name: "enrolments.approveEnrolment",
  input: approveEnrolmentSchema.extend(back),
  run: (actor, { back: _back, ...input }) => approveEnrolment(actor, input),
  redirectTo: toBack,
});

export const sendBack = defineAction({
  name: "enrolments.returnEnrolment",
  input: returnEnrolmentSchema.extend({
    ...back,
    to: z.enum(["school", "teacher"], "registration.receiver-missing"),
  }),
  run: (actor, { back: _back, ...input }) => returnEnrolment(actor, input),
  redirectTo: toBack,
});

export const reject = defineAction({
  name: "enrolments.rejectEnrolment",
  input: rejectEnrolmentSchema.extend(back),
  run: (actor, { back: _back, ...input }) => rejectEnrolment(actor, input),
  redirectTo: toBack,
});

export const reopen = defineAction({
  name: "enrolments.reopenEnrolment",
  input: reopenEnrolmentSchema.extend(back),
  run: (actor, { back: _back, ...input }) => reopenEnrolment(actor, input),
  redirectTo: toBack,
});

export const decideMove = defineAction({
  name: "enrolments.decideMoved",
  input: decideMovedSchema.extend(back),
  run: (actor, { back: _back, ...input }) => decideMoved(actor, input),
  redirectTo: toBack,
});

export const takeBack = defineAction({
  name: "enrolments.undoReview",
  input: undoReviewSchema.extend(back),
  run: (actor, { back: _back, ...input }) => undoReview(actor, input),
  redirectTo: toBack,
});

export const replace = defineAction({
  name: "enrolments.replaceEnrolment",
  input: replaceEnrolmentSchema.extend({
    year: z.coerce.number().int(),
    teacherId: z.uuid("registration.replacement-missing"),
  }),
  run: (actor, { year: _year, ...input }) => replaceEnrolment(actor, input),
  redirectTo: ({ enrolmentId }, { year }) => `/programmes/${year}/enrolments/${enrolmentId}`,
});

export const revealIdNumber = defineAction({
  name: "teachers.revealTeacherField",
  input: revealTeacherFieldSchema,
  run: revealTeacherField,
});

/** The list again, with what became of the batch above it. */
const withBatch = (back: string, operationId: string) =>
  `${back}${back.includes("?") ? "&" : "?"}batch=${operationId}`;

export const reviewSelected = defineAction({
  name: "enrolments.reviewInBulk",
  input: reviewInBulkSchema.extend(back),
  run: (actor, { back: _back, ...input }) => reviewInBulk(actor, input),
  redirectTo: ({ operationId }, input) => withBatch(input.back, operationId),
});
