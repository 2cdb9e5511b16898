"use server";

import { z } from "zod";
import type { ShownBulk, ShownUndo } from "@/components/domain/enrolments/bulk-form";
import {
  approveEnrolment,
  confirmEnrolment,
  rejectEnrolment,
  reopenEnrolment,
  replaceEnrolment,
  returnEnrolment,
  returnToTeacher,
  reviewInBulk,
  undoReview,
} from "@/lib/enrolments";
import {
  approveEnrolmentSchema,
  confirmEnrolmentSchema,
  rejectEnrolmentSchema,
  reopenEnrolmentSchema,
  replaceEnrolmentSchema,
  returnEnrolmentSchema,
  returnToTeacherSchema,
  reviewInBulkSchema,
  undoReviewSchema,
} from "@/lib/enrolments/schema";
import type { BulkReviewRow } from "@/lib/enrolments/views";
import { formatTime } from "@/lib/i18n";
import { getTranslations } from "@/lib/i18n/translations";
import { problem } from "@/lib/kernel/problem";
import { revealTeacherField } from "@/lib/teachers";
import { revealTeacherFieldSchema } from "@/lib/teachers/schema";
import { defineAction, showProblems } from "@/lib/web";

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

async function refusedRows(rows: BulkReviewRow[]): Promise<ShownBulk["rows"]> {
  const refused = rows.filter((row) => !row.ok);
  const [words, t] = await Promise.all([
    showProblems(refused.map((row) => problem(row.problem ?? "common.unknown"))),
    getTranslations("registration.queue.bulk"),
  ]);
  return refused.map((row, index) => ({
    id: row.enrolmentId,
    name: row.teacherName,
    text: t("rowText", { message: words[index]?.message ?? "", next: words[index]?.nextStep ?? "" }),
  }));
}

export const reviewSelected = defineAction({
  name: "enrolments.reviewInBulk",
  input: reviewInBulkSchema,
  run: async (actor, input): Promise<ShownBulk> => {
    const { operationId, decision, done, refused, rows, at, undoableUntil } = await reviewInBulk(
      actor,
      input,
    );
    const t = await getTranslations("registration.queue.bulk");
    return {
      operationId,
      done,
      refused,
      rows: await refusedRows(rows),
      summary: t(`${decision === "approve" ? "approved" : "returned"}.${refused > 0 ? "some" : "all"}`, {
        time: formatTime(new Date(at)),
        done,
        refused,
      }),
      undoText: t("undoUntil", { time: formatTime(new Date(undoableUntil)) }),
    };
  },
});

export const undoBulkReview = defineAction({
  name: "enrolments.undoReview",
  input: undoReviewSchema,
  run: async (actor, input): Promise<ShownUndo> => {
    const { done, refused } = await undoReview(actor, input);
    const t = await getTranslations("registration.queue.bulk");
    return { done, refused, summary: t("undone", { done, refused }) };
  },
});
