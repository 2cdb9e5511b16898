import {
  exportComparison,
  exportOverview,
  exportTrail,
  getAdministration,
  getCalendar,
  getComparison,
  getDesk,
  getOverview,
  getYearCalendar,
  searchEverything,
  traceSeat,
} from "@/lib/reporting";
import { comparisonFilterSchema, overviewFilterSchema } from "@/lib/reporting/schema";
import type { AccessCases } from "./shape";

export const reportingCases: AccessCases = {
  getAdministration: {
    kind: "query",
    permission: "administration.read",
    run: (actor) => getAdministration(actor),
    noForeign: "numbers of the whole system",
  },
  getCalendar: { kind: "query", permission: "desk.read", run: (actor) => getCalendar(actor) },
  getDesk: { kind: "query", permission: "desk.read", run: (actor) => getDesk(actor) },
  getYearCalendar: {
    kind: "query",
    permission: "programme.read",
    run: (actor, _side, world) => getYearCalendar(actor, world.year),
    noForeign: "the year is everybody's",
  },
  searchEverything: {
    kind: "query",
    permission: "desk.read",
    run: (actor, _side, world) => searchEverything(actor, String(world.year)),
    noForeign: "each kind of thing is found within its own permission; tests of the search prove it",
  },
  traceSeat: {
    kind: "query",
    permission: "seat.trace",
    teacher: 12,
    run: (actor, side) => traceSeat(actor, side.school.boundCardId),
  },
  getOverview: {
    kind: "query",
    permission: "overview.read",
    run: (actor, side, world) =>
      getOverview(
        actor,
        overviewFilterSchema.parse({ year: world.year, province: side.province.regionCode }),
      ),
    shows: (side) => side.school.id,
  },
  getComparison: {
    kind: "query",
    permission: "overview.read",
    run: (actor, side, world) =>
      getComparison(
        actor,
        comparisonFilterSchema.parse({ year: world.year, province: side.province.regionCode }),
      ),
    shows: (side) => side.school.id,
  },
  exportComparison: {
    kind: "command",
    permission: "overview.read",
    run: (actor, _side, world) => exportComparison(actor, comparisonFilterSchema.parse({ year: world.year })),
    noForeign: "a province gets its own schools, whatever is asked for",
  },
  exportOverview: {
    kind: "command",
    permission: "overview.read",
    run: (actor, _side, world) => exportOverview(actor, overviewFilterSchema.parse({ year: world.year })),
    noForeign: "a province gets its own schools, whatever is asked for",
  },
  exportTrail: {
    kind: "command",
    permission: "audit.export",
    run: (actor) => exportTrail(actor, {}),
    noForeign: "the trail is one, and its readers read all of it",
  },
};
