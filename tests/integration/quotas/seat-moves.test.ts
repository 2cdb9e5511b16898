import { beforeAll, expect, it } from "vitest";
import { db } from "@/lib/platform/db";
import {
  approveSeatMove,
  confirmSeatMove,
  handBackSeats,
  handDownSeats,
  issueQuotaTable,
  listSeatMoves,
  rejectSeatMove,
  saveQuotaDraft,
  submitSeatMove,
  withdrawSeatMove,
} from "@/lib/quotas";
import { actorAt, createBody } from "../../support/bodies";
import { useTestDatabase } from "../../support/database";
import {
  brokenInvariants,
  buildBodies,
  buildYear,
  ledgerRows,
  newKey,
  type Spans,
} from "../../support/quotas";

const database = useTestDatabase();
let bodies: Awaited<ReturnType<typeof buildBodies>>;
beforeAll(async () => {
  bodies = await buildBodies();
});

/** A year in which Hunan holds 10 seats of B301 and Hubei has no account yet. */
async function issuedYear(spans: Spans = {}) {
  const { ministry, hunan, hubei } = bodies;
  const world = await buildYear(spans);
  await saveQuotaDraft(ministry.officer, { year: world.year, cells: { "43": { B301: "10" } }, basedOn: 0 });
  await issueQuotaTable(ministry.officer, {
    year: world.year,
    draft: 1,
    subProjects: ["B301"],
    reserveConfirmed: true,
    key: newKey(),
  });
  const subProjectId = world.b301.id;
  const balance = async (organisationId: string) =>
    (
      await db().quotaAccount.findUnique({
        where: { subProjectId_organisationId: { subProjectId, organisationId } },
        select: { granted: true },
      })
    )?.granted ?? null;
  return {
    ...world,
    subProjectId,
    offer: async (seats: number, actor = hunan.officer) =>
      (
        await submitSeatMove(actor, {
          subProjectId,
          direction: actor === hunan.officer ? "offer" : "ask",
          provinceId: actor === hunan.officer ? hubei.id : hunan.id,
          seats,
          reason: "用不完",
          key: newKey(),
        })
      ).moveId,
    agree: (moveId: string, version = 1, actor = hubei.officer) =>
      confirmSeatMove(actor, { moveId, version, reason: "需要" }),
    approve: (moveId: string, version = 2) =>
      approveSeatMove(ministry.officer, { moveId, version, reason: "同意调剂" }),
    handDown: (seats: number) =>
      handDownSeats(hunan.officer, {
        subProjectId,
        rows: [{ schoolId: hunan.first.id, seats }],
        key: newKey(),
      }),
    held: async () => [await balance(hunan.id), await balance(hubei.id)],
  };
}

async function refused(run: () => Promise<unknown>, code: string) {
  const before = await ledgerRows(database().pool);
  await expect(run()).rejects.toThrow(code);
  expect(await ledgerRows(database().pool)).toBe(before);
}
const outcomes = async (acts: Promise<unknown>[]) =>
  (await Promise.allSettled(acts)).map((one) => one.status).toSorted();

it("seats go from one province to the other once both and the ministry agree, and the ledger says so", async () => {
  const world = await issuedYear();
  const moveId = await world.offer(4);
  await refused(() => world.approve(moveId, 1), "quotas.move-not-agreed");
  expect(await world.held()).toEqual([10, null]);
  await world.agree(moveId);
  expect(await world.held()).toEqual([10, null]);
  await world.approve(moveId);
  expect(await world.held()).toEqual([6, 4]);
  const entries = await db().quotaEntry.findMany({
    where: { operationId: moveId },
    orderBy: { kind: "asc" },
    select: { kind: true, seats: true, reason: true },
  });
  expect(entries).toEqual([
    { kind: "move-in", seats: 4, reason: "同意调剂" },
    { kind: "move-out", seats: 4, reason: "同意调剂" },
  ]);
  await refused(() => world.approve(moveId, 3), "quotas.move-over");
  expect(await brokenInvariants(database().pool)).toEqual([]);
});

it("asking works as offering does, with the giving side consenting", async () => {
  const world = await issuedYear();
  const moveId = await world.offer(3, bodies.hubei.officer);
  await refused(() => world.agree(moveId, 1, bodies.hubei.officer), "quotas.move-for-the-other");
  await world.agree(moveId, 1, bodies.hunan.officer);
  await world.approve(moveId);
  expect(await world.held()).toEqual([7, 3]);
});

it("neither more than there is, nor to oneself, nor while no seats can be split", async () => {
  const world = await issuedYear();
  await refused(() => world.offer(11), "quotas.more-than-left");
  const request = { subProjectId: world.subProjectId, seats: 1, reason: "演示", key: newKey() };
  await refused(
    () =>
      submitSeatMove(bodies.hunan.officer, { ...request, direction: "offer", provinceId: bodies.hunan.id }),
    "quotas.move-same-body",
  );
  await refused(
    () =>
      submitSeatMove(bodies.hunan.officer, {
        ...request,
        subProjectId: world.b302.id,
        direction: "offer",
        provinceId: bodies.hubei.id,
      }),
    "quotas.no-seats-here",
  );
  const shut = await issuedYear({ "quota-issue": [-3, -1], supplement: [-3, -2] });
  await refused(() => shut.offer(1), "programmes.window-shut");
});

it("what was refused, withdrawn or has expired moves nothing any more", async () => {
  const world = await issuedYear();
  const [refusedId, withdrawnId, expiredId] = [
    await world.offer(1),
    await world.offer(1),
    await world.offer(1),
  ];
  await rejectSeatMove(bodies.hubei.officer, { moveId: refusedId, version: 1, reason: "不需要" });
  await refused(() => world.agree(refusedId, 2), "quotas.move-over");
  await world.agree(withdrawnId);
  await withdrawSeatMove(bodies.hunan.officer, { moveId: withdrawnId, version: 2 });
  await refused(() => world.approve(withdrawnId, 3), "quotas.move-over");
  await database().pool.query("UPDATE seat_moves SET expires_at = now() WHERE id = $1", [expiredId]);
  await refused(() => world.agree(expiredId), "quotas.move-over");
  const { rows } = await listSeatMoves(bodies.hunan.officer, { year: world.year });
  expect(rows.map((row) => row.state).toSorted()).toEqual(["expired", "refused", "withdrawn"]);
  expect(await world.held()).toEqual([10, null]);
});

it("a third province sees none of it and reaches none of it", async () => {
  const world = await issuedYear();
  const moveId = await world.offer(1);
  const third = actorAt(await createBody("province", "演示江西", bodies.ministry, "36"), "province");
  expect((await listSeatMoves(third, { year: world.year })).rows).toEqual([]);
  for (const act of [
    () => world.agree(moveId, 1, third),
    () => rejectSeatMove(third, { moveId, version: 1, reason: "演示" }),
    () => withdrawSeatMove(third, { moveId, version: 1 }),
  ])
    await expect(act()).rejects.toMatchObject({ name: "NotFound" });
});

it("two consents at once make one, and two executions at once move the seats once", async () => {
  const world = await issuedYear();
  const moveId = await world.offer(4);
  expect(await outcomes([world.agree(moveId), world.agree(moveId)])).toEqual(["fulfilled", "rejected"]);
  expect(await outcomes([world.approve(moveId), world.approve(moveId)])).toEqual(["fulfilled", "rejected"]);
  expect(await world.held()).toEqual([6, 4]);
});

it("an execution, a second one and a splitting race for the same seats, and no seat is given twice", async () => {
  for (const seats of [6, 10]) {
    const world = await issuedYear();
    const [one, two] = [await world.offer(seats), await world.offer(seats)];
    await world.agree(one);
    await world.agree(two);
    const back = handBackSeats(bodies.hunan.officer, {
      subProjectId: world.subProjectId,
      seats,
      reason: "演示",
      key: newKey(),
    });
    const done = await outcomes([world.approve(one), world.approve(two), world.handDown(seats), back]);
    expect(done).toEqual(["fulfilled", "rejected", "rejected", "rejected"]);
    expect(await brokenInvariants(database().pool)).toEqual([]);
  }
});

it("the database refuses half a move, a move without request, and an end that is not final", async () => {
  const world = await issuedYear();
  const moveId = await world.offer(2);
  const account = await db().quotaAccount.findFirstOrThrow({
    where: { subProjectId: world.subProjectId, organisationId: bodies.hunan.id },
    select: { id: true },
  });
  const post = (kind: string, operation: string | null) =>
    database().pool.query(
      "INSERT INTO quota_entries (id, account_id, kind, seats, actor_name, actor_role, operation_id) VALUES (gen_random_uuid(), $1, $2, 2, 'x', 'x', $3)",
      [account.id, kind, operation],
    );
  await expect(post("move-out", moveId)).rejects.toThrow("not whole");
  await expect(post("move-out", null)).rejects.toThrow("quota_entries_move");
  await expect(post("hand-back", moveId)).rejects.toThrow("quota_entries_move");
  const execute = "UPDATE seat_moves SET state = 'executed', ended_at = now() WHERE id = $1";
  await expect(database().pool.query(execute, [moveId])).rejects.toThrow("cannot change so");
  const more = "UPDATE seat_moves SET seats = 9 WHERE id = $1";
  await expect(database().pool.query(more, [moveId])).rejects.toThrow("cannot change so");
});
