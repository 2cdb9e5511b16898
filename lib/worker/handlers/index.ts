import "server-only";
import {
  ACTIVATION_LETTER_WANTED,
  APPOINTMENT_ENDED,
  APPOINTMENT_HANDED_OVER,
  SECOND_FACTOR_RESET,
} from "@/lib/identity";
import { ACCOUNT_LIMITED } from "@/lib/identity/schema";
import { ADDRESS_CODE_WANTED } from "@/lib/notices";
import { RECORD_RULES_CHANGED, TEACHER_MOVE_ACCEPTED } from "@/lib/teachers";
import { accountLimited } from "./account-limited";
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
  [ACCOUNT_LIMITED]: accountLimited,
  "opening-notice.issued": openingNoticeIssued,
  [APPOINTMENT_ENDED]: appointmentEnded,
  [APPOINTMENT_HANDED_OVER]: appointmentHandedOver,
  [SECOND_FACTOR_RESET]: secondFactorReset,
  [ACTIVATION_LETTER_WANTED]: async (payload) => {
    const { sendActivationLetter } = await import("../letters");
    await sendActivationLetter(payload);
  },
  [ADDRESS_CODE_WANTED]: async (payload) => {
    const { sendAddressCode } = await import("../letters");
    await sendAddressCode(payload);
  },
  [TEACHER_MOVE_ACCEPTED]: async () => {
    const { handleCompleteMoves } = await import("@/lib/enrolments/jobs/complete-moves.handler");
    await handleCompleteMoves();
  },
  [RECORD_RULES_CHANGED]: async () => {
    const { handleRecordRulesChanged } = await import("@/lib/teachers/jobs/recheck-records.handler");
    await handleRecordRulesChanged();
  },
};
