import "server-only";

export { defineAction, definePublicAction } from "./action";
export { requireOwnOrigin } from "./origin";
export { showProblems } from "./problems";
export { clearSessionCookie, currentActor, requireActor, setSessionCookie } from "./session";
