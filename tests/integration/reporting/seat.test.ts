import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { NotFound } from "@/lib/kernel/problem";
import { disconnect } from "@/lib/platform/db";
import { searchEverything, traceSeat } from "@/lib/reporting";
import type { SearchGroup } from "@/lib/reporting/views";
import { first } from "../../support/access/shape";
import type { TestDatabase } from "../../support/database";
import { cloneWorld, connectTo, type World } from "../../support/world";

let database: TestDatabase;
let world: World;
let card: { id: string; code: string; teacher_id: string; name: string };

beforeAll(async () => {
  ({ database, world } = await cloneWorld("placed"));
  await connectTo(database);
  const { rows } = await database.pool.query(
    `SELECT k.id, k.code, e.teacher_id, t.name FROM enrolments e JOIN registration_cards k ON k.id = e.card_id JOIN teachers t ON t.id = e.teacher_id
     WHERE e.state = 'placed' AND e.school_id = $1 ORDER BY e.id LIMIT 1`,
    [world.provinces[0].schools[0].id],
  );
  card = first(rows);
});
afterAll(async () => {
  await disconnect();
  await database.drop();
});

const idsOf = (groups: SearchGroup[], kind: SearchGroup["kind"]) =>
  groups.find((group) => group.kind === kind)?.hits.map(({ id }) => id) ?? [];

describe("the search", () => {
  it("finds a card by its code, whole or begun, in small letters too", async () => {
    const [own] = world.provinces;
    for (const text of [card.code, card.code.slice(0, -2), card.code.toLowerCase()])
      expect(idsOf(await searchEverything(own.actor, text), "card")).toEqual([card.id]);
    expect(idsOf(await searchEverything(world.ministry, card.code), "card")).toEqual([card.id]);
  });

  it("finds nothing of anybody else's", async () => {
    const [own, other] = world.provinces;
    expect(idsOf(await searchEverything(other.actor, card.code), "card")).toEqual([]);
    expect(idsOf(await searchEverything(other.actor, card.name), "teacher")).not.toContain(card.teacher_id);
    expect(idsOf(await searchEverything(own.actor, card.name), "teacher")).toContain(card.teacher_id);
    expect(idsOf(await searchEverything(world.ministry, card.name), "teacher")).toEqual([]);
    expect(idsOf(await searchEverything(world.institutions[1].actor, "2022-B301"), "class")).not.toContain(
      world.institutions[0].classId,
    );
  });

  it("finds sub-projects, classes and bodies", async () => {
    const groups = await searchEverything(world.ministry, "B301");
    expect(idsOf(groups, "sub-project")).toEqual([world.subProjects.B301]);
    expect(idsOf(groups, "class")).toContain(world.institutions[0].classId);
    expect(idsOf(await searchEverything(world.ministry, "湖南省教育厅"), "body")).toEqual([
      world.provinces[0].id,
    ]);
  });

  it("finds nothing by a personal number, a wild card or one letter", async () => {
    for (const text of ["439901199001011234", "4399 0119 9001 0112 34", "%", "__", "B"])
      expect(await searchEverything(world.provinces[0].actor, text)).toEqual([]);
  });
});

describe("where a seat went", () => {
  it("goes from the ministry to the notice, in the order of time", async () => {
    const { steps } = await traceSeat(world.auditor, card.id);
    const kinds = steps.map(({ kind }) => kind);
    const wanted = [
      "seats-plan",
      "seats-hand-down",
      "seats-card",
      "enrolment-submitted",
      "enrolment-confirmed",
      "enrolment-approved",
      "enrolment-placed",
    ];
    expect(
      kinds.filter((kind) => wanted.includes(kind)).filter((kind, i, all) => all.indexOf(kind) === i),
    ).toEqual(wanted);
    expect(kinds.filter((kind) => kind === "seats-hand-down")).toHaveLength(2);
    expect(kinds).toContain("notice-issued");
    const times = steps.map(({ at }) => at.getTime());
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  it("names people of the own level and below, and bodies of those above", async () => {
    const named = async (actor: Parameters<typeof traceSeat>[0]) => {
      const { steps } = await traceSeat(actor, card.id);
      return [
        ...new Set(steps.flatMap((step) => (step.actorName === null ? [] : step.actorRole))),
      ].toSorted();
    };
    const [own] = world.provinces;
    const teacher = own.schools[0].teachers.find(({ id }) => id === card.teacher_id);
    expect(await named(world.ministry)).toEqual(
      expect.arrayContaining(["ministry", "province", "school", "teacher"]),
    );
    expect(await named(own.actor)).toEqual(["province", "school", "teacher"]);
    expect(await named(own.schools[0].actor)).toEqual(["school", "teacher"]);
    expect(await named(teacher?.actor ?? own.actor)).toEqual(["teacher"]);
  });

  it("is not there for another province, another school, and another teacher", async () => {
    const [own, other] = world.provinces;
    const stranger = own.schools[0].teachers.find(({ id }) => id !== card.teacher_id);
    for (const actor of [other.actor, own.schools[1].actor, stranger?.actor ?? other.actor])
      await expect(traceSeat(actor, card.id)).rejects.toThrow(NotFound);
  });
});
