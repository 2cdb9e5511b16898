import "server-only";

export { defineAction, definePublicAction } from "./action";
export { calendarResponse } from "./calendar-response";
export { DRAFT_FORMS, type DraftForm, draftKey } from "./draft-forms";
export { draftTicket, dropDrafts, dropPostedDraft, keepDraft, keepPostedDraft } from "./drafts";
export { defineFileAction } from "./file-action";
export { officialFile, parseOfficialFormat } from "./official-file";
export { requireOwnOrigin } from "./origin";
export { shownRefusal, showProblems } from "./problems";
export { NOWHERE } from "./refusals";
export { savedFile } from "./saved-file";
export {
  clearHalfSignInCookie,
  clearSessionCookie,
  currentActor,
  halfSignInToken,
  requireActor,
  setHalfSignInCookie,
  setSessionCookie,
  thisBrowser,
} from "./session";
export { tableFile } from "./table-file";
