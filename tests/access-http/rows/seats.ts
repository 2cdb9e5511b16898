import { newId } from "@/lib/kernel/id";
import { saveQuotaDraft } from "@/lib/quotas";
import { CLASS_PLAN, NOTICE_FIELDS } from "../../factories/year";
import { type ActionRows, type Cell, found } from "../../support/http/cells";
import { placeEverybody } from "./enrolments";

const MINISTRY = { ministry: "country" } as const;
/** A province shares out among its own schools. */
const PROVINCE = { province: "province" } as const;
const SCHOOL = { school: "body" } as const;
const HOST = { institution: "body" } as const;
const CELLS = { 43: { B305: "5" }, 42: { B305: "5" } };

const freeCard = ({ pool, side }: Cell, column: "id" | "version") =>
  found(
    pool,
    `SELECT ${column} FROM registration_cards WHERE school_id = $1 AND state = 'issued' ORDER BY code`,
    [side.school.id],
  );
const versionOfCard = ({ pool, side }: Cell) =>
  found(pool, "SELECT version FROM registration_cards WHERE id::text = $1", [side.school.boundCardId]);
const subProject = { year: "2022", subProject: "B301" };
const handBack = ({ world }: Cell) => ({
  subProjectId: world.subProjects.B301,
  seats: "1",
  reason: "演示交回",
  key: newId(),
  year: "2022",
});
const bind = async (cell: Cell) => ({
  cardId: await freeCard(cell, "id"),
  version: await freeCard(cell, "version"),
  teacherId: cell.teacher.id,
  year: "2022",
});

const quotas: ActionRows = {
  "programmes/[year]/quotas#saveDraftAction": {
    who: MINISTRY,
    over: ["own"],
    form: () => ({ year: "2022", cells: JSON.stringify(CELLS), basedOn: "1", act: "stay" }),
  },
  "programmes/[year]/quotas#restoreDraftAction": {
    who: MINISTRY,
    over: ["own"],
    form: () => ({ year: "2022", number: "1", basedOn: "1" }),
  },
  "programmes/[year]/quotas#importTableAction": {
    who: MINISTRY,
    over: ["own"],
    form: () => ({ year: "2022", file: { fileName: "junk.xlsx", bytes: Buffer.alloc(64) } }),
    stopsAtRules: "a readable table of this small year would have to be drawn up first",
  },
  "programmes/[year]/quotas#issueTableAction": {
    who: MINISTRY,
    over: ["own"],
    prepare: ({ world }) => saveQuotaDraft(world.ministry, { year: world.year, cells: CELLS, basedOn: 1 }),
    form: () => ({
      year: "2022",
      draft: "2",
      "subProjects[]": ["B305"],
      reserveConfirmed: "true",
      key: newId(),
    }),
  },
  "programmes/[year]/quotas#topUpAction": {
    who: MINISTRY,
    over: ["own", "foreign", "missing"],
    object: "provinceId",
    form: ({ world, side }) => ({
      subProjectId: world.subProjects.B301,
      provinceId: side.province.id,
      seats: "2",
      reason: "演示追加",
      key: newId(),
      year: "2022",
    }),
  },
  "programmes/[year]/quotas#allocateAction": {
    who: PROVINCE,
    over: ["own", "neighbour", "foreign", "missing"],
    object: "schoolId[]",
    form: ({ world, side }) => ({
      year: "2022",
      subProject: "B302",
      subProjectId: world.subProjects.B302,
      act: "issue",
      "schoolId[]": [side.school.id],
      "shown[]": ["0"],
      "target[]": ["2"],
      key: newId(),
    }),
  },
  "programmes/[year]/quotas#handBackAction": {
    who: { province: "body", school: "body" },
    over: ["own"],
    form: (cell) => ({ ...handBack(cell), ...subProject }),
  },
  "programmes/[year]/cards#handBackHeldAction": {
    who: { province: "body", school: "body" },
    over: ["own"],
    form: handBack,
  },
  "programmes/[year]/cards#recallAction": {
    who: PROVINCE,
    over: ["own", "neighbour", "foreign", "missing"],
    object: "cardIds[]",
    form: async (cell) => ({
      subProjectId: cell.world.subProjects.B301,
      "cardIds[]": [await freeCard(cell, "id")],
      reason: "演示收回",
      key: newId(),
      year: "2022",
    }),
  },
  "programmes/[year]/cards/empty#remindAction": {
    who: PROVINCE,
    over: ["own", "neighbour", "foreign", "missing"],
    object: "schoolIds[]",
    form: ({ side }) => ({ year: "2022", "schoolIds[]": [side.school.id] }),
  },
  "programmes/[year]/cards#bindAction": {
    who: SCHOOL,
    over: ["own", "neighbour", "foreign", "missing"],
    teacher: 9,
    object: "cardId",
    form: bind,
  },
  "programmes/[year]/cards/wishes#bind": {
    who: SCHOOL,
    over: ["own", "neighbour", "foreign", "missing"],
    teacher: 9,
    object: "cardId",
    form: async (cell) => ({ ...(await bind(cell)), subProjectId: cell.world.subProjects.B301 }),
  },
  "programmes/[year]/cards#unbindAction": {
    who: SCHOOL,
    over: ["own", "foreign", "missing"],
    object: "cardId",
    form: async (cell) => ({
      cardId: cell.side.school.boundCardId,
      version: await versionOfCard(cell),
      year: "2022",
    }),
  },
  "programmes/[year]/cards/needs#submitNeedsAction": {
    who: SCHOOL,
    over: ["own"],
    form: ({ world: { subProjects } }) => ({
      year: "2022",
      [`version-${subProjects.B302}`]: "0",
      [`seats-${subProjects.B302}`]: "2",
      [`reason-${subProjects.B302}`]: "演示需要",
      [`before-${subProjects.B302}`]: "0 ",
    }),
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

export const seatRows: ActionRows = { ...quotas, ...classes };
