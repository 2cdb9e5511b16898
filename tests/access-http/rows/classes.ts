import { requestCancellation } from "@/lib/classes";
import { previewCancellation } from "@/lib/enrolments";
import { newId } from "@/lib/kernel/id";
import { CLASS_PLAN, NOTICE_FIELDS } from "../../factories/year";
import { type ActionRows, found } from "../../support/http/cells";
import { placeEverybody } from "./enrolments";

const HOST = { institution: "body" } as const;

const WHY = { reasonCode: "too-few" as const, reasonText: "人数不足" };

const endings: ActionRows = {
  "classes/[classId]#requestCancellationAction": {
    who: HOST,
    over: ["own", "foreign", "missing"],
    object: "classId",
    form: ({ side }) => ({ classId: side.institution.classId, ...WHY, intoClassId: "" }),
  },
  "classes/[classId]#refuseCancellationAction": {
    who: { office: "country" },
    over: ["own", "missing"],
    object: "cancellationId",
    prepare: ({ side }) =>
      requestCancellation(side.institution.actor, { classId: side.institution.classId, ...WHY }),
    form: async ({ pool }) => ({
      cancellationId: await found(pool, "SELECT id FROM class_cancellations ORDER BY id DESC"),
      reasonText: "照常开班",
    }),
  },
  "classes/[classId]#cancelClassAction": {
    who: { office: "country" },
    over: ["own", "foreign", "missing"],
    object: "classId",
    form: async ({ world, side }) => {
      const asked = { classId: side.institution.classId, people: "back" as const };
      const { digest } = await previewCancellation(world.office, asked);
      return { ...asked, ...WHY, intoClassId: "", plan: digest };
    },
  },
  "classes/[classId]#issueAmendmentAction": {
    who: HOST,
    over: ["own", "foreign", "missing"],
    stage: "placed",
    object: "classId",
    form: ({ side }) => ({
      classId: side.institution.classId,
      documentNumber: "演示培〔2022〕9号",
      text: "报到地点改为图书馆一楼",
    }),
  },
  "classes/[classId]#remindOfNoticeAction": {
    // Each reminds the own people of a class.
    who: { institution: "body", province: "country", school: "country" },
    over: ["own", "missing"],
    stage: "placed",
    object: "classId",
    form: ({ side }) => ({ classId: side.institution.classId }),
  },
};

const classes: ActionRows = {
  "programmes/[year]/classes/new#formClassAction": {
    who: HOST,
    over: ["own", "foreign", "missing"],
    object: "designationId",
    form: ({ side }) => ({
      ...CLASS_PLAN,
      days: "14",
      hours: "112",
      capacity: "10",
      designationId: side.institution.formable,
      key: newId(),
    }),
  },
  "classes/[classId]#updateClassAction": {
    who: HOST,
    over: ["own", "foreign", "missing"],
    object: "id",
    form: ({ side }) => ({
      ...CLASS_PLAN,
      days: "14",
      hours: "112",
      id: side.institution.classId,
      version: "1",
      capacity: "25",
    }),
  },
  "classes/[classId]#prepareOpeningNoticeAction": {
    who: HOST,
    over: ["own", "foreign", "missing"],
    object: "classId",
    form: ({ side }) => ({
      ...NOTICE_FIELDS,
      travel: "演示乘车路线",
      classId: side.institution.classId,
      version: "1",
    }),
  },
  "classes/[classId]#issueOpeningNoticeAction": {
    who: HOST,
    over: ["own", "foreign", "missing"],
    object: "classId",
    at: "2022-05-17T10:00:00+08:00",
    prepare: placeEverybody,
    form: ({ side }) => ({
      classId: side.institution.classId,
      version: "1",
      documentNumber: "演示培〔2022〕1号",
    }),
  },
};

export const classRows: ActionRows = { ...classes, ...endings };
