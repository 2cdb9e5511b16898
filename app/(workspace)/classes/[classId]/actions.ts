"use server";

import {
  issueOpeningNotice,
  prepareOpeningNotice,
  refuseCancellation,
  requestCancellation,
  updateClass,
} from "@/lib/classes";
import {
  issueOpeningNoticeSchema,
  prepareOpeningNoticeSchema,
  refuseCancellationSchema,
  requestCancellationSchema,
  updateClassSchema,
} from "@/lib/classes/schema";
import {
  acknowledgeOpeningNotice,
  cancelClass,
  issueAmendment,
  remindOfNotice,
  revealContact,
} from "@/lib/enrolments";
import {
  acknowledgeOpeningNoticeSchema,
  cancelClassSchema,
  issueAmendmentSchema,
  remindOfNoticeSchema,
  revealContactSchema,
} from "@/lib/enrolments/schema";
import { defineAction } from "@/lib/web";

export const updateClassAction = defineAction({
  name: "classes.updateClass",
  input: updateClassSchema,
  run: updateClass,
});

export const prepareOpeningNoticeAction = defineAction({
  name: "classes.prepareOpeningNotice",
  input: prepareOpeningNoticeSchema,
  run: prepareOpeningNotice,
});

export const issueOpeningNoticeAction = defineAction({
  name: "classes.issueOpeningNotice",
  input: issueOpeningNoticeSchema,
  run: issueOpeningNotice,
  redirectTo: ({ classId }) => `/classes/${classId}/notice?issued=1`,
});

export const acknowledgeOpeningNoticeAction = defineAction({
  name: "enrolments.acknowledgeOpeningNotice",
  input: acknowledgeOpeningNoticeSchema,
  run: acknowledgeOpeningNotice,
});

export const revealContactAction = defineAction({
  name: "enrolments.revealContact",
  input: revealContactSchema,
  run: revealContact,
});

export const remindOfNoticeAction = defineAction({
  name: "enrolments.remindOfNotice",
  input: remindOfNoticeSchema,
  run: remindOfNotice,
  redirectTo: ({ classId, told, left }) =>
    `/classes/${classId}/roster?acknowledged=no&told=${told}&left=${left}`,
});

export const requestCancellationAction = defineAction({
  name: "classes.requestCancellation",
  input: requestCancellationSchema,
  run: requestCancellation,
  redirectTo: ({ classId }) => `/classes/${classId}/cancel/done`,
});

export const refuseCancellationAction = defineAction({
  name: "classes.refuseCancellation",
  input: refuseCancellationSchema,
  run: refuseCancellation,
  redirectTo: ({ classId }) => `/classes/${classId}`,
});

export const cancelClassAction = defineAction({
  name: "enrolments.cancelClass",
  input: cancelClassSchema,
  run: cancelClass,
  redirectTo: ({ classId, moved, back }) => `/classes/${classId}/cancel/done?moved=${moved}&back=${back}`,
});

export const issueAmendmentAction = defineAction({
  name: "enrolments.issueAmendment",
  input: issueAmendmentSchema,
  run: issueAmendment,
  redirectTo: ({ classId, number, told }) =>
    `/classes/${classId}/notice?amended=${number}&told=${told}#amendment-${number}`,
});
