import "server-only";

export { defineAction, definePublicAction, expectedProblems, stepUp } from "./action";
export { calendarResponse } from "./calendar-response";
export { officialFile, parseOfficialFormat } from "./official-file";
export { requireOwnOrigin } from "./origin";
export { showProblems } from "./problems";
export { NOWHERE } from "./refusals";
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
