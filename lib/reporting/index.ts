import "server-only";

export { exportOverview } from "./commands/export-overview";
export { refreshOverviews } from "./commands/refresh-overview";
export { REFRESH_OVERVIEWS_JOB } from "./jobs";
export { getCalendar } from "./queries/get-calendar";
export { getDesk } from "./queries/get-desk";
export { getOverview } from "./queries/get-overview";
export { getShellFacts } from "./queries/get-shell-facts";
export { getYearCalendar } from "./queries/get-year-calendar";
export { searchEverything } from "./queries/search-everything";
export { traceSeat } from "./queries/trace-seat";
export {
  classOf,
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
