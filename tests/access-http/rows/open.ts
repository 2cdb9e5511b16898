import { newId } from "@/lib/kernel/id";
import { type ActionRows, type Cell, found } from "../../support/http/cells";
import { openClass, openConfirmed, openHalves, openOffers, WAITING } from "../../support/open";

const TEACHER = { teacher: "self" } as const;
const NOBODY_YET = 9;
const OPEN = ["own", "missing"] as const;

const newestClass = ({ pool, side }: Cell) =>
  found(
    pool,
    `SELECT k.id FROM open_places p JOIN training_classes k ON k.id = p.class_id WHERE k.institution_id = $1
     ORDER BY k.number DESC LIMIT 1`,
    [side.institution.id],
  );
const standOf = ({ pool, teacher }: Cell) =>
  found(pool, "SELECT id FROM waiting_entries WHERE teacher_id = $1 ORDER BY joined_at DESC LIMIT 1", [
    teacher.id,
  ]);

const confirmedOf = ({ pool, side }: Cell) =>
  found(
    pool,
    `SELECT e.id FROM enrolments e JOIN training_classes k ON k.id = e.open_class_id WHERE k.institution_id = $1
     ORDER BY e.submitted_at DESC LIMIT 1`,
    [side.institution.id],
  );

/** Classes that are open are there only while an act is prepared: the world itself has cards alone. */
export const openRows: ActionRows = {
  "registration/open#register": {
    who: TEACHER,
    over: [...OPEN],
    object: "classId",
    teacher: NOBODY_YET,
    prepare: ({ side, world }) => openClass(side, world, 2),
    form: async (cell) => ({ key: newId(), classId: await newestClass(cell), commitment: "", agreed: "yes" }),
  },
  "registration/open#join": {
    who: TEACHER,
    over: [...OPEN],
    object: "classId",
    teacher: NOBODY_YET,
    prepare: ({ side, world }) => openHalves([side], world),
    form: async (cell) => ({ key: newId(), classId: await newestClass(cell), commitment: "", agreed: "yes" }),
  },
  "registration/open#accept": {
    who: TEACHER,
    over: [...OPEN],
    object: "entryId",
    teacher: WAITING,
    prepare: ({ side, world }) => openOffers([side], world),
    form: async (cell) => ({ key: newId(), entryId: await standOf(cell), commitment: "" }),
  },
  "registration/open#leave": {
    who: TEACHER,
    over: [...OPEN],
    object: "entryId",
    teacher: WAITING,
    prepare: ({ side, world }) => openHalves([side], world),
    form: async (cell) => ({ entryId: await standOf(cell) }),
  },
  "programmes/[year]/recheck#acceptSeveral": {
    who: { institution: "body" },
    over: [...OPEN],
    object: "ids[]",
    prepare: ({ side, world }) => openConfirmed([side], world),
    form: async (cell) => ({ key: newId(), year: "2022", "ids[]": [await confirmedOf(cell)] }),
  },
  "programmes/[year]/recheck#recheck": {
    who: { institution: "body" },
    over: [...OPEN],
    object: "enrolmentId",
    prepare: ({ side, world }) => openConfirmed([side], world),
    form: async (cell) => ({
      year: "2022",
      enrolmentId: await confirmedOf(cell),
      version: "2",
      decision: "accept",
      reasonCode: "other",
      reasonText: "",
    }),
  },
};
