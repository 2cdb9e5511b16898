import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import type { Actor } from "@/lib/access";
import { Connections } from "./connections";
import { classifyDatabaseError, translateDatabaseError } from "./database-error";
import { env } from "./env";
import { Prisma, PrismaClient } from "./generated/client";
import { noteDatabaseAnswered, noteOutage } from "./outage";

export { Prisma };

type Sent = TemplateStringsArray | Prisma.Sql;
/** Plain statements: of an open transaction, or each on its own under somebody's scope. */
export interface Statements {
  $queryRaw<Rows>(sql: Sent, ...values: unknown[]): Promise<Rows>;
  $queryRawUnsafe<Rows>(text: string, ...values: unknown[]): Promise<Rows>;
}
interface Changes {
  $executeRaw(sql: Sent, ...values: unknown[]): Promise<number>;
}
export type Tx = Omit<Prisma.TransactionClient, keyof Statements | keyof Changes> & Statements & Changes;
/** What a query reads through: the client itself, or a transaction already open. */
export type Reader = Tx | PrismaClient;

const MAX_TRIES = 3;
/** More shapes than the product has; lists of ids of every length make more of them, and a plan kept takes memory. */
const MAX_PREPARED = 300;
const keep = globalThis as {
  guopeiDatabase?: PrismaClient;
  guopeiPool?: Connections;
  guopeiStatements?: Map<string, string>;
};

/** Limits live on the server side: Prisma's own timeouts do not stop a statement. */
function connections(): Connections {
  if (!keep.guopeiPool) {
    keep.guopeiPool = new Connections({
      connectionString: env().DATABASE_URL,
      max: env().DATABASE_POOL,
      // Whoever waits for a free connection hears “busy” within three seconds.
      connectionTimeoutMillis: 2_500,
      query_timeout: 15_000,
      statement_timeout: 10_000,
      lock_timeout: 3_000,
      idle_in_transaction_session_timeout: 15_000,
      keepAlive: true,
    });
    // An idle connection that breaks is replaced at the next use; unheard, its error would end the process.
    keep.guopeiPool.on("error", () => {});
  }
  return keep.guopeiPool;
}

/**
 * A name for a statement that will come again, so that each connection parses and plans it once; none for the shapes beyond the
 * limit. Pages and route handlers are bundles of their own, each with a copy of this file, and share the connections: so the
 * names are the process's too.
 */
function statementName({ sql }: { sql: string }): string {
  keep.guopeiStatements ??= new Map();
  const preparedNames = keep.guopeiStatements;
  const known = preparedNames.get(sql);
  if (known !== undefined) return known;
  if (preparedNames.size >= MAX_PREPARED) return "";
  const name = `p${preparedNames.size}`;
  preparedNames.set(sql, name);
  return name;
}

/**
 * The one client of this process, in the system scope: for tables without a policy, and before anybody is known. What reads the
 * rows of people reads them through `read`, `statement` or `transaction` with its actor.
 */
export function db(): PrismaClient {
  keep.guopeiDatabase ??= new PrismaClient({
    adapter: new PrismaPg(connections(), { statementNameGenerator: statementName }),
  });
  return keep.guopeiDatabase;
}

const DATE = 1082;
const INT8 = 20;

/** As Prisma gives them, but counts as numbers: a plain date is midnight UTC, wherever the process runs. */
const types = {
  getTypeParser(oid: number, format?: "text" | "binary") {
    if (oid === DATE) return (value: string) => new Date(`${value}T00:00:00Z`);
    if (oid === INT8) return Number;
    return pg.types.getTypeParser(oid, format);
  },
};

const named = (text: string, values: unknown[]) => ({
  name: statementName({ sql: text }),
  text,
  values,
  types,
});

/**
 * One statement on its own, prepared once a connection, without Prisma. For what every page and every registration does: Prisma's
 * share would be a third of it. It runs as the actor, behind the second wall; null is the named system scope, for what concerns
 * nobody's rows, counts over everybody, or comes before anybody is known.
 */
export async function statement<Row extends pg.QueryResultRow>(
  actor: Actor | null,
  text: string,
  values: unknown[],
): Promise<Row[]> {
  const own = named(text, values);
  if (!actor) return (await connections().query<Row>(own)).rows;
  // The four go out together: one round trip. Where the scope fails, the statement behind it fails with the transaction.
  const around = [named("BEGIN", []), named(SCOPE, [...scopeOf(actor), "off"]), own, named("COMMIT", [])];
  return (await connections().together(around))[2]?.rows ?? [];
}

/** The same, put together from parts. */
export function read<Row extends pg.QueryResultRow>(actor: Actor | null, sql: Prisma.Sql): Promise<Row[]> {
  return statement<Row>(actor, sql.text, sql.values);
}

/** The same as an open transaction offers it: each statement on its own, under the actor's scope. */
export function scoped(actor: Actor | null): Statements {
  const send = <Row extends pg.QueryResultRow>(sql: Sent, values: unknown[]) =>
    read<Row>(actor, sql instanceof Prisma.Sql ? sql : Prisma.sql(sql, ...values));
  return {
    $queryRaw: async <Rows>(sql: Sent, ...values: unknown[]) => (await send(sql, values)) as Rows,
    $queryRawUnsafe: async <Rows>(text: string, ...values: unknown[]) =>
      (await statement(actor, text, values)) as Rows,
  };
}

/** What Prisma reads as the actor, in a transaction that cannot write. */
export function reading<Result>(actor: Actor, run: (tx: Tx) => Promise<Result>): Promise<Result> {
  return transaction(actor, run, "read only");
}

/** Ends the client; for programs that stop, and for tests that change databases. */
export async function disconnect(): Promise<void> {
  await keep.guopeiDatabase?.$disconnect();
  await keep.guopeiPool?.end();
  keep.guopeiDatabase = undefined;
  keep.guopeiPool = undefined;
}

/**
 * Runs a command's beats in one transaction under the actor's scope, which row policies read. A deadlock or a serialization
 * conflict is tried again, three times in all; constraint refusals come out as DomainError.
 */
export async function transaction<Result>(
  actor: Actor | null,
  run: (tx: Tx) => Promise<Result>,
  access: "read and write" | "read only" = "read and write",
): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      const result = await connections().holding((connection) =>
        db().$transaction(
          async (prismaTx) => {
            const tx = withStatements(prismaTx, connection);
            if (actor)
              await tx.$queryRawUnsafe(SCOPE, ...scopeOf(actor), access === "read only" ? "on" : "off");
            return await run(tx);
          },
          { maxWait: 5_000, timeout: 60_000 },
        ),
      );
      noteDatabaseAnswered();
      return result;
    } catch (error) {
      if (classifyDatabaseError(error).kind === "retry" && attempt < MAX_TRIES) {
        await sleep(20 + Math.random() * 180);
        continue;
      }
      noteOutage(error);
      throw translateDatabaseError(error);
    }
  }
}

/** The same transaction, whose raw statements go straight to its connection. */
function withStatements(tx: Prisma.TransactionClient, connection: () => pg.PoolClient): Tx {
  const send = (text: string, values: unknown[]) => connection().query(named(text, values));
  const sendSql = (sql: Sent, values: unknown[]) => {
    const whole = sql instanceof Prisma.Sql ? sql : Prisma.sql(sql, ...values);
    return send(whole.text, whole.values);
  };
  const statements: Statements & Changes = {
    $queryRaw: async <Rows>(sql: Sent, ...values: unknown[]) => (await sendSql(sql, values)).rows as Rows,
    $queryRawUnsafe: async <Rows>(text: string, ...values: unknown[]) =>
      (await send(text, values)).rows as Rows,
    $executeRaw: async (sql: Sent, ...values: unknown[]) => (await sendSql(sql, values)).rowCount ?? 0,
  };
  return Object.create(tx, Object.getOwnPropertyDescriptors(statements));
}

/**
 * Local to the transaction, always: a setting that outlives it would meet the next user of the connection. Where the server knows
 * the role of the second wall and lets us take it, the transaction goes on as that role, which row policies bind.
 */
const SCOPE = `SELECT set_config('app.account', $1, true), set_config('app.role', $2, true),
  set_config('app.organisation', $3, true), set_config('app.province', $4, true), set_config('app.teacher', $5, true),
  set_config('transaction_read_only', $6, true),
  (SELECT set_config('role', rolname, true) FROM pg_roles WHERE rolname = 'guopei_app' AND pg_has_role(oid, 'MEMBER'))`;

const scopeOf = (actor: Actor) => [
  actor.accountId,
  actor.role,
  actor.organisationId,
  actor.delegation?.grantorId ?? actor.provinceId ?? actor.organisationId,
  actor.teacherId ?? "",
];
