import "server-only";

export { getDesk } from "./queries/get-desk";
export { getShellFacts } from "./queries/get-shell-facts";
