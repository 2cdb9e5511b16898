import type { Actor, Role } from "@/lib/access";
import {
  acceptPlacement,
  acknowledgeOpeningNotice,
  approveEnrolment,
  confirmEnrolment,
  countNoticeRecipients,
  countPlaced,
  countPlacedInYear,
  exportEnrolments,
  exportRoster,
  findLastStep,
  findOwnPlace,
  getCardForRegistration,
  getEnrolment,
  getOpeningNoticeFor,
  getPlacement,
  getRegistrationChoices,
  getRoster,
  listEnrolments,
  listFreedPlaces,
  listMyRegistrations,
  listPlacements,
  listSuccessors,
  movePlacement,
  previewEligibility,
  proposePlacement,
  registerEnrolment,
  rejectEnrolment,
  remindOfNotice,
  reopenEnrolment,
  replaceEnrolment,
  resubmitEnrolment,
  returnEnrolment,
  returnToTeacher,
  reviewInBulk,
  undoReview,
  withdrawEnrolment,
} from "@/lib/enrolments";
import { newId } from "@/lib/kernel/id";
import { db } from "@/lib/platform/db";
import { approve, type Stand, versionOf } from "../../factories/registrations";
import { type AccessCases, confirmedOf, first, type Side, teacherAt } from "./shape";

const REASON = { reasonCode: "other" as const, reasonText: "请写明理由。" };
const PLACEMENT_TIME = "2022-05-17T10:00:00+08:00";
const OWN_PERSON = "the person is the actor";
const NATIONAL = "placement runs over the whole country";

/** The registration in a stand, as an act on it names it. */
async function known(side: Side, stand: Stand, index = 0) {
  const enrolmentId = first(side.school.enrolments[stand]?.slice(index));
  return { enrolmentId, version: await versionOf(enrolmentId) };
}

async function waitingFor(actor: Actor, side: Side) {
  const enrolmentId = confirmedOf(actor, side);
  return { enrolmentId, version: await versionOf(enrolmentId) };
}

function registration(side: Side, subProjectId: string) {
  return {
    key: newId(),
    subProjectId,
    route: "free" as const,
    cardCode: null,
    preferences: [],
    commitment: null,
    side: side.school.id,
  };
}

async function openProposal(): Promise<string> {
  const row = await db().placementProposal.findFirstOrThrow({
    where: { state: "proposed" },
    select: { id: true },
  });
  return row.id;
}

/** In the stage `placed` everybody approved sits in the first institution's class. */
const PLACED_SEES: Role[] = ["ministry", "office", "auditor", "province", "institution", "school", "teacher"];

const commands: AccessCases = {
  registerEnrolment: {
    kind: "command",
    permission: "enrolment.register",
    teacher: 9,
    run: (actor, side, world) => {
      const { side: _, ...input } = registration(side, world.subProjects.B301);
      return registerEnrolment(actor, input);
    },
    noForeign: OWN_PERSON,
  },
  resubmitEnrolment: {
    kind: "command",
    permission: "enrolment.register",
    teacher: 6,
    run: async (actor, side) =>
      resubmitEnrolment(actor, {
        ...(await known(side, "returnedToTeacher")),
        preferences: [],
        commitment: null,
      }),
  },
  withdrawEnrolment: {
    kind: "command",
    permission: "enrolment.withdraw",
    teacher: 0,
    run: async (actor, side) =>
      withdrawEnrolment(actor, { ...(await known(side, "submitted")), reasonText: "" }),
  },
  confirmEnrolment: {
    kind: "command",
    permission: "enrolment.confirm",
    run: async (actor, side) =>
      confirmEnrolment(actor, {
        ...(await known(side, "submitted")),
        ethicsStatement: "师德师风良好。",
        ethicsName: "李老师",
      }),
  },
  returnToTeacher: {
    kind: "command",
    permission: "enrolment.confirm",
    run: async (actor, side) => returnToTeacher(actor, { ...(await known(side, "submitted")), ...REASON }),
  },
  approveEnrolment: {
    kind: "command",
    permission: "enrolment.review",
    run: async (actor, side) => approveEnrolment(actor, await waitingFor(actor, side)),
  },
  returnEnrolment: {
    kind: "command",
    permission: "enrolment.review",
    run: async (actor, side) =>
      returnEnrolment(actor, { ...(await waitingFor(actor, side)), ...REASON, to: "school" }),
  },
  rejectEnrolment: {
    kind: "command",
    permission: "enrolment.review",
    run: async (actor, side) => rejectEnrolment(actor, { ...(await waitingFor(actor, side)), ...REASON }),
  },
  reviewInBulk: {
    kind: "command",
    permission: "enrolment.review",
    run: async (actor, side) =>
      reviewInBulk(actor, {
        key: newId(),
        ids: side.school.enrolments.confirmed ?? [],
        decision: "approve",
        to: "school",
        reasonCode: "other",
        reasonText: "",
      }),
  },
  undoReview: {
    kind: "command",
    permission: "enrolment.review",
    prepare: (sides) =>
      Promise.all(
        sides.flatMap((side) =>
          [side.province.actor, side.province.delegate].map((actor) =>
            approve(actor, confirmedOf(actor, side)),
          ),
        ),
      ),
    run: (actor, side) => undoReview(actor, { enrolmentId: confirmedOf(actor, side), operationId: null }),
  },
  reopenEnrolment: {
    kind: "command",
    permission: "enrolment.reopen",
    run: async (actor, side) =>
      reopenEnrolment(actor, { ...(await known(side, "rejected")), reasonText: "演示重新审核" }),
  },
  replaceEnrolment: {
    kind: "command",
    permission: "enrolment.replace",
    run: async (actor, side) =>
      replaceEnrolment(actor, {
        key: newId(),
        ...(await known(side, "approved")),
        teacherId: teacherAt(side, 10).id,
        preferences: [],
        commitment: null,
        reasonText: "",
      }),
  },
  proposePlacement: {
    kind: "command",
    permission: "placement.propose",
    at: PLACEMENT_TIME,
    run: (actor, _side, world) => proposePlacement(actor, { subProjectId: world.subProjects.B301 }),
    noForeign: NATIONAL,
  },
  movePlacement: {
    kind: "command",
    permission: "placement.propose",
    at: PLACEMENT_TIME,
    prepare: (_sides, world) => proposePlacement(world.office, { subProjectId: world.subProjects.B301 }),
    run: async (actor, side) =>
      movePlacement(actor, {
        proposalId: await openProposal(),
        enrolmentId: first(side.school.enrolments.approved),
        classId: "",
      }),
    noForeign: NATIONAL,
  },
  acceptPlacement: {
    kind: "command",
    permission: "placement.accept",
    at: PLACEMENT_TIME,
    prepare: (_sides, world) => proposePlacement(world.office, { subProjectId: world.subProjects.B301 }),
    run: async (actor) => acceptPlacement(actor, { proposalId: await openProposal() }),
    noForeign: NATIONAL,
  },
  acknowledgeOpeningNotice: {
    kind: "command",
    permission: "opening-notice.acknowledge",
    stage: "placed",
    teacher: 4,
    run: (actor, side) =>
      acknowledgeOpeningNotice(actor, { enrolmentId: first(side.school.enrolments.approved) }),
  },
};

const queries: AccessCases = {
  getEnrolment: {
    kind: "query",
    permission: "enrolment.read",
    stage: "placed",
    teacher: 4,
    elsewhere: ["institution"],
    run: (actor, side) => getEnrolment(actor, first(side.school.enrolments.approved)),
  },
  listEnrolments: {
    kind: "query",
    permission: "enrolment.read",
    teacher: 0,
    elsewhere: ["institution"],
    run: (actor, _side, world) => listEnrolments(actor, world.year, { tab: "all" }),
    shows: (side) => first(side.school.enrolments.submitted),
  },
  listFreedPlaces: {
    kind: "query",
    permission: "place.follow",
    run: (actor, _side, world) => listFreedPlaces(actor, { year: world.year }),
    shows: (side) => first(side.school.enrolments.returnedToSchool),
  },
  listMyRegistrations: {
    kind: "query",
    permission: "enrolment.read",
    teacher: 0,
    only: ["teacher"],
    run: (actor, _side, world) => listMyRegistrations(actor, world.year),
    shows: (side) => first(side.school.enrolments.submitted),
  },
  previewEligibility: {
    kind: "query",
    permission: "enrolment.register",
    teacher: 9,
    run: (actor, _side, world) => previewEligibility(actor, { subProjectId: world.subProjects.B301 }),
    noForeign: OWN_PERSON,
  },
  getRegistrationChoices: {
    kind: "query",
    permission: "enrolment.register",
    teacher: 9,
    run: (actor, _side, world) => getRegistrationChoices(actor, world.year),
    noForeign: OWN_PERSON,
  },
  getCardForRegistration: {
    kind: "query",
    permission: "enrolment.register",
    teacher: 12,
    run: async (actor, side) => {
      const { code } = await db().registrationCard.findUniqueOrThrow({
        where: { id: side.school.boundCardId },
        select: { code: true },
      });
      return getCardForRegistration(actor, { cardCode: code });
    },
    noForeign: "a card in somebody else's hands is told apart, so that a typed code gets a useful answer",
  },
  getPlacement: {
    kind: "query",
    permission: "placement.propose",
    run: (actor, _side, world) => getPlacement(actor, world.subProjects.B301),
    noForeign: NATIONAL,
  },
  listPlacements: {
    kind: "query",
    permission: "placement.propose",
    run: (actor, _side, world) => listPlacements(actor, world.year),
    noForeign: NATIONAL,
  },
  remindOfNotice: {
    kind: "command",
    permission: "opening-notice.remind",
    stage: "placed",
    run: (actor, side) => remindOfNotice(actor, { classId: side.institution.classId }),
  },
  exportEnrolments: {
    kind: "command",
    permission: "enrolment.export",
    run: (actor, _side, world) => exportEnrolments(actor, { year: world.year, tab: "all" }),
    shows: (side) => side.school.enrolments.approved?.[0] ?? "",
  },
  exportRoster: {
    kind: "command",
    permission: "roster.export",
    stage: "placed",
    run: (actor, side) => exportRoster(actor, { classId: side.institution.classId, format: "xlsx" }),
  },
  getRoster: {
    kind: "query",
    permission: "roster.read",
    stage: "placed",
    elsewhere: ["institution"],
    run: (actor, _side, world) => getRoster(actor, world.institutions[0].classId),
    shows: (side) => first(side.school.enrolments.approved),
  },
  countPlaced: {
    kind: "query",
    permission: "roster.read",
    stage: "placed",
    run: async (actor, _side, world) => [...(await countPlaced(actor, [world.institutions[0].classId]))],
    noForeign: "a count; whose people it counts is told by getRoster",
  },
  countPlacedInYear: {
    kind: "query",
    permission: "roster.read",
    stage: "placed",
    run: async (actor, _side, world) => [...(await countPlacedInYear(actor, world.year))],
    noForeign: "a count; whose people it counts is told by getRoster",
  },
  findLastStep: {
    kind: "query",
    permission: "enrolment.read",
    stage: "placed",
    teacher: 4,
    elsewhere: ["institution"],
    run: (actor, side) => findLastStep(actor, first(side.school.enrolments.approved)),
    shows: (side) => first(side.school.enrolments.approved),
  },
  listSuccessors: {
    kind: "query",
    permission: "enrolment.replace",
    run: (actor, side) => listSuccessors(actor, first(side.school.enrolments.approved), ""),
  },
  countNoticeRecipients: {
    kind: "query",
    permission: "opening-notice.prepare",
    stage: "placed",
    run: (actor, side) => countNoticeRecipients(actor, side.institution.classId),
    noForeign: "a foreign class counts nobody; assigned.test.ts looks at it",
  },
  getOpeningNoticeFor: {
    kind: "query",
    permission: "opening-notice.read",
    stage: "placed",
    teacher: 4,
    only: PLACED_SEES,
    run: (actor, _side, world) => getOpeningNoticeFor(actor, world.institutions[0].classId),
    noForeign: "whom a notice concerns has a test of its own",
  },
  findOwnPlace: {
    kind: "query",
    permission: "opening-notice.acknowledge",
    stage: "placed",
    teacher: 4,
    run: (actor, _side, world) => findOwnPlace(actor, world.institutions[0].classId),
    shows: (side) => first(side.school.enrolments.approved),
  },
};

export const enrolmentCases: AccessCases = { ...commands, ...queries };
