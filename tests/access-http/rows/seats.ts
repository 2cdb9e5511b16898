import { prepareEntry } from "@/lib/enrolments";
import { newId } from "@/lib/kernel/id";
import { confirmSeatMove, saveQuotaDraft, submitSeatMove } from "@/lib/quotas";
import { allocationFile } from "../../support/allocation-file";
import { type ActionRows, type Cell, found } from "../../support/http/cells";

const MINISTRY = { ministry: "country" } as const;
/** A province shares out among its own schools; a city of this world has no seats, since they go straight to schools. */
const PROVINCE = { province: "province" } as const;
const SCHOOL = { school: "body" } as const;
const _HOST = { institution: "body" } as const;
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

const entryOf = (teacherId: string, subProjectId: string) => ({
  key: newId(),
  subProjectId,
  teacherId,
  note: "",
  commitment: "",
});
/** What the cell's school filled in for its teacher. */
const waiting: ActionRows[string] = {
  who: SCHOOL,
  over: ["own", "foreign", "missing"],
  teacher: 11,
  object: "nominationId",
  prepare: ({ side, teacher, world }) =>
    prepareEntry(side.school.actor, { ...entryOf(teacher.id, world.subProjects.B301), preferences: [] }),
  form: async ({ teacher, pool }) => ({
    nominationId: await found(pool, "SELECT id FROM nominations WHERE teacher_id = $1", [teacher.id]),
    year: "2022",
  }),
};

const quotas: ActionRows = {
  "programmes/[year]/quotas#saveDraftAction": {
    who: MINISTRY,
    over: ["own"],
    form: () => ({ year: "2022", cells: JSON.stringify(CELLS), basedOn: "1", act: "stay" }),
  },
  "programmes/[year]/quotas#saveNumberAction": {
    who: MINISTRY,
    over: ["own"],
    form: () => ({ year: "2022", region: "43", subProject: "B305", shown: "", text: "5" }),
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
  "programmes/[year]/quotas#readAllocationTableAction": {
    who: PROVINCE,
    over: ["own"],
    form: async ({ side }) => ({
      year: "2022",
      file: {
        fileName: "table.xlsx",
        bytes: Buffer.from(await (await allocationFile([[side.school.code, 2]])).arrayBuffer()),
      },
    }),
    keepsNothing: true,
  },
  "programmes/[year]/quotas#allocateTableAction": {
    who: PROVINCE,
    over: ["own", "foreign"],
    form: ({ world, side }) => ({
      year: "2022",
      act: "issue",
      targets: JSON.stringify([
        { subProjectId: world.subProjects.B302, schoolId: side.school.id, shown: 0, target: 2 },
      ]),
      key: newId(),
    }),
  },
  "programmes/[year]/quotas#reserveAction": {
    who: { province: "body" },
    over: ["own"],
    form: ({ world }) => ({
      ...subProject,
      subProjectId: world.subProjects.B301,
      seats: "1",
      reason: "演示机动",
    }),
  },
  "programmes/[year]/quotas#updateRouteAction": {
    who: { province: "body" },
    over: ["own"],
    form: () => ({ year: "2022", throughCities: "yes" }),
    stopsAtRules: "seats of the world's year were handed down straight to schools",
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
    who: { ...PROVINCE, city: "body" },
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
  "programmes/[year]/cards/wishes/entry#prepare": {
    who: SCHOOL,
    over: ["own", "neighbour", "foreign", "missing"],
    teacher: 11,
    object: "teacherId",
    form: ({ teacher, world }) => ({
      ...entryOf(teacher.id, world.subProjects.B301),
      year: "2022",
      first: "",
      second: "",
      third: "",
    }),
  },
  "programmes/[year]/cards/entries#remind": { ...waiting },
  "programmes/[year]/cards/entries#takeBack": { ...waiting },
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

/** The other province offers the own one a seat. */
async function offered({ world, side }: Cell) {
  const [, other] = world.provinces;
  return submitSeatMove(other.actor, {
    subProjectId: world.subProjects.B302,
    direction: "offer",
    provinceId: side.province.id,
    seats: 1,
    reason: "演示调剂",
    key: newId(),
  });
}

async function agreed(cell: Cell): Promise<void> {
  const { moveId } = await offered(cell);
  await confirmSeatMove(cell.side.province.actor, { moveId, version: 1, reason: "演示同意" });
}

const lastMove = async ({ pool }: Cell) => ({
  moveId: await found(pool, "SELECT id FROM seat_moves ORDER BY id DESC"),
  version: await found(pool, "SELECT coalesce(max(version), 1) FROM seat_moves"),
  year: "2022",
});
const onMove = { over: ["own" as const, "missing" as const], object: "moveId" };

const moves: ActionRows = {
  "programmes/[year]/quotas/moves#submitMoveAction": {
    who: { province: "body" },
    over: ["own"],
    form: ({ world }) => ({
      subProjectId: world.subProjects.B302,
      direction: "ask",
      provinceId: world.provinces[1].id,
      seats: "1",
      reason: "演示调剂",
      key: newId(),
      year: "2022",
    }),
  },
  "programmes/[year]/quotas/moves#confirmMoveAction": {
    who: { province: "body" },
    ...onMove,
    prepare: offered,
    form: async (cell) => ({ ...(await lastMove(cell)), reason: "演示同意" }),
  },
  "programmes/[year]/quotas/moves#rejectMoveAction": {
    who: { province: "body", ministry: "country" },
    ...onMove,
    prepare: offered,
    form: async (cell) => ({ ...(await lastMove(cell)), reason: "演示不同意" }),
  },
  "programmes/[year]/quotas/moves#withdrawMoveAction": {
    who: { province: "body" },
    ...onMove,
    prepare: ({ world, side }) =>
      submitSeatMove(side.province.actor, {
        subProjectId: world.subProjects.B302,
        direction: "offer",
        provinceId: world.provinces[1].id,
        seats: 1,
        reason: "演示调剂",
        key: newId(),
      }),
    form: lastMove,
  },
  "programmes/[year]/quotas/moves#approveMoveAction": {
    who: MINISTRY,
    ...onMove,
    prepare: agreed,
    form: async (cell) => ({ ...(await lastMove(cell)), reason: "" }),
  },
};

export const seatRows: ActionRows = { ...quotas, ...moves };
