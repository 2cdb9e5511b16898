import pg from "pg";
import type { Actor } from "@/lib/access";
import { approveEnrolment, confirmEnrolment, registerEnrolment } from "@/lib/enrolments";
import { bindCard } from "@/lib/quotas";
import { addTeachers, buildWorld, issueCards, registration } from "../support/enrolments";
import { connectProduct, copyOf, disconnectProduct, dropDatabase, newDatabase } from "./database";
import { type Group, median, type Row, rate, row } from "./measure";

const COUNT = 600;
const WARM = 200;
const WIDTH = 8;
const RUNS = 5;

type Call = () => Promise<unknown>;
type Query = pg.QueryConfig | string;
type Sent = { query: Query; values: unknown[] | undefined };

/** What a call sends to the database, in its order: the product's own statements, to be sent again by a bare loop. */
async function recorded(calls: Call[]): Promise<Sent[][]> {
  const prototype = pg.Client.prototype as unknown as { query: (...args: unknown[]) => unknown };
  const original = prototype.query;
  let current: Sent[] = [];
  prototype.query = function record(this: unknown, ...args: unknown[]) {
    current.push({ query: args[0] as Query, values: Array.isArray(args[1]) ? args[1] : undefined });
    return original.apply(this, args);
  };
  const all: Sent[][] = [];
  try {
    for (const call of calls) {
      current = [];
      all.push(current);
      await call();
    }
  } finally {
    prototype.query = original;
  }
  return all;
}

async function replay(url: string, buckets: Sent[][]): Promise<number> {
  const clients = await Promise.all(
    Array.from({ length: WIDTH }, async () => {
      const client = new pg.Client(url);
      await client.connect();
      return client;
    }),
  );
  const free = [...clients];
  const send = async (bucket: Sent[]) => {
    const client = free.pop();
    if (!client) throw new Error("more calls at once than connections");
    for (const { query, values } of bucket) await client.query(query as pg.QueryConfig, values);
    free.push(client);
  };
  await rate(buckets.slice(0, WARM), WIDTH, send);
  const perSecond = await rate(buckets.slice(WARM), WIDTH, send);
  await Promise.all(clients.map((client) => client.end()));
  return perSecond;
}

/**
 * The same calls on copies of one database: recorded once, then by turns through the product and as a bare loop of what was
 * recorded. Returns the medians, a second.
 */
async function compare(
  base: string,
  callsFor: () => Promise<Call[]>,
): Promise<{ ours: number; bare: number }> {
  const on = async <Result>(run: (url: string) => Promise<Result>): Promise<Result> => {
    const url = await copyOf(base);
    try {
      return await run(url);
    } finally {
      await disconnectProduct();
      await dropDatabase(url);
    }
  };
  const buckets = await on(async (url) => {
    await connectProduct(url);
    return recorded(await callsFor());
  });
  const ours: number[] = [];
  const bare: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    bare.push(await on((url) => replay(url, buckets)));
    ours.push(
      await on(async (url) => {
        await connectProduct(url);
        const calls = await callsFor();
        await rate(calls.slice(0, WARM), WIDTH, (call) => call());
        return rate(calls.slice(WARM), WIDTH, (call) => call());
      }),
    );
  }
  return { ours: median(ours), bare: median(bare) };
}

/** A school with registrations to confirm, others to approve, free cards and teachers without one. */
async function prepare(url: string) {
  await connectProduct(url);
  const world = await buildWorld({
    subProjects: ["B301", "B302"].map((code) => ({ code, seats: 8 * COUNT })),
  });
  const [first, second] = world.subProjects;
  if (!first || !second) throw new Error("the world is too small");
  await issueCards(world, first, world.school, 3 * COUNT);
  const registering = await addTeachers(world.school, COUNT);
  const confirming = await enrolled(await addTeachers(world.school, COUNT));
  const approving = await enrolled(await addTeachers(world.school, COUNT));
  await rate(approving, WIDTH, (enrolmentId) => confirm(world.clerk, enrolmentId));
  const cards = await issueCards(world, second, world.school, COUNT);
  const binding = await addTeachers(world.school, COUNT);
  await disconnectProduct();
  return { world, registering, confirming, approving, cards, binding };

  async function enrolled(teachers: Actor[]): Promise<string[]> {
    const ids: string[] = [];
    await rate(teachers, WIDTH, async (teacher) => {
      ids.push((await registerEnrolment(teacher, registration(world))).enrolmentId);
    });
    return ids;
  }
}

function confirm(clerk: Actor, enrolmentId: string) {
  return confirmEnrolment(clerk, {
    enrolmentId,
    version: 1,
    ethicsStatement: "师德师风良好。",
    ethicsName: "李老师",
  });
}

export const commands: Group = {
  name: "commands",
  run: async () => {
    const base = await newDatabase();
    const { world, registering, confirming, approving, cards, binding } = await prepare(base);
    const rows: Row[] = [];
    const add = async (name: string, goal: number, callsFor: () => Call[]) => {
      const { ours, bare } = await compare(base, async () => callsFor());
      rows.push(row(name, "/s", ours, bare, { ratio: goal }));
    };
    await add("registration in the service layer", 0.6, () =>
      registering.map((teacher) => {
        const input = registration(world);
        return () => registerEnrolment(teacher, input);
      }),
    );
    await add("confirm a registration", 0.45, () => confirming.map((id) => () => confirm(world.clerk, id)));
    await add("approve a registration", 0.45, () =>
      approving.map((enrolmentId) => () => approveEnrolment(world.officer, { enrolmentId, version: 2 })),
    );
    await add("bind a card", 0.45, () =>
      cards.map(({ id: cardId }, index) => () => {
        const teacherId = binding[index]?.teacherId ?? "";
        return bindCard(world.clerk, { cardId, teacherId, version: 1 });
      }),
    );
    await dropDatabase(base);
    return rows;
  },
};
