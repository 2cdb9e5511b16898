import "server-only";
import { ACCOUNT_LIMITED } from "@/lib/identity/schema";
import { EMAIL_CODE_WANTED } from "@/lib/notices";
import { RECORD_RULES_CHANGED } from "@/lib/teachers";
import { accountLimited } from "./account-limited";
import { enrolmentSubmitted } from "./enrolment-submitted";
import { openingNoticeIssued } from "./opening-notice-issued";

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
  [EMAIL_CODE_WANTED]: async (payload) => {
    const { sendEmailCode } = await import("../letters");
    await sendEmailCode(payload);
  },
  [RECORD_RULES_CHANGED]: async () => {
    const { handleRecordRulesChanged } = await import("@/lib/teachers/jobs/recheck-records.handler");
    await handleRecordRulesChanged();
  },
};
