import { getOwnArrival, listArrivals, revealContact, saveArrival } from "@/lib/enrolments";
import { type AccessCases, first, type Side, teacherAt } from "./shape";

/** The teacher whose registration is approved, and placed in this stage: everybody sits in the first institution's class. */
const PLACED = 4;

function said(side: Side) {
  return {
    enrolmentId: first(side.school.enrolments.approved),
    version: 0,
    arrivesOn: "2022-05-21",
    arrivesTime: null,
    lodging: "shared" as const,
    diet: "any" as const,
    needs: null,
    contactName: "演示亲属",
    contactMobile: "13900001111",
  };
}

async function everybodySaid(sides: [Side, Side]): Promise<void> {
  for (const side of sides) await saveArrival(teacherAt(side, PLACED).actor, said(side));
}

export const arrivalCases: AccessCases = {
  saveArrival: {
    kind: "command",
    permission: "arrival.save",
    stage: "placed",
    teacher: PLACED,
    run: (actor, side) => saveArrival(actor, said(side)),
  },
  revealContact: {
    kind: "command",
    permission: "arrival.read",
    stage: "placed",
    teacher: PLACED,
    prepare: everybodySaid,
    elsewhere: ["institution"],
    run: (actor, side) => revealContact(actor, { enrolmentId: first(side.school.enrolments.approved) }),
  },
  getOwnArrival: {
    kind: "query",
    permission: "arrival.save",
    stage: "placed",
    teacher: PLACED,
    run: (actor, side) => getOwnArrival(actor, first(side.school.enrolments.approved)),
  },
  listArrivals: {
    kind: "query",
    permission: "arrival.read",
    only: ["institution"],
    run: (actor, side) => listArrivals(actor, side.institution.classId),
  },
};
