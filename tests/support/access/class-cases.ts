import {
  findOpeningNotice,
  formClass,
  getClass,
  issueOpeningNotice,
  listClasses,
  listFormableDesignations,
  prepareOpeningNotice,
  updateClass,
} from "@/lib/classes";
import { acceptPlacement, proposePlacement } from "@/lib/enrolments";
import { newId } from "@/lib/kernel/id";
import { CLASS_PLAN, NOTICE_FIELDS } from "../../factories/year";
import type { AccessCases } from "./shape";

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
