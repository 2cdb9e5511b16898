import "server-only";

export { getCalendar } from "./queries/get-calendar";
export { getDesk } from "./queries/get-desk";
export { getShellFacts } from "./queries/get-shell-facts";
