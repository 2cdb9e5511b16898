import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { DomainError } from "@/lib/kernel/problem";
import { transaction } from "@/lib/platform/db";
import {
  allocateAndIssue,
  approveSeatMove,
  assignCardIn,
  bindCard,
  confirmSeatMove,
  expireCards,
  getAllocation,
  getQuotaGrid,
  handBackSeats,
  handDownSeats,
  issueCards,
  issueQuotaTable,
  listCards,
  recallCards,
  releaseCardIn,
  saveQuotaDraft,
  submitSeatMove,
  topUpProvince,
  unbindCard,
} from "@/lib/quotas";
import { useTestDatabase } from "../../support/database";
import {
  addTeacher,
  brokenInvariants,
  buildBodies,
  buildYear,
  freeUsedCards,
  newKey,
} from "../../support/quotas";

const RUNS = Math.min(Number(process.env.FC_RUNS ?? 25), 400);
const ROUGHLY = ["issued", "bound", "used"] as const;

const database = useTestDatabase();
let bodies: Awaited<ReturnType<typeof buildBodies>>;
beforeAll(async () => {
  bodies = await buildBodies();
});
afterAll(() => freeUsedCards(database().pool));

const ACTS = [
  "hand-down",
  "issue",
  "allocate",
  "school-back",
  "province-back",
  "top-up",
  "move-away",
  "move-here",
  "recall",
  "bind",
  "unbind",
  "use",
  "release",
  "time-over",
  "post-lapses",
] as const;
type Step = { act: (typeof ACTS)[number]; school: number; seats: number; pick: number };
const steps = fc.array(
  fc.record({
    act: fc.constantFrom(...ACTS),
    school: fc.nat(2),
    seats: fc.integer({ min: 1, max: 25 }),
    pick: fc.nat(99),
  }),
  { minLength: 10, maxLength: 30 },
);

type ModelCard = { id: string; school: number; state: (typeof ROUGHLY)[number]; version: number };

/** Where each seat lies, in the plainest way; a card whose time is over gives its seat back at that instant. */
class Model {
  reserve = 40;
  /** Moved to the neighbouring province, which splits none of it. */
  neighbour = 0;
  province = 60;
  free = [0, 0, 0];
  cards: ModelCard[] = [];

  has = (school: number) => this.free[school] ?? 0;
  add(school: number, seats: number) {
    this.free[school] = this.has(school) + seats;
  }
  onCards = (school: number) => this.cards.filter((card) => card.school === school).length;
  one(states: ModelCard["state"][], pick: number): ModelCard | undefined {
    const fitting = this.cards.filter((card) => states.includes(card.state));
    return fitting[pick % Math.max(fitting.length, 1)];
  }
  drop(card: ModelCard) {
    this.cards = this.cards.filter((other) => other.id !== card.id);
  }
}

const schoolAt = (index: number) =>
  [bodies.hunan.first, bodies.hunan.second, bodies.hunan.third][index] ?? bodies.hunan.first;

async function world() {
  const { year, b301 } = await buildYear();
  await saveQuotaDraft(bodies.ministry.officer, { year, cells: { "43": { B301: "60" } }, basedOn: 0 });
  const issue = { year, draft: 1, subProjects: ["B301"], reserveConfirmed: true, key: newKey() };
  await issueQuotaTable(bodies.ministry.officer, issue);
  return { year, subProjectId: b301.id, model: new Model() };
}
type World = Awaited<ReturnType<typeof world>>;
type ProvinceSide = Pick<(typeof bodies)["hunan"], "id" | "officer">;

/** The ledger takes a step if and only if the model says that it can be done. */
async function agrees(possible: boolean, run: () => Promise<unknown>, then: () => void | Promise<void>) {
  let refusal: string | null = null;
  try {
    await run();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    refusal = error.message;
  }
  expect(refusal === null, refusal ?? "taken although impossible").toBe(possible);
  if (possible) await then();
}

/** Cards that the model does not know yet. */
async function learnCards({ year, model }: World) {
  const known = new Set(model.cards.map((card) => card.id));
  const { rows } = await listCards(bodies.hunan.officer, { year, state: "issued" });
  for (const row of rows)
    if (!known.has(row.id)) {
      const school = [0, 1, 2].find((index) => schoolAt(index).id === row.schoolId) ?? 0;
      model.cards.push({ id: row.id, school, state: "issued", version: row.version });
    }
}

async function perform(current: World, { act, school, seats, pick }: Step): Promise<void> {
  const { model, subProjectId } = current;
  const { officer } = bodies.hunan;
  const { id: schoolId, clerk } = schoolAt(school);
  const held = model.has(school);
  const common = { subProjectId, key: newKey() };
  switch (act) {
    case "hand-down":
      return agrees(
        seats <= model.province,
        () => handDownSeats(officer, { ...common, rows: [{ schoolId, seats }] }),
        () => {
          model.province -= seats;
          model.add(school, seats);
        },
      );
    case "issue":
      if (model.cards.length + seats > 45) return;
      return agrees(
        seats <= held,
        () => issueCards(officer, { ...common, rows: [{ schoolId, cards: seats }] }),
        async () => {
          model.add(school, -seats);
          await learnCards(current);
        },
      );
    case "allocate": {
      if (model.cards.length + held + seats > 45) return;
      const shown = held + model.onCards(school);
      return agrees(
        seats <= model.province,
        () =>
          allocateAndIssue(officer, {
            ...common,
            cards: true,
            rows: [{ schoolId, shown, target: shown + seats }],
          }),
        async () => {
          model.province -= seats;
          model.free[school] = 0;
          await learnCards(current);
        },
      );
    }
    case "school-back":
      return agrees(
        seats <= held,
        () => handBackSeats(clerk, { ...common, seats, reason: "用不完" }),
        () => {
          model.add(school, -seats);
          model.province += seats;
        },
      );
    case "province-back":
      return agrees(
        seats <= model.province,
        () => handBackSeats(officer, { ...common, seats, reason: "用不完" }),
        () => {
          model.province -= seats;
          model.reserve += seats;
        },
      );
    case "top-up":
      return agrees(
        seats <= model.reserve,
        () =>
          topUpProvince(bodies.ministry.officer, {
            ...common,
            provinceId: bodies.hunan.id,
            seats,
            reason: "补充",
          }),
        () => {
          model.reserve -= seats;
          model.province += seats;
        },
      );
    case "move-away":
      return agrees(
        seats <= model.province,
        () => moveSeats(current, bodies.hunan, bodies.hubei, seats),
        () => {
          model.province -= seats;
          model.neighbour += seats;
        },
      );
    case "move-here":
      return agrees(
        seats <= model.neighbour,
        () => moveSeats(current, bodies.hubei, bodies.hunan, seats),
        () => {
          model.neighbour -= seats;
          model.province += seats;
        },
      );
    case "post-lapses":
      await expireCards(officer);
      return;
    default:
      return performOnCard(current, act, pick);
  }
}

/** A request with all its steps, each by the one whose step it is. */
async function moveSeats({ subProjectId }: World, from: ProvinceSide, to: ProvinceSide, seats: number) {
  const { moveId } = await submitSeatMove(from.officer, {
    subProjectId,
    direction: "offer",
    provinceId: to.id,
    seats,
    reason: "调剂",
    key: newKey(),
  });
  await confirmSeatMove(to.officer, { moveId, version: 1, reason: "需要" });
  await approveSeatMove(bodies.ministry.officer, { moveId, version: 2, reason: "" });
}

async function performOnCard({ model, subProjectId }: World, act: Step["act"], pick: number): Promise<void> {
  const { officer } = bodies.hunan;
  const card = model.one(act === "release" ? ["used"] : [...ROUGHLY], pick);
  if (!card) return;
  const { clerk, id: schoolId } = schoolAt(card.school);
  const moved = (state: ModelCard["state"]) => () => {
    card.state = state;
    card.version += 1;
  };
  switch (act) {
    case "recall":
      return agrees(
        card.state !== "used",
        () => recallCards(officer, { subProjectId, cardIds: [card.id], reason: "改派", key: newKey() }),
        () => {
          model.drop(card);
          model.province += 1;
        },
      );
    case "bind": {
      const teacherId = await addTeacher(schoolId);
      return agrees(
        card.state === "issued",
        () => bindCard(clerk, { cardId: card.id, teacherId, version: card.version }),
        moved("bound"),
      );
    }
    case "unbind":
      return agrees(
        card.state === "bound",
        () => unbindCard(clerk, { cardId: card.id, version: card.version }),
        moved("issued"),
      );
    case "use": {
      const teacherId = await addTeacher(schoolId);
      return agrees(
        card.state !== "bound",
        () => transaction(clerk, (tx) => assignCardIn(tx, clerk, { cardId: card.id, teacherId })),
        moved("used"),
      );
    }
    case "release":
      return agrees(
        true,
        () => transaction(clerk, (tx) => releaseCardIn(tx, clerk, { cardId: card.id })),
        moved("issued"),
      );
    case "time-over":
      if (card.state === "used") return;
      await database().pool.query(
        "UPDATE registration_cards SET lapses_at = business_now() - interval '1 second' WHERE id = $1",
        [card.id],
      );
      model.drop(card);
      model.province += 1;
      return;
    default:
      return;
  }
}

it("random sequences of ledger commands do what a plain count of seats says, and keep every invariant", async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => {
      const current = await world();
      for (const step of sequence) await perform(current, step);
      const { model, year } = current;
      const allocation = await getAllocation(bodies.hunan.officer, { year, subProject: "B301" });
      expect(allocation.chosen?.left).toBe(model.province);
      for (const school of allocation.schools) {
        const index = [0, 1, 2].findIndex((at) => schoolAt(at).id === school.schoolId);
        expect(school.cards).toBe(model.onCards(index));
        expect(school.seats - school.cards).toBe(model.has(index));
      }
      expect((await getQuotaGrid(bodies.ministry.officer, { year })).reserve).toBe(model.reserve);
      expect(await brokenInvariants(database().pool)).toEqual([]);
    }),
    { numRuns: RUNS },
  );
}, 600_000);
