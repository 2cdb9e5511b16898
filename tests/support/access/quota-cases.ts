import type { Role } from "@/lib/access";
import { newId } from "@/lib/kernel/id";
import { db } from "@/lib/platform/db";
import {
  allocateAndIssue,
  bindCard,
  checkQuotaTable,
  countFieldTeachers,
  expireCards,
  findCard,
  getAllocation,
  getCard,
  getQuotaGrid,
  getQuotaWeights,
  getSeatFigures,
  getSeatHistory,
  grantExtension,
  handBackSeats,
  handDownSeats,
  importQuotaTable,
  issueCards,
  issueQuotaTable,
  keepQuotaWork,
  listCards,
  listEmptySeats,
  listHeldSeats,
  listQuotaDrafts,
  recallCards,
  remindSchools,
  reserveSeats,
  restoreQuotaDraft,
  saveQuotaDraft,
  saveQuotaNumber,
  topUpProvince,
  unbindCard,
  updateSeatRoute,
} from "@/lib/quotas";
import { type AccessCases, type Side, teacherAt } from "./shape";

async function freeCard(side: Side): Promise<{ id: string; code: string; version: number }> {
  return db().registrationCard.findFirstOrThrow({
    where: { schoolId: side.school.id, state: "issued" },
    orderBy: { code: "asc" },
    select: { id: true, code: true, version: true },
  });
}

const CELLS = { 43: { B305: "5" }, 42: { B305: "5" } };
const OWN_ACCOUNT = "the account is the own body's";
/** Has no seats here, where they go straight to schools: city-level.test.ts looks at what it does with its own and those of others. */
const CITY: Role[] = ["city"];
const NATIONAL = "the table is the country's";

export const quotaCases: AccessCases = {
  saveQuotaDraft: {
    kind: "command",
    permission: "quota.plan",
    run: (actor, _side, world) => saveQuotaDraft(actor, { year: world.year, cells: CELLS, basedOn: 1 }),
    noForeign: NATIONAL,
  },
  saveQuotaNumber: {
    kind: "command",
    permission: "quota.plan",
    run: (actor, _side, world) =>
      saveQuotaNumber(actor, { year: world.year, region: "43", subProject: "B305", shown: "", text: "5" }),
    noForeign: NATIONAL,
  },
  keepQuotaWork: {
    kind: "command",
    permission: "quota.plan",
    run: (actor, _side, world) =>
      keepQuotaWork(actor, {
        year: world.year,
        draft: 1,
        cells: CELLS,
        undo: [[["43", "B305", "", "5"]]],
        redo: [],
        windowId: newId(),
        revision: 0,
      }),
    noForeign: NATIONAL,
    events: [],
  },
  restoreQuotaDraft: {
    kind: "command",
    permission: "quota.plan",
    run: (actor, _side, world) => restoreQuotaDraft(actor, { year: world.year, number: 1, basedOn: 1 }),
    noForeign: NATIONAL,
  },
  listQuotaDrafts: {
    kind: "query",
    permission: "quota.plan",
    run: (actor, _side, world) => listQuotaDrafts(actor, { year: world.year }),
    noForeign: NATIONAL,
  },
  importQuotaTable: {
    kind: "command",
    permission: "quota.plan",
    run: (actor, _side, world) =>
      importQuotaTable(actor, { year: world.year, file: new File([new Uint8Array(64)], "junk.xlsx") }),
    noForeign: NATIONAL,
    stopsAtRules: "a readable table of this small year would have to be drawn up first",
  },
  issueQuotaTable: {
    kind: "command",
    permission: "quota.issue",
    prepare: (_sides, world) =>
      saveQuotaDraft(world.ministry, { year: world.year, cells: CELLS, basedOn: 1 }),
    run: (actor, _side, world) =>
      issueQuotaTable(actor, {
        year: world.year,
        draft: 2,
        subProjects: ["B305"],
        reserveConfirmed: true,
        key: newId(),
      }),
    noForeign: NATIONAL,
  },
  topUpProvince: {
    kind: "command",
    permission: "quota.issue",
    run: (actor, side, world) =>
      topUpProvince(actor, {
        subProjectId: world.subProjects.B301,
        provinceId: side.province.id,
        seats: 2,
        reason: "演示追加",
        key: newId(),
      }),
  },
  grantExtension: {
    kind: "command",
    permission: "window.extend",
    run: async (actor, _side, world) => {
      const window = await db().timeWindow.findFirstOrThrow({
        where: { year: world.year, key: "registration" },
        select: { version: true },
      });
      return grantExtension(actor, {
        year: world.year,
        key: "registration",
        version: window.version,
        body: (
          await db().organisation.findFirstOrThrow({ where: { kind: "school" }, orderBy: { code: "asc" } })
        ).code,
        closesAt: "2022-05-18T00:00",
        reason: "演示延长",
      });
    },
    noForeign: "the ministry extends for the whole country",
  },
  updateSeatRoute: {
    kind: "command",
    permission: "seat-route.update",
    run: (actor, _side, world) => updateSeatRoute(actor, { year: world.year, throughCities: true }),
    noForeign: "the route is the own province's",
    stopsAtRules: "seats of the world's year were handed down straight to schools",
  },
  reserveSeats: {
    kind: "command",
    permission: "quota.reserve",
    elsewhere: CITY,
    run: (actor, _side, world) =>
      reserveSeats(actor, { subProjectId: world.subProjects.B301, seats: 1, reason: "演示机动" }),
    noForeign: OWN_ACCOUNT,
  },
  handDownSeats: {
    kind: "command",
    permission: "quota.allocate",
    elsewhere: CITY,
    run: (actor, side, world) =>
      handDownSeats(actor, {
        subProjectId: world.subProjects.B302,
        rows: [{ schoolId: side.school.id, seats: 2 }],
        key: newId(),
      }),
  },
  allocateAndIssue: {
    kind: "command",
    permission: ["quota.allocate", "card.issue"],
    elsewhere: CITY,
    run: (actor, side, world) =>
      allocateAndIssue(actor, {
        subProjectId: world.subProjects.B302,
        rows: [{ schoolId: side.school.id, shown: 0, target: 2 }],
        cards: true,
        key: newId(),
      }),
  },
  handBackSeats: {
    kind: "command",
    permission: "quota.hand-back",
    elsewhere: CITY,
    run: (actor, _side, world) =>
      handBackSeats(actor, {
        subProjectId: world.subProjects.B301,
        seats: 1,
        reason: "演示交回",
        key: newId(),
      }),
    noForeign: OWN_ACCOUNT,
  },
  remindSchools: {
    kind: "command",
    permission: "card.remind",
    run: (actor, side, world) => remindSchools(actor, { year: world.year, schoolIds: [side.school.id] }),
  },
  listEmptySeats: {
    kind: "query",
    permission: "card.remind",
    run: (actor, _side, world) => listEmptySeats(actor, { year: world.year }),
    shows: (side) => side.school.id,
  },
  issueCards: {
    kind: "command",
    permission: "card.issue",
    elsewhere: CITY,
    run: (actor, side, world) =>
      issueCards(actor, {
        subProjectId: world.subProjects.B301,
        rows: [{ schoolId: side.school.id, cards: 1 }],
        key: newId(),
      }),
  },
  recallCards: {
    kind: "command",
    permission: "card.recall",
    elsewhere: CITY,
    run: async (actor, side, world) =>
      recallCards(actor, {
        subProjectId: world.subProjects.B301,
        cardIds: [(await freeCard(side)).id],
        reason: "演示收回",
        key: newId(),
      }),
  },
  bindCard: {
    kind: "command",
    permission: "card.bind",
    run: async (actor, side) => {
      const card = await freeCard(side);
      return bindCard(actor, {
        cardId: card.id,
        version: card.version,
        teacherId: teacherAt(side, 9).id,
      });
    },
  },
  unbindCard: {
    kind: "command",
    permission: "card.bind",
    run: async (actor, side) => {
      const { version } = await db().registrationCard.findUniqueOrThrow({
        where: { id: side.school.boundCardId },
        select: { version: true },
      });
      return unbindCard(actor, { cardId: side.school.boundCardId, version });
    },
  },
  expireCards: {
    kind: "command",
    permission: "card.lapse",
    at: "2022-05-17T08:00:00+08:00",
    run: (actor) => expireCards(actor),
    noForeign: OWN_ACCOUNT,
  },
  checkQuotaTable: {
    kind: "query",
    permission: "quota.issue",
    run: (actor, _side, world) => checkQuotaTable(actor, { year: world.year }),
    noForeign: NATIONAL,
  },
  getQuotaGrid: {
    kind: "query",
    permission: "quota.read",
    run: (actor, _side, world) => getQuotaGrid(actor, { year: world.year }),
    shows: (side) => side.province.id,
  },
  getQuotaWeights: {
    kind: "query",
    permission: "quota.plan",
    run: (actor, _side, world) => getQuotaWeights(actor, { year: world.year }),
    noForeign: NATIONAL,
  },
  countFieldTeachers: {
    kind: "query",
    permission: "quota.plan",
    run: (actor, _side, world) => countFieldTeachers(actor, { year: world.year }),
    noForeign: NATIONAL,
  },
  getSeatFigures: {
    kind: "query",
    permission: "quota.read",
    run: (actor, _side, world) => getSeatFigures(actor, { year: world.year }),
    noForeign: "the figures are the own level's",
  },
  listHeldSeats: {
    kind: "query",
    permission: "quota.hand-back",
    run: (actor, _side, world) => listHeldSeats(actor, { year: world.year }),
    noForeign: OWN_ACCOUNT,
  },
  getSeatHistory: {
    kind: "query",
    permission: "quota.read",
    run: (actor, side, world) =>
      getSeatHistory(actor, { subProjectId: world.subProjects.B301, organisationId: side.school.id }),
  },
  getAllocation: {
    kind: "query",
    permission: "quota.read",
    only: ["province", "city"],
    elsewhere: CITY,
    run: (actor, _side, world) => getAllocation(actor, { year: world.year }),
    shows: (side) => side.school.id,
  },
  listCards: {
    kind: "query",
    permission: "card.read",
    teacher: 12,
    run: (actor, _side, world) => listCards(actor, { year: world.year }),
    shows: (side) => side.school.boundCardId,
  },
  getCard: {
    kind: "query",
    permission: "card.read",
    teacher: 12,
    run: (actor, side) => getCard(actor, { cardId: side.school.boundCardId }),
  },
  findCard: {
    kind: "query",
    permission: "card.read",
    teacher: 12,
    run: async (actor, side) => {
      const card = await db().registrationCard.findUniqueOrThrow({
        where: { id: side.school.boundCardId },
        select: { code: true },
      });
      return findCard(actor, card.code);
    },
    shows: (side) => side.school.boundCardId,
  },
};
