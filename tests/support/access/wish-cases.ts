import {
  declineNomination,
  getOwnWishes,
  listCandidates,
  listWishes,
  nominateTeacher,
  saveIntents,
  withdrawNomination,
} from "@/lib/enrolments";
import { newId } from "@/lib/kernel/id";
import { db } from "@/lib/platform/db";
import type { World } from "../world-shape";
import { type AccessCases, type Side, teacherAt } from "./shape";

const OWN_PERSON = "the person is the actor";

function proposal(side: Side, world: World) {
  return {
    key: newId(),
    subProjectId: world.subProjects.B301,
    teacherId: teacherAt(side, 9).id,
    note: "",
  };
}

async function proposals(sides: [Side, Side], world: World): Promise<void> {
  for (const side of sides) await nominateTeacher(side.school.actor, proposal(side, world));
}

async function proposalOf(side: Side): Promise<string> {
  const row = await db().nomination.findFirstOrThrow({
    where: { teacherId: teacherAt(side, 9).id },
    select: { id: true },
  });
  return row.id;
}

export const wishCases: AccessCases = {
  nominateTeacher: {
    kind: "command",
    permission: "nomination.create",
    run: (actor, side, world) => nominateTeacher(actor, proposal(side, world)),
  },
  withdrawNomination: {
    kind: "command",
    permission: "nomination.create",
    prepare: proposals,
    run: async (actor, side) => withdrawNomination(actor, { nominationId: await proposalOf(side) }),
  },
  declineNomination: {
    kind: "command",
    permission: "nomination.answer",
    teacher: 9,
    prepare: proposals,
    run: async (actor, side) =>
      declineNomination(actor, { nominationId: await proposalOf(side), reasonText: "家中有事。" }),
  },
  saveIntents: {
    kind: "command",
    permission: "intent.save",
    run: (actor, _side, world) => saveIntents(actor, { year: 2022, subProjectIds: [world.subProjects.B302] }),
    noForeign: OWN_PERSON,
  },
  getOwnWishes: {
    kind: "query",
    permission: "intent.save",
    run: (actor) => getOwnWishes(actor, 2022),
    noForeign: OWN_PERSON,
  },
  listWishes: {
    kind: "query",
    permission: "intent.read",
    only: ["school"],
    prepare: proposals,
    run: (actor, _side, world) => listWishes(actor, { year: 2022, subProjectId: world.subProjects.B301 }),
    shows: (side) => teacherAt(side, 9).id,
  },
  listCandidates: {
    kind: "query",
    permission: "nomination.create",
    run: (actor, _side, world) => listCandidates(actor, { subProjectId: world.subProjects.B301, search: "" }),
    shows: (side) => teacherAt(side, 9).id,
  },
};
