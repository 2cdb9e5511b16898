import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import {
  acceptPlacement,
  approveEnrolment,
  confirmEnrolment,
  proposePlacement,
  registerEnrolment,
  rejectEnrolment,
  reopenEnrolment,
  replaceEnrolment,
  resubmitEnrolment,
  returnEnrolment,
  returnToTeacher,
  reviewInBulk,
  undoReview,
  withdrawEnrolment,
} from "@/lib/enrolments";
import { canGo } from "@/lib/enrolments/lifecycle";
import type { EnrolmentState } from "@/lib/enrolments/schema";
import { DomainError, NotFound } from "@/lib/kernel/problem";
import { db } from "@/lib/platform/db";
import { useTestDatabase } from "../../support/database";
import { brokenInvariants, ETHICS } from "../../support/enrolment-state";
import {
  addTeachers,
  buildWorld,
  issueCards,
  newKey,
  registration,
  type World,
} from "../../support/enrolments";
import { inParallel } from "../../support/parallel";

const RUNS = Number(process.env.FC_RUNS ?? 12);
const PEOPLE = 5;
const REASON = { reasonCode: "other" as const, reasonText: "随机的原因" };

const database = useTestDatabase();
let world: World;
let teachers: Awaited<ReturnType<typeof addTeachers>>;

beforeAll(async () => {
  world = await buildWorld({
    subProjects: [
      {
        code: "B301",
        seats: 60,
        classes: [
          [3, 30, 40],
          [2, 50, 60],
        ],
      },
      { code: "B302", seats: 20, classes: [[2, 35, 45]] },
    ],
  });
  await issueCards(world, world.first, world.school, 4);
  await issueCards(world, world.second, world.school, 2);
  teachers = await addTeachers(world.school, PEOPLE);
});

type Step = { act: Act; person: number; other: number; second: boolean };
type Act = keyof typeof acts;

const subProjectOf = (step: Step) => (step.second ? world.second : world.first);
const teacherOf = (index: number) => {
  const teacher = teachers[index % PEOPLE];
  if (!teacher) throw new Error("no teacher");
  return teacher;
};

/** The newest enrolment of a person, or nothing to act on. */
async function newest(step: Step) {
  const row = await db().enrolment.findFirst({
    where: { teacherId: teacherOf(step.person).teacherId },
    orderBy: { id: "desc" },
    select: { id: true, version: true },
  });
  if (!row) throw new NotFound("enrolment");
  return { enrolmentId: row.id, version: row.version };
}

const acts = {
  register: (step: Step) =>
    registerEnrolment(teacherOf(step.person), registration(world, { subProjectId: subProjectOf(step).id })),
  confirm: async (step: Step) => confirmEnrolment(world.clerk, { ...(await newest(step)), ...ETHICS }),
  returnToTeacher: async (step: Step) => returnToTeacher(world.clerk, { ...(await newest(step)), ...REASON }),
  resubmit: async (step: Step) =>
    resubmitEnrolment(teacherOf(step.person), { ...(await newest(step)), preferences: [], commitment: null }),
  withdraw: async (step: Step) =>
    withdrawEnrolment(teacherOf(step.person), { ...(await newest(step)), reasonText: "" }),
  approve: async (step: Step) => approveEnrolment(world.officer, await newest(step)),
  giveBack: async (step: Step) =>
    returnEnrolment(world.officer, {
      ...(await newest(step)),
      ...REASON,
      to: step.second ? "school" : "teacher",
    }),
  reject: async (step: Step) => rejectEnrolment(world.officer, { ...(await newest(step)), ...REASON }),
  reopen: async (step: Step) =>
    reopenEnrolment(world.officer, { ...(await newest(step)), reasonText: "随机的原因" }),
  undo: async (step: Step) =>
    undoReview(world.officer, { enrolmentId: (await newest(step)).enrolmentId, operationId: null }),
  replace: async (step: Step) =>
    replaceEnrolment(world.clerk, {
      ...(await newest(step)),
      key: newKey(),
      teacherId: teacherOf(step.other).teacherId,
      preferences: [],
      commitment: null,
      reasonText: "",
    }),
  bulk: async () => {
    const ids = (await db().enrolment.findMany({ select: { id: true } })).map((row) => row.id);
    return reviewInBulk(world.officer, { key: newKey(), ids, decision: "approve", to: "school", ...REASON });
  },
  place: async (step: Step) => {
    const { proposalId } = await proposePlacement(world.office, { subProjectId: subProjectOf(step).id });
    return acceptPlacement(world.office, { proposalId });
  },
};

const anyStep: fc.Arbitrary<Step> = fc.record({
  act: fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom<Act>("register", "confirm", "approve", "place") },
    { weight: 3, arbitrary: fc.constantFrom(...(Object.keys(acts) as Act[])) },
  ),
  person: fc.nat(PEOPLE - 1),
  other: fc.nat(PEOPLE - 1),
  second: fc.boolean(),
});

/** The first walk goes the whole way, so that no run of chance alone decides how far the others were compared with. */
const WHOLE_WAY: Step[] = (["register", "confirm", "approve", "place", "withdraw"] as const).map((act) => ({
  act,
  person: 0,
  other: 1,
  second: false,
}));

/** Every walk begins with all places free; what went before stays as history. */
async function startAfresh(): Promise<void> {
  for (const person of teachers.keys())
    await attempt({ act: "withdraw", person, other: person, second: false });
}

/** A refusal is an answer; anything else that is thrown is a bug. */
async function attempt(step: Step): Promise<void> {
  try {
    await acts[step.act](step);
  } catch (error) {
    if (!(error instanceof DomainError || error instanceof NotFound)) throw error;
  }
}

async function expectSound(): Promise<void> {
  expect(await brokenInvariants(database().pool)).toEqual([]);
  const steps = await db().enrolmentEvent.findMany({
    where: { fromState: { not: null } },
    select: { fromState: true, toState: true },
  });
  const undeclared = steps.filter(
    ({ fromState, toState }) =>
      fromState !== toState && !canGo(fromState as EnrolmentState, toState as EnrolmentState),
  );
  expect(undeclared).toEqual([]);
}

test("whatever is tried in whatever order, every invariant holds", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { minLength: 20, maxLength: 60 }), async (steps) => {
      await startAfresh();
      for (const step of steps) await attempt(step);
      await expectSound();
    }),
    { numRuns: RUNS, examples: [[WHOLE_WAY]] },
  );
}, 600_000);

test("the same at the same time", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { minLength: 20, maxLength: 40 }), async (steps) => {
      await startAfresh();
      const outcomes = await inParallel(steps, 6, attempt);
      expect(outcomes.filter((outcome) => outcome.status === "rejected")).toEqual([]);
      await expectSound();
    }),
    { numRuns: RUNS },
  );
}, 600_000);

test("the walks really went somewhere", async () => {
  const kinds = await db().enrolmentEvent.groupBy({ by: ["kind"], _count: { _all: true } });
  expect(kinds.map((group) => group.kind)).toEqual(
    expect.arrayContaining(["submitted", "confirmed", "approved", "placed", "withdrawn"]),
  );
});
