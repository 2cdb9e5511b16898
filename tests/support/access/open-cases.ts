import {
  acceptOffer,
  acceptRechecks,
  getOpenClass,
  getStand,
  joinWaiting,
  leaveWaiting,
  listRechecks,
  listWaiting,
  recheckEnrolment,
  registerOpen,
} from "@/lib/enrolments";
import { newId } from "@/lib/kernel/id";
import { versionOf } from "../../factories/registrations";
import { openConfirmed, openHalves, openOf, openOffers, openRequest, WAITING } from "../open";
import type { AccessCases } from "./shape";

const OWN_PERSON = "the person is the actor";
const NOBODY_YET = 9;

/** Teacher 10 has the one place of each side's class, teacher 11 waits for it. */
export const openCases: AccessCases = {
  registerOpen: {
    kind: "command",
    permission: "enrolment.register",
    prepare: openHalves,
    teacher: NOBODY_YET,
    run: (actor, side) => registerOpen(actor, openRequest(openOf(side).classId)),
    stopsAtRules: "the class of the world is full; open-mode.test.ts takes places",
    noForeign: OWN_PERSON,
  },
  joinWaiting: {
    kind: "command",
    permission: "waiting.join",
    prepare: openHalves,
    teacher: NOBODY_YET,
    run: (actor, side) => joinWaiting(actor, openRequest(openOf(side).classId)),
    noForeign: OWN_PERSON,
  },
  acceptOffer: {
    kind: "command",
    permission: "enrolment.register",
    prepare: openOffers,
    teacher: WAITING,
    run: (actor, side) =>
      acceptOffer(actor, { key: newId(), entryId: openOf(side).entryId, commitment: null }),
  },
  leaveWaiting: {
    kind: "command",
    permission: "waiting.leave",
    prepare: openHalves,
    teacher: WAITING,
    run: (actor, side) => leaveWaiting(actor, { entryId: openOf(side).entryId }),
  },
  recheckEnrolment: {
    kind: "command",
    permission: "enrolment.recheck",
    prepare: openConfirmed,
    run: async (actor, side) => {
      const { enrolmentId } = openOf(side);
      return recheckEnrolment(actor, {
        enrolmentId,
        version: await versionOf(enrolmentId),
        decision: "accept",
        reasonCode: "other",
        reasonText: "",
      });
    },
  },
  acceptRechecks: {
    kind: "command",
    permission: "enrolment.recheck",
    prepare: openConfirmed,
    run: (actor, side) => acceptRechecks(actor, { key: newId(), ids: [openOf(side).enrolmentId] }),
  },
  getOpenClass: {
    kind: "query",
    permission: "enrolment.register",
    prepare: openHalves,
    teacher: NOBODY_YET,
    run: (actor, side) => getOpenClass(actor, openOf(side).classId),
    noForeign: "every teacher may look at every open class; what it says of a person is of the actor",
  },
  getStand: {
    kind: "query",
    permission: "waiting.read",
    prepare: openHalves,
    teacher: WAITING,
    run: (actor, side) => getStand(actor, openOf(side).entryId),
  },
  listWaiting: {
    kind: "query",
    permission: "waiting.read",
    prepare: openHalves,
    teacher: WAITING,
    run: (actor, _side, world) => listWaiting(actor, world.year),
    shows: (side) => openOf(side).entryId,
  },
  listRechecks: {
    kind: "query",
    permission: "enrolment.recheck",
    prepare: openConfirmed,
    run: (actor, _side, world) => listRechecks(actor, world.year),
    shows: (side) => openOf(side).enrolmentId,
  },
};
