import "server-only";
import {
  ACTIVATION_LETTER_WANTED,
  APPOINTMENT_ENDED,
  APPOINTMENT_HANDED_OVER,
  SECOND_FACTOR_RESET,
} from "@/lib/identity";
import { EMAIL_CODE_WANTED } from "@/lib/notices";
import { RECORD_RULES_CHANGED } from "@/lib/teachers";
import { appointmentEnded, appointmentHandedOver } from "./appointment-ended";
import { enrolmentSubmitted } from "./enrolment-submitted";
import { openingNoticeIssued } from "./opening-notice-issued";
import { secondFactorReset } from "./second-factor-reset";

type Handler = (payload: Record<string, string>) => Promise<void>;

/** What follows a committed write, by the kind of its outbox event. */
export const HANDLERS: Record<string, Handler> = {
  "window.extended": async (payload) => {
    const { handleWindowExtended } = await import("@/lib/quotas/jobs/window-extended.handler");
    await handleWindowExtended(payload);
  },
  "enrolment.submitted": enrolmentSubmitted,
  "opening-notice.issued": openingNoticeIssued,
  [APPOINTMENT_ENDED]: appointmentEnded,
  [APPOINTMENT_HANDED_OVER]: appointmentHandedOver,
  [SECOND_FACTOR_RESET]: secondFactorReset,
  [ACTIVATION_LETTER_WANTED]: async (payload) => {
    const { sendActivationLetter } = await import("../letters");
    await sendActivationLetter(payload);
  },
  [EMAIL_CODE_WANTED]: async (payload) => {
    const { sendEmailCode } = await import("../letters");
    await sendEmailCode(payload);
  },
  [RECORD_RULES_CHANGED]: async () => {
    const { handleRecordRulesChanged } = await import("@/lib/teachers/jobs/recheck-records.handler");
    await handleRecordRulesChanged();
  },
};
