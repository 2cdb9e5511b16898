import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DomainError } from "@/lib/kernel/problem";
import { classifyDatabaseError, translateDatabaseError } from "@/lib/platform/database-error";
import { db, disconnect, statement, type Tx, transaction } from "@/lib/platform/db";
import { cloneDatabase, type TestDatabase } from "../../support/database";
import { connectTo } from "../../support/world";

let database: TestDatabase;

/** Accounts of a bank: two rows to fight over, and one of each constraint. */
const TABLES = `
  CREATE TABLE bank (id int PRIMARY KEY, sum int NOT NULL, name text);
  ALTER TABLE bank ADD CONSTRAINT bank_not_negative CHECK (sum >= 0), ADD CONSTRAINT bank_name_key UNIQUE (name);
  INSERT INTO bank VALUES (1, 10, 'a'), (2, 10, 'b');
  CREATE FUNCTION raise_own(state text) RETURNS void LANGUAGE plpgsql AS $$
  BEGIN RAISE EXCEPTION 'our own refusal' USING ERRCODE = state; END $$`;

beforeAll(async () => {
  database = await cloneDatabase();
  await database.pool.query(TABLES);
  await connectTo(database);
});
afterAll(async () => {
  await disconnect();
  await database.drop("unchecked");
});

async function errorOf(run: () => Promise<unknown>): Promise<unknown> {
  try {
    await run();
  } catch (error) {
    return error;
  }
  throw new Error("it went through");
}

async function kindOf(run: () => Promise<unknown>): Promise<string> {
  return classifyDatabaseError(await errorOf(run)).kind;
}

/** Two transactions in step: each takes its first row, then both want the other's. */
function crossed(isolation: "ReadCommitted" | "Serializable") {
  let arrived = 0;
  let open: () => void = () => {};
  const both = new Promise<void>((resolve) => {
    open = resolve;
  });
  const run = (first: number, second: number) =>
    db().$transaction(
      async (tx) => {
        await tx.$executeRaw`UPDATE bank SET sum = sum + 1 WHERE id = ${first}`;
        arrived += 1;
        if (arrived === 2) open();
        await both;
        await tx.$executeRaw`UPDATE bank SET sum = sum + 1 WHERE id = ${second}`;
      },
      { isolationLevel: isolation, timeout: 20_000 },
    );
  return Promise.allSettled([run(1, 2), run(2, 1)]);
}

describe("a transaction", () => {
  it("sees in its raw statements what the client wrote, and takes both back", async () => {
    await errorOf(() =>
      transaction(null, async (tx) => {
        await tx.region.update({ where: { code: "66" }, data: { name: "elsewhere" } });
        expect(await tx.$queryRaw`SELECT name FROM regions WHERE code = ${"66"}`).toEqual([
          { name: "elsewhere" },
        ]);
        await tx.$executeRaw`DELETE FROM bank`;
        throw new Error("no");
      }),
    );
    expect(await db().region.count({ where: { name: "elsewhere" } })).toBe(0);
    expect((await database.pool.query("SELECT FROM bank")).rowCount).toBeGreaterThan(0);
  });

  it("that has ended sends nothing more: its connection is another's", async () => {
    let left: Tx | undefined;
    await transaction(null, async (tx) => {
      left = tx;
    });
    await expect(left?.$queryRawUnsafe("SELECT 1")).rejects.toThrow("the transaction has ended");
  });

  it("keeps to its own connection beside others, and beside a statement on its own", async () => {
    const ids = await Promise.all(
      [1, 2, 3].map((number) =>
        transaction(null, async (tx) => {
          await statement(null, "SELECT pg_sleep(0.01)", []);
          const raw = await tx.$queryRaw<
            { id: string }[]
          >`SELECT pg_current_xact_id()::text AS id, ${number}::int`;
          await tx.region.update({ where: { code: "66" }, data: { nameEn: String(number) } });
          const again = await tx.$queryRaw<{ id: string }[]>`SELECT pg_current_xact_id()::text AS id`;
          expect(again[0]?.id).toBe(raw[0]?.id);
          return again[0]?.id;
        }),
      ),
    );
    expect(new Set(ids).size).toBe(3);
  });
});

describe("a database error", () => {
  it("40P01, a deadlock, is tried again", async () => {
    const [a, b] = await crossed("ReadCommitted");
    const failed = [a, b].flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
    expect(failed.length).toBeGreaterThan(0);
    for (const error of failed) expect(["retry", "busy"]).toContain(classifyDatabaseError(error).kind);
  });

  it("40001, raised by a statement, is tried again", async () => {
    expect(await kindOf(() => db().$queryRaw`SELECT raise_own('40001')`)).toBe("retry");
  });

  it("40001 at COMMIT, which has no code, is tried again", async () => {
    let arrived = 0;
    let open: () => void = () => {};
    const both = new Promise<void>((resolve) => {
      open = resolve;
    });
    const skew = (read: number, write: number) =>
      db().$transaction(
        async (tx) => {
          await tx.$queryRaw`SELECT sum FROM bank WHERE id = ${read}`;
          arrived += 1;
          if (arrived === 2) open();
          await both;
          await tx.$executeRaw`UPDATE bank SET sum = sum + 1 WHERE id = ${write}`;
        },
        { isolationLevel: "Serializable" },
      );
    const results = await Promise.allSettled([skew(1, 2), skew(2, 1)]);
    const failed = results.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
    expect(failed.length).toBeGreaterThan(0);
    for (const error of failed) expect(classifyDatabaseError(error).kind).toBe("retry");
  });

  it("is tried three times in all by a transaction, and then called busy", async () => {
    let tries = 0;
    const error = await errorOf(() =>
      transaction(null, async (tx) => {
        tries += 1;
        await tx.$queryRaw`SELECT raise_own('40001')`;
      }),
    );
    expect(tries).toBe(3);
    expect((error as DomainError).problems).toEqual([{ code: "common.busy" }]);
  });

  it.each([
    [
      "23505 by a raw statement",
      () => db().$executeRaw`INSERT INTO bank VALUES (3, 1, 'a')`,
      "bank_name_key",
    ],
    ["23514 by a raw statement", () => db().$executeRaw`UPDATE bank SET sum = -1`, "bank_not_negative"],
  ])("%s is a conflict with the constraint's name", async (_what, run, name) => {
    expect(classifyDatabaseError(await errorOf(run))).toMatchObject({ kind: "conflict", constraint: name });
  });

  it("23505 by the client is a conflict", async () => {
    const region = await db().region.findFirstOrThrow();
    const twice = () => db().region.create({ data: region });
    expect(await kindOf(twice)).toBe("conflict");
  });

  it.each(["GP904", "GP906", "GP912", "GP914"])(
    "%s, our own, is a conflict in the words of the domain",
    async (state) => {
      const error = await errorOf(() => db().$queryRaw`SELECT raise_own(${state})`);
      expect(classifyDatabaseError(error)).toMatchObject({ kind: "conflict", state });
      expect(translateDatabaseError(error)).toBeInstanceOf(DomainError);
    },
  );

  it("55P03, a lock that is not had in time, is busy", async () => {
    const holder = await database.pool.connect();
    try {
      await holder.query("BEGIN; SELECT 1 FROM bank WHERE id = 1 FOR UPDATE");
      const waits = () =>
        db().$transaction(async (tx) => {
          await tx.$executeRaw`SET LOCAL lock_timeout = '200ms'`;
          await tx.$executeRaw`UPDATE bank SET sum = 5 WHERE id = 1`;
        });
      expect(await kindOf(waits)).toBe("busy");
    } finally {
      await holder.query("ROLLBACK");
      holder.release();
    }
  });

  it("57014, a statement that took too long, is busy", async () => {
    const slow = () =>
      db().$transaction(async (tx) => {
        await tx.$executeRaw`SET LOCAL statement_timeout = '100ms'`;
        await tx.$queryRaw`SELECT pg_sleep(2)::text`;
      });
    expect(await kindOf(slow)).toBe("busy");
  });

  it("25006 and 53100, nothing can be written, are read-only and say so in words", async () => {
    const standby = () =>
      transaction(null, async (tx) => {
        await tx.$executeRaw`SET TRANSACTION READ ONLY`;
        await tx.$executeRaw`UPDATE bank SET sum = sum + 1`;
      });
    const full = () => transaction(null, (tx) => tx.$queryRawUnsafe("SELECT raise_own('53100')"));
    for (const run of [standby, full])
      expect((await errorOf(run)) as DomainError).toMatchObject({ problems: [{ code: "common.read-only" }] });
    expect(await kindOf(() => db().$queryRaw`SELECT raise_own('53100')`)).toBe("read-only");
    expect(await kindOf(() => statement(null, "SELECT raise_own('25006')", []))).toBe("read-only");
  });

  it("of a raw statement in a command keeps its constraint", async () => {
    const refused = (text: string) => transaction(null, (tx) => tx.$queryRawUnsafe(text));
    const negative = await errorOf(() => refused("UPDATE bank SET sum = -1"));
    expect(classifyDatabaseError(negative)).toMatchObject({
      kind: "conflict",
      constraint: "bank_not_negative",
    });
    expect((await errorOf(() => refused("SELECT raise_own('GP914')"))) as DomainError).toMatchObject({
      problems: [{ code: "enrolments.class-full" }],
    });
  });

  it("25P02, going on after a caught error, is a bug of ours", async () => {
    const poisoned = () =>
      db().$transaction(async (tx) => {
        await tx.$executeRaw`UPDATE bank SET sum = -1`.catch(() => {});
        await tx.$queryRaw`SELECT 1 AS one`;
      });
    expect(await kindOf(poisoned)).toBe("other");
  });

  it("of a killed backend leaves the outcome unknown or busy, never a conflict", async () => {
    const killed = () =>
      db().$transaction(async (tx) => {
        const rows = await tx.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`;
        await database.pool.query("SELECT pg_terminate_backend($1)", [rows[0]?.pid]);
        await tx.$executeRaw`UPDATE bank SET sum = sum + 1`;
      });
    expect(["unknown", "busy"]).toContain(await kindOf(killed));
    const { rows } = await database.pool.query("SELECT 1 AS alive");
    expect(rows).toEqual([{ alive: 1 }]);
    expect(await db().$queryRaw`SELECT 1 AS alive`).toEqual([{ alive: 1 }]);
  });

  it("of a command's backend, killed in the middle, leaves the connection to nobody", async () => {
    const error = await errorOf(() =>
      transaction(null, async (tx) => {
        const [own] = await tx.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`;
        await database.pool.query("SELECT pg_terminate_backend($1)", [own?.pid]);
        await tx.$executeRaw`UPDATE bank SET sum = sum + 1`;
      }),
    );
    expect(["common.busy", "common.outcome-unknown"]).toContain((error as DomainError).problems[0]?.code);
    expect(await transaction(null, (tx) => tx.$queryRaw`SELECT 1 AS alive`)).toEqual([{ alive: 1 }]);
  });

  it("of a full pool is busy", async () => {
    const small = new pg.Pool({ connectionString: database.url, max: 1, connectionTimeoutMillis: 200 });
    const held = await small.connect();
    try {
      expect(await kindOf(() => small.query("SELECT 1"))).toBe("busy");
    } finally {
      held.release();
      await small.end();
    }
  });

  it("of a server that is not there is busy or unknown", async () => {
    const client = new pg.Client({ host: "127.0.0.1", port: 1, connectionTimeoutMillis: 500 });
    expect(["busy", "unknown", "other"]).toContain(await kindOf(() => client.connect()));
  });

  it("carries no row and no constraint's text to the person", async () => {
    const error = await errorOf(() => db().$queryRaw`SELECT raise_own('GP906')`);
    expect(JSON.stringify((translateDatabaseError(error) as DomainError).problems)).not.toContain("refusal");
  });

  it("that is none stays what it is", () => {
    const bug = new TypeError("x is not a function");
    expect(classifyDatabaseError(bug).kind).toBe("other");
    expect(translateDatabaseError(bug)).toBe(bug);
  });
});
