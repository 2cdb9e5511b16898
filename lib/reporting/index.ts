import "server-only";

export { exportComparison } from "./commands/export-comparison";
export { exportOverview } from "./commands/export-overview";
export { exportTrail } from "./commands/export-trail";
export { refreshOverviews } from "./commands/refresh-overview";
export { REFRESH_OVERVIEWS_JOB } from "./jobs";
export { getAdministration } from "./queries/get-administration";
export { getCalendar } from "./queries/get-calendar";
export { getComparison } from "./queries/get-comparison";
export { getDesk } from "./queries/get-desk";
export { getOverview } from "./queries/get-overview";
export { getShellFacts } from "./queries/get-shell-facts";
export { getYearCalendar } from "./queries/get-year-calendar";
export { searchEverything } from "./queries/search-everything";
export { traceSeat } from "./queries/trace-seat";
export {
  classOf,
  comparedBy,
  forecast,
  isPersonalNumber,
  isShare,
  lensAround,
  measureOf,
  needsAttention,
  scaleClasses,
  unusedSeats,
  windowProgress,
} from "./rules";
