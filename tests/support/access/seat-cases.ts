import { listSeatNeeds, submitSeatNeeds } from "@/lib/quotas";
import type { AccessCases } from "./shape";

const OWN_SCHOOL = "the need is the own school's";

/** Needs of schools, reserves, forecasts and moves between provinces: beside the ledger's own rows in quota-cases. */
export const seatCases: AccessCases = {
  submitSeatNeeds: {
    kind: "command",
    permission: "need.submit",
    run: (actor, _side, world) =>
      submitSeatNeeds(actor, {
        year: world.year,
        rows: [{ subProjectId: world.subProjects.B302, seats: 2, reason: "演示需要", version: 0 }],
      }),
    noForeign: OWN_SCHOOL,
  },
  listSeatNeeds: {
    kind: "query",
    permission: "need.submit",
    run: (actor, _side, world) => listSeatNeeds(actor, { year: world.year }),
    noForeign: OWN_SCHOOL,
  },
};
