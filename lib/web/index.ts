import "server-only";

export { defineAction, definePublicAction } from "./action";
export { requireOwnOrigin } from "./origin";
export { showProblems } from "./problems";
export { clearSessionCookie, currentActor, requireActor, sessionToken, setSessionCookie } from "./session";
