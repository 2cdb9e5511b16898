import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db, transaction } from "@/lib/platform/db";
import {
  allocateAndIssue,
  assignCardIn,
  bindCard,
  expireCards,
  findCard,
  getAllocation,
  getSeatFigures,
  getSeatHistory,
  handBackSeats,
  handDownSeats,
  issueCards,
  issueQuotaTable,
  listCards,
  openSeats,
  recallCards,
  releaseCardIn,
  saveQuotaDraft,
  unbindCard,
} from "@/lib/quotas";
import { handleExpireCards } from "@/lib/quotas/jobs/expire-cards.handler";
import { useTestDatabase } from "../../support/database";
import {
  addTeacher,
  brokenInvariants,
  buildBodies,
  buildYear,
  freeUsedCards,
  ledgerRows,
  newKey,
  type Spans,
} from "../../support/quotas";

const database = useTestDatabase();
let bodies: Awaited<ReturnType<typeof buildBodies>>;
beforeAll(async () => {
  bodies = await buildBodies();
});
afterAll(() => freeUsedCards(database().pool));

async function refused(run: () => Promise<unknown>, code: string) {
  const before = await ledgerRows(database().pool);
  await expect(run()).rejects.toThrow(code);
  expect(await ledgerRows(database().pool)).toBe(before);
}

/** A year in which Hunan holds 60 seats of B301 and Hubei 40. */
async function issuedYear(spans: Spans = {}) {
  const world = await buildYear(spans);
  const cells = { "43": { B301: "60" }, "42": { B301: "40" } };
  await saveQuotaDraft(bodies.ministry.officer, { year: world.year, cells, basedOn: 0 });
  await issueQuotaTable(bodies.ministry.officer, {
    year: world.year,
    draft: 1,
    subProjects: ["B301"],
    reserveConfirmed: false,
    key: newKey(),
  });
  const subProjectId = world.b301.id;
  const { officer, first, second } = bodies.hunan;
  return {
    ...world,
    subProjectId,
    handDown: (seats: number, schoolId = first.id, actor = officer) =>
      handDownSeats(actor, { subProjectId, rows: [{ schoolId, seats }], key: newKey() }),
    issue: (cards: number, schoolId = first.id, actor = officer) =>
      issueCards(actor, { subProjectId, rows: [{ schoolId, cards }], key: newKey() }),
    recall: (cardIds: string[], actor = officer) =>
      recallCards(actor, { subProjectId, cardIds, reason: "改派", key: newKey() }),
    allocate: (shown: number, target: number, cards = true, schoolId = second.id) =>
      allocateAndIssue(officer, {
        subProjectId,
        rows: [{ schoolId, shown, target }],
        cards,
        key: newKey(),
      }),
    account: async (organisationId: string) =>
      db().quotaAccount.findFirstOrThrow({
        where: { subProjectId, organisationId },
        select: { granted: true, handedDown: true, carded: true },
      }),
  };
}

const lapse = (ids: string[]) =>
  database().pool.query(
    "UPDATE registration_cards SET lapses_at = now() - interval '1 second' WHERE id = ANY ($1)",
    [ids],
  );

describe("handDownSeats", () => {
  it("moves seats to several schools and tells them", async () => {
    const world = await issuedYear();
    const { officer, first, second } = bodies.hunan;
    const rows = [
      { schoolId: first.id, seats: 10 },
      { schoolId: second.id, seats: 5 },
    ];
    const input = { subProjectId: world.subProjectId, rows, key: newKey() };
    expect(await handDownSeats(officer, input)).toEqual({ seats: 15, schools: 2 });
    expect(await handDownSeats(officer, input)).toEqual({ seats: 15, schools: 2 });
    expect(await world.account(bodies.hunan.id)).toEqual({ granted: 60, handedDown: 15, carded: 0 });
    expect(await world.account(second.id)).toEqual({ granted: 5, handedDown: 0, carded: 0 });
    expect(await db().inboxMessage.count({ where: { organisationId: first.id } })).toBe(1);
  });

  it("refuses more than is left, foreign schools, a body twice, other roles, and a shut window", async () => {
    const world = await issuedYear();
    await refused(() => world.handDown(61), "quotas.more-than-left");
    await expect(world.handDown(1, bodies.hubei.first.id)).rejects.toMatchObject({ name: "NotFound" });
    const twice = [
      { schoolId: bodies.hunan.first.id, seats: 1 },
      { schoolId: bodies.hunan.first.id, seats: 2 },
    ];
    await refused(
      () =>
        handDownSeats(bodies.hunan.officer, { subProjectId: world.subProjectId, rows: twice, key: newKey() }),
      "quotas.body-twice",
    );
    await refused(() => world.handDown(1, bodies.hunan.first.id, bodies.hunan.first.clerk), "quota.allocate");
    const shut = await issuedYear({ "quota-issue": [-3, -1], supplement: [-3, -2] });
    await refused(() => shut.handDown(1), "programmes.window-shut");
  });
});

describe("issueCards", () => {
  it("puts seats on cards with codes of the body, within what the school holds", async () => {
    const world = await issuedYear();
    await world.handDown(3);
    const { cards } = await world.issue(2);
    expect(cards.map((card) => card.code)).toEqual(
      cards.map(() => expect.stringMatching(/^\d\d-43-B301-\d{4}-[0-9A-Z]$/)),
    );
    await refused(() => world.issue(2), "quotas.school-more-than-left");
    await refused(() => world.issue(1, bodies.hunan.second.id), "quotas.school-more-than-left");
    await refused(() => world.issue(1, bodies.hunan.first.id, bodies.ministry.officer), "card.issue");
    await expect(world.issue(1, bodies.hubei.first.id)).rejects.toMatchObject({ name: "NotFound" });
    expect(await world.account(bodies.hunan.first.id)).toEqual({ granted: 3, handedDown: 0, carded: 2 });
    expect(await brokenInvariants(database().pool)).toEqual([]);
  });

  it("gives supplement cards once registration has closed", async () => {
    const world = await issuedYear({
      "quota-issue": [-3, -1],
      registration: [-3, -1],
      supplement: [-1, 1],
    });
    await world.allocate(0, 2);
    const cards = await listCards(bodies.hunan.second.clerk, { year: world.year });
    expect(cards.rows.map((card) => card.supplement)).toEqual([true, true]);
    expect(cards.rows.every((card) => card.lapsesAt > new Date())).toBe(true);
  });
});

describe("allocateAndIssue", () => {
  it("brings schools to their target and cards every seat", async () => {
    const world = await issuedYear();
    expect(await world.allocate(0, 2, false)).toEqual({ seats: 2, cards: 0, schools: 1 });
    expect(await world.allocate(2, 5)).toEqual({ seats: 3, cards: 5, schools: 1 });
    await refused(() => world.allocate(5, 5), "quotas.nothing-chosen");
    await refused(() => world.allocate(4, 6), "quotas.allocation-changed-meanwhile");
    await refused(() => world.allocate(5, 4), "quotas.lower-by-recall");
    await refused(() => world.allocate(5, 66), "quotas.more-than-left");
    const allocation = await getAllocation(bodies.hunan.officer, { year: world.year, subProject: "B301" });
    expect(allocation.chosen).toMatchObject({ granted: 60, left: 55 });
    expect(allocation.figures).toMatchObject({ granted: 60, handedDown: 5, left: 55, carded: 5, used: 0 });
    expect(allocation.schools.find((s) => s.schoolId === bodies.hunan.second.id)).toMatchObject({
      seats: 5,
      cards: 5,
    });
    expect(allocation.schools).toHaveLength(3);
  });
});

describe("handBackSeats by a school", () => {
  it("returns seats without cards only", async () => {
    const world = await issuedYear();
    await world.handDown(3);
    await world.issue(2);
    const back = (seats: number) =>
      handBackSeats(bodies.hunan.first.clerk, {
        subProjectId: world.subProjectId,
        seats,
        reason: "没有合适的人",
        key: newKey(),
      });
    await refused(() => back(2), "quotas.more-than-left");
    expect(await back(1)).toEqual({ seats: 1 });
    expect(await world.account(bodies.hunan.id)).toMatchObject({ handedDown: 2 });
    const history = await getSeatHistory(bodies.hunan.officer, {
      subProjectId: world.subProjectId,
      organisationId: bodies.hunan.first.id,
    });
    expect(history.rows.map((row) => row.kind)).toEqual(["hand-back", "card", "hand-down"]);
    expect(history.bodyEn).toBe(`${history.body} in English`);
    const told = await db().inboxMessage.findFirstOrThrow({
      where: { organisationId: bodies.hunan.id, kind: "seats-handed-back" },
      orderBy: { id: "desc" },
      select: { params: true },
    });
    expect(told.params).toMatchObject({ organisation: history.body, organisationEn: history.bodyEn });
    await expect(
      getSeatHistory(bodies.hubei.officer, {
        subProjectId: world.subProjectId,
        organisationId: bodies.hunan.first.id,
      }),
    ).rejects.toMatchObject({ name: "NotFound" });
  });
});

describe("bindCard and unbindCard", () => {
  it("tie a card to one teacher of the school, and free it", async () => {
    const world = await issuedYear();
    await world.allocate(0, 2, true, bodies.hunan.first.id);
    const { clerk } = bodies.hunan.first;
    const teacherId = await addTeacher(bodies.hunan.first.id);
    const [one, two] = (await listCards(clerk, { year: world.year })).rows;
    if (!one || !two) throw new Error("two cards were issued");
    await bindCard(clerk, { cardId: one.id, teacherId, version: one.version });
    await refused(
      () => bindCard(clerk, { cardId: two.id, teacherId, version: two.version }),
      "quotas.teacher-has-card",
    );
    const other = await addTeacher(bodies.hunan.first.id);
    await refused(
      () => bindCard(clerk, { cardId: one.id, teacherId: other, version: one.version }),
      "quotas.card-not-free",
    );
    await refused(() => bindCard(clerk, { cardId: two.id, teacherId: other, version: 9 }), "card-changed");
    const foreign = await addTeacher(bodies.hunan.second.id);
    await expect(
      bindCard(clerk, { cardId: two.id, teacherId: foreign, version: two.version }),
    ).rejects.toMatchObject({ name: "NotFound" });
    await expect(
      bindCard(bodies.hunan.second.clerk, { cardId: two.id, teacherId: foreign, version: two.version }),
    ).rejects.toMatchObject({ name: "NotFound" });
    await refused(
      () => bindCard(bodies.hunan.officer, { cardId: two.id, teacherId: other, version: two.version }),
      "card.bind",
    );
    await unbindCard(clerk, { cardId: one.id, version: one.version + 1 });
    await refused(
      () => unbindCard(clerk, { cardId: one.id, version: one.version + 2 }),
      "quotas.card-not-bound",
    );
    await lapse([two.id]);
    await refused(
      () => bindCard(clerk, { cardId: two.id, teacherId: other, version: two.version }),
      "quotas.card-lapsed",
    );
  });
});

describe("findCard and openSeats", () => {
  it("find a card by its code within the own scope only", async () => {
    const world = await issuedYear();
    await world.allocate(0, 2, true, bodies.hunan.first.id);
    const [card] = (await listCards(bodies.hunan.first.clerk, { year: world.year })).rows;
    if (!card) throw new Error("a card was issued");
    const teacher = bodies.teacherActor(bodies.hunan.first, await addTeacher(bodies.hunan.first.id));
    expect((await findCard(teacher, card.code.replaceAll("-", " ").toLowerCase()))?.id).toBe(card.id);
    const stranger = bodies.teacherActor(bodies.hubei.first, await addTeacher(bodies.hubei.first.id));
    expect(await findCard(stranger, card.code)).toBeNull();
    expect(await findCard(bodies.hubei.officer, card.code)).toBeNull();
    expect(await findCard(teacher, `${card.code.slice(0, -1)}?`)).toBeNull();
    expect(await openSeats(db(), bodies.hunan.first.id, world.year)).toMatchObject([
      { code: "B301", free: 2 },
    ]);
  });
});

describe("recallCards", () => {
  it("takes unused cards back to the province with their seats, all or none", async () => {
    const world = await issuedYear();
    await world.allocate(0, 3, true, bodies.hunan.first.id);
    const [one, two, three] = (await listCards(bodies.hunan.first.clerk, { year: world.year })).rows;
    if (!one || !two || !three) throw new Error("three cards were issued");
    const teacherId = await addTeacher(bodies.hunan.first.id);
    await transaction(null, (tx) => assignCardIn(tx, bodies.hunan.officer, { cardId: one.id, teacherId }));
    await refused(() => world.recall([one.id, two.id]), "quotas.cards-not-recallable");
    await expect(world.recall([two.id], bodies.hubei.officer)).rejects.toMatchObject({ name: "NotFound" });
    await refused(() => world.recall([two.id], bodies.ministry.officer), "card.recall");
    expect(await world.recall([two.id])).toEqual({ cards: 1 });
    expect(await world.account(bodies.hunan.first.id)).toEqual({ granted: 2, handedDown: 0, carded: 2 });
    expect(await world.account(bodies.hunan.id)).toMatchObject({ handedDown: 2 });
    await refused(() => world.recall([two.id]), "quotas.cards-not-recallable");
    expect(await brokenInvariants(database().pool)).toEqual([]);
  });
});

describe("lapses", () => {
  it("count at once in reads, and are posted by the next command that locks the account", async () => {
    const world = await issuedYear();
    await world.allocate(0, 4, true, bodies.hunan.first.id);
    const { rows } = await listCards(bodies.hunan.first.clerk, { year: world.year });
    await lapse(rows.slice(0, 3).map((row) => row.id));
    const page = await listCards(bodies.hunan.first.clerk, { year: world.year });
    expect(page.counts).toMatchObject({ issued: 1, lapsed: 3 });
    const before = await getAllocation(bodies.hunan.officer, { year: world.year, subProject: "B301" });
    expect(before.chosen?.left).toBe(59);
    expect(await getSeatFigures(bodies.hunan.first.clerk, { year: world.year })).toMatchObject({
      granted: 1,
      left: 0,
      carded: 1,
    });
    await world.handDown(59, bodies.hunan.second.id);
    expect(await world.account(bodies.hunan.first.id)).toEqual({ granted: 1, handedDown: 0, carded: 1 });
    expect(await world.account(bodies.hunan.id)).toEqual({ granted: 60, handedDown: 60, carded: 0 });
    expect(await brokenInvariants(database().pool)).toEqual([]);
  });

  it("are posted by the command and by the job, once", async () => {
    await expireCards(bodies.ministry.officer);
    const world = await issuedYear();
    await world.allocate(0, 4, true, bodies.hunan.first.id);
    const { rows } = await listCards(bodies.hunan.first.clerk, { year: world.year });
    await lapse(rows.slice(0, 1).map((row) => row.id));
    expect(await expireCards(bodies.hubei.officer)).toEqual({ cards: 0 });
    expect(await expireCards(bodies.hunan.officer)).toEqual({ cards: 1 });
    expect(await expireCards(bodies.hunan.officer)).toEqual({ cards: 0 });
    await refused(() => expireCards(bodies.hunan.first.clerk), "card.lapse");
    await lapse(rows.slice(1, 3).map((row) => row.id));
    expect(await handleExpireCards()).toBe(2);
    expect(await handleExpireCards()).toBe(0);
    expect(await brokenInvariants(database().pool)).toEqual([]);
  });
});

describe("releaseCardIn and assignCardIn", () => {
  it("free a used card within its school, and give it to a successor", async () => {
    const world = await issuedYear();
    await world.allocate(0, 1, true, bodies.hunan.first.id);
    const [card] = (await listCards(bodies.hunan.first.clerk, { year: world.year })).rows;
    if (!card) throw new Error("a card was issued");
    const actor = bodies.hunan.first.clerk;
    const teacherId = await addTeacher(bodies.hunan.first.id);
    const use = () => transaction(actor, (tx) => assignCardIn(tx, actor, { cardId: card.id, teacherId }));
    const release = () => transaction(actor, (tx) => releaseCardIn(tx, actor, { cardId: card.id }));
    await refused(release, "quotas.card-changed-meanwhile");
    await use();
    expect(await release()).toEqual({ lapsesAt: card.lapsesAt, supplement: false });
    await use();
    await lapse([card.id]);
    const { rows } = await listCards(actor, { year: world.year });
    expect(rows[0]?.state).toBe("used");
  });

  it("after registration closed, a freed card holds until the supplement window shuts", async () => {
    const world = await issuedYear({
      "quota-issue": [-3, -1],
      registration: [-3, -1],
      supplement: [-1, 1],
    });
    await world.allocate(0, 1, true, bodies.hunan.first.id);
    const [card] = (await listCards(bodies.hunan.first.clerk, { year: world.year })).rows;
    if (!card) throw new Error("a card was issued");
    const actor = bodies.hunan.first.clerk;
    const teacherId = await addTeacher(bodies.hunan.first.id);
    await transaction(actor, (tx) => assignCardIn(tx, actor, { cardId: card.id, teacherId }));
    await database().pool.query(
      "UPDATE registration_cards SET supplement = false, lapses_at = now() - interval '1 day' WHERE id = $1",
      [card.id],
    );
    const term = await transaction(actor, (tx) => releaseCardIn(tx, actor, { cardId: card.id }));
    expect(term.supplement).toBe(true);
    expect(term.lapsesAt.getTime()).toBeGreaterThan(Date.now());
  });
});
