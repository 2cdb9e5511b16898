import {
  declineNomination,
  findFilledIn,
  findOwnEntry,
  getEntryForm,
  getOwnWishes,
  listCandidates,
  listEntries,
  listWishes,
  nominateTeacher,
  prepareEntry,
  remindOfEntry,
  saveIntents,
  withdrawNomination,
} from "@/lib/enrolments";
import { newId } from "@/lib/kernel/id";
import { db } from "@/lib/platform/db";
import type { World } from "../world-shape";
import { type AccessCases, first, type Side, teacherAt } from "./shape";

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

function entry(side: Side, world: World) {
  return { ...proposal(side, world), preferences: [], commitment: "" };
}

async function entries(sides: [Side, Side], world: World): Promise<void> {
  for (const side of sides) await prepareEntry(side.school.actor, entry(side, world));
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
  prepareEntry: {
    kind: "command",
    permission: "nomination.create",
    run: (actor, side, world) => prepareEntry(actor, entry(side, world)),
  },
  remindOfEntry: {
    kind: "command",
    permission: "nomination.create",
    prepare: entries,
    run: async (actor, side) => remindOfEntry(actor, { nominationId: await proposalOf(side) }),
  },
  findOwnEntry: {
    kind: "query",
    permission: "enrolment.register",
    run: (actor, _side, world) => findOwnEntry(actor, world.subProjects.B301),
    noForeign: OWN_PERSON,
  },
  findFilledIn: {
    kind: "query",
    permission: "enrolment.read",
    stage: "placed",
    teacher: 4,
    elsewhere: ["institution"],
    run: (actor, side) => findFilledIn(actor, first(side.school.enrolments.approved)),
  },
  getEntryForm: {
    kind: "query",
    permission: "nomination.create",
    run: (actor, side, world) =>
      getEntryForm(actor, { subProjectId: world.subProjects.B301, teacherId: teacherAt(side, 9).id }),
  },
  listEntries: {
    kind: "query",
    permission: "nomination.create",
    prepare: entries,
    run: (actor) => listEntries(actor, { year: 2022 }),
    shows: (side) => teacherAt(side, 9).id,
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
