import {
  findCancellation,
  findOpeningNotice,
  formClass,
  getClass,
  issueOpeningNotice,
  listClasses,
  listFormableDesignations,
  listMergeChoices,
  prepareOpeningNotice,
  refuseCancellation,
  requestCancellation,
  updateClass,
} from "@/lib/classes";
import {
  acceptPlacement,
  cancelClass,
  issueAmendment,
  listAmendments,
  previewAmendment,
  previewCancellation,
  proposePlacement,
} from "@/lib/enrolments";
import { newId } from "@/lib/kernel/id";
import { db } from "@/lib/platform/db";
import { CLASS_PLAN, NOTICE_FIELDS } from "../../factories/year";
import type { AccessCases, Side } from "./shape";

const WHY = { reasonCode: "too-few" as const, reasonText: "人数不足" };
const NATIONAL = "the national office cancels classes of every institution";
const askBoth = (sides: Side[]) =>
  Promise.all(
    sides.map((side) =>
      requestCancellation(side.institution.actor, { classId: side.institution.classId, ...WHY }),
    ),
  );

export const classCases: AccessCases = {
  formClass: {
    kind: "command",
    permission: "class.form",
    run: (actor, side) =>
      formClass(actor, {
        ...CLASS_PLAN,
        capacity: 10,
        designationId: side.institution.formable,
        key: newId(),
      }),
  },
  updateClass: {
    kind: "command",
    permission: "class.form",
    run: (actor, side) =>
      updateClass(actor, { ...CLASS_PLAN, id: side.institution.classId, version: 1, capacity: 25 }),
  },
  prepareOpeningNotice: {
    kind: "command",
    permission: "opening-notice.prepare",
    run: (actor, side) =>
      prepareOpeningNotice(actor, { ...NOTICE_FIELDS, classId: side.institution.classId, version: 1 }),
  },
  issueOpeningNotice: {
    kind: "command",
    permission: "opening-notice.issue",
    at: "2022-05-17T10:00:00+08:00",
    prepare: async (_sides, world) => {
      const { proposalId } = await proposePlacement(world.office, { subProjectId: world.subProjects.B301 });
      await acceptPlacement(world.office, { proposalId });
    },
    run: (actor, side) =>
      issueOpeningNotice(actor, {
        classId: side.institution.classId,
        version: 1,
        documentNumber: "演示培〔2022〕1号",
      }),
  },
  requestCancellation: {
    kind: "command",
    permission: "cancellation.submit",
    run: (actor, side) => requestCancellation(actor, { classId: side.institution.classId, ...WHY }),
  },
  refuseCancellation: {
    kind: "command",
    permission: "class.cancel",
    prepare: askBoth,
    run: async (actor, side) => {
      const wish = await db().classCancellation.findFirstOrThrow({
        where: { classId: side.institution.classId, state: "requested" },
      });
      return refuseCancellation(actor, { cancellationId: wish.id, reasonText: "照常开班" });
    },
    noForeign: NATIONAL,
  },
  findCancellation: {
    kind: "query",
    permission: "class.read",
    prepare: askBoth,
    run: (actor, side) => findCancellation(actor, side.institution.classId),
    noForeign:
      "why a class does not run is for all who read classes; wishes are held back in cancel-class.test.ts",
  },
  listMergeChoices: {
    kind: "query",
    permission: "class.read",
    run: (actor, side) => listMergeChoices(actor, side.institution.classId),
    noForeign: "a list that is empty for a class of somebody else",
  },
  getClass: {
    kind: "query",
    permission: "class.read",
    run: (actor, side) => getClass(actor, side.institution.classId),
  },
  listClasses: {
    kind: "query",
    permission: "class.read",
    run: (actor, _side, world) => listClasses(actor, world.year, {}),
    shows: (side) => side.institution.classId,
  },
  listFormableDesignations: {
    kind: "query",
    permission: "class.form",
    run: (actor, _side, world) => listFormableDesignations(actor, world.year),
    shows: (side) => side.institution.formable,
  },
  findOpeningNotice: {
    kind: "query",
    permission: "opening-notice.read",
    stage: "placed",
    only: ["ministry", "office", "auditor", "institution"],
    run: (actor, side) => findOpeningNotice(actor, side.institution.classId),
    shows: (side) => side.institution.classId,
  },
};

/** Acts on a class that move its people: behind the door of registrations. */
export const classPeopleCases: AccessCases = {
  cancelClass: {
    kind: "command",
    permission: "class.cancel",
    run: async (actor, side, world) => {
      const asked = { classId: side.institution.classId, people: "back" as const };
      const { digest: plan } = await previewCancellation(world.office, asked);
      return cancelClass(actor, { ...asked, ...WHY, plan });
    },
    noForeign: NATIONAL,
  },
  previewCancellation: {
    kind: "query",
    permission: "class.cancel",
    run: (actor, side) => previewCancellation(actor, { classId: side.institution.classId, people: "back" }),
    noForeign: NATIONAL,
  },
  issueAmendment: {
    kind: "command",
    permission: "opening-notice.amend",
    stage: "placed",
    run: (actor, side) =>
      issueAmendment(actor, {
        classId: side.institution.classId,
        documentNumber: "演示培〔2022〕9号",
        text: "报到地点改为图书馆一楼",
      }),
  },
  previewAmendment: {
    kind: "query",
    permission: "opening-notice.amend",
    stage: "placed",
    run: (actor, side) => previewAmendment(actor, side.institution.classId),
  },
  listAmendments: {
    kind: "query",
    permission: "opening-notice.read",
    stage: "placed",
    teacher: 4,
    only: ["ministry", "office", "auditor", "province", "institution", "school", "teacher"],
    run: (actor, _side, world) => listAmendments(actor, world.institutions[0].classId),
    noForeign: "amendments stand beside their notice, which getOpeningNoticeFor opens",
  },
};
