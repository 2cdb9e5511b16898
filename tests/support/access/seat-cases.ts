import { newId } from "@/lib/kernel/id";
import { db } from "@/lib/platform/db";
import {
  allocateTable,
  approveSeatMove,
  confirmSeatMove,
  getAllocationTable,
  listSeatMoves,
  listSeatNeeds,
  readAllocationTable,
  rejectSeatMove,
  revealCardSheet,
  submitSeatMove,
  submitSeatNeeds,
  withdrawSeatMove,
} from "@/lib/quotas";
import { allocationFile } from "../allocation-file";
import type { World } from "../world-shape";
import type { AccessCases, Side } from "./shape";

/** Each province offers a seat to the other, so that each side has one that it began and one that it is asked. */
async function offerBoth([one, other]: [Side, Side], world: World): Promise<void> {
  for (const [from, to] of [
    [one, other],
    [other, one],
  ] as const)
    await submitSeatMove(from.province.actor, {
      subProjectId: world.subProjects.B302,
      direction: "offer",
      provinceId: to.province.id,
      seats: 1,
      reason: "演示调剂",
      key: newId(),
    });
}

async function agreeBoth(sides: [Side, Side], world: World): Promise<void> {
  await offerBoth(sides, world);
  for (const side of sides)
    await confirmSeatMove(side.province.actor, { ...(await moveTo(side)), reason: "演示同意" });
}

function moveBy(side: Side) {
  return oneMove({ fromId: side.province.id });
}
function moveTo(side: Side, ...states: string[]) {
  return oneMove({ toId: side.province.id, ...(states.length > 0 ? { state: { in: states } } : {}) });
}
async function oneMove(where: { fromId?: string; toId?: string; state?: { in: string[] } }) {
  const { id, version } = await db().seatMove.findFirstOrThrow({
    where,
    select: { id: true, version: true },
  });
  return { moveId: id, version };
}

const OWN_SCHOOL = "the need is the own school's";

/** Needs of schools, reserves, forecasts and moves between provinces: beside the ledger's own rows in quota-cases. */
export const seatCases: AccessCases = {
  allocateTable: {
    kind: "command",
    permission: "quota.allocate",
    elsewhere: ["city"],
    run: (actor, side, world) =>
      allocateTable(actor, {
        year: world.year,
        targets: [{ subProjectId: world.subProjects.B302, schoolId: side.school.id, shown: 0, target: 2 }],
        cards: true,
        key: newId(),
      }),
  },
  getAllocationTable: {
    kind: "query",
    permission: "quota.allocate",
    run: (actor, _side, world) => getAllocationTable(actor, { year: world.year }),
    shows: (side) => side.school.id,
  },
  readAllocationTable: {
    kind: "query",
    permission: "quota.allocate",
    elsewhere: ["city"],
    run: async (actor, side, world) =>
      readAllocationTable(actor, {
        year: world.year,
        file: await allocationFile([[side.school.code, 2]]),
      }),
    noForeign: "a school of another province is a problem of its cell in allocation-table.test.ts",
  },
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
  revealCardSheet: {
    kind: "command",
    permission: "card.export",
    run: (actor, _side, world) => revealCardSheet(actor, { year: world.year, format: "pdf" }),
    noForeign: "the cards of the own school",
  },
  submitSeatMove: {
    kind: "command",
    permission: "move.submit",
    run: async (actor, side, world) => {
      const other = world.provinces.find((one) => one.id !== side.province.id) ?? world.provinces[1];
      return submitSeatMove(actor, {
        subProjectId: world.subProjects.B302,
        direction: "ask",
        provinceId: other.id === actor.organisationId ? side.province.id : other.id,
        seats: 1,
        reason: "演示调剂",
        key: newId(),
      });
    },
    noForeign: "any other province may be asked; the own one is the actor's",
  },
  confirmSeatMove: {
    kind: "command",
    permission: "move.confirm",
    prepare: offerBoth,
    run: async (actor, side) => confirmSeatMove(actor, { ...(await moveTo(side)), reason: "演示同意" }),
    noForeign: "both provinces are sides of every request here; a third one is refused in seat-moves.test.ts",
  },
  rejectSeatMove: {
    kind: "command",
    permission: "move.reject",
    // The ministry and the province each refuse one.
    prepare: async (sides, world) => {
      await offerBoth(sides, world);
      await offerBoth(sides, world);
    },
    run: async (actor, side) =>
      rejectSeatMove(actor, { ...(await moveTo(side, "proposed")), reason: "演示不同意" }),
    noForeign: "both provinces are sides of every request here; a third one is refused in seat-moves.test.ts",
  },
  withdrawSeatMove: {
    kind: "command",
    permission: "move.submit",
    prepare: offerBoth,
    run: async (actor, side) => withdrawSeatMove(actor, await moveBy(side)),
    noForeign: "both provinces are sides of every request here; a third one is refused in seat-moves.test.ts",
  },
  approveSeatMove: {
    kind: "command",
    permission: "move.approve",
    prepare: agreeBoth,
    run: async (actor, side) => approveSeatMove(actor, { ...(await moveTo(side)), reason: "" }),
    noForeign: "the ministry reaches every request",
  },
  listSeatMoves: {
    kind: "query",
    permission: "move.read",
    run: (actor, _side, world) => listSeatMoves(actor, { year: world.year }),
    noForeign: "the requests of the own province; a third one sees none in seat-moves.test.ts",
  },
};
