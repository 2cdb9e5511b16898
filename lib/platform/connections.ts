import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import pg from "pg";
import { awayError, isDatabaseAway, noteDatabaseAnswered, noteOutage, whenDatabaseGoesAway } from "./outage";

type Hold = { connection?: pg.PoolClient };

/**
 * A pool that tells which connection a transaction of Prisma's got, so that its raw statements can be sent straight to it:
 * Prisma's share of a short command was more than half.
 */
export class Connections extends pg.Pool {
  readonly #holding = new AsyncLocalStorage<Hold>();
  readonly #open = new Set<pg.PoolClient>();

  constructor(config: pg.PoolConfig) {
    super({ pipeline: true, ...config });
    const query = this.query.bind(this) as (...given: unknown[]) => unknown;
    this.query = ((...given: unknown[]) => told(query(...given))) as pg.Pool["query"];
    this.on("connect", (connection) => void this.#open.add(connection));
    this.on("remove", (connection) => void this.#open.delete(connection));
    // What waits on a silent connection would otherwise wait as long as the longest statement may take.
    whenDatabaseGoesAway(() => {
      for (const connection of this.#open) streamOf(connection).destroy();
    });
  }

  override connect(): Promise<pg.PoolClient>;
  override connect(callback: Parameters<pg.Pool["connect"]>[0]): void;
  override connect(callback?: Parameters<pg.Pool["connect"]>[0]) {
    if (isDatabaseAway()) {
      if (!callback) return Promise.reject(awayError());
      return callback(awayError(), undefined, () => {});
    }
    if (callback) return super.connect(callback);
    const hold = this.#holding.getStore();
    return super.connect().then((connection) => (hold ? held(hold, connection) : connection));
  }

  /**
   * Sends statements to one connection in one go and waits for all their answers; throws the first failure. Nothing that a later one
   * found is given away where an earlier one failed.
   */
  async together(statements: pg.QueryConfig[]): Promise<pg.QueryResult[]> {
    const connection = await this.connect();
    try {
      const answers = await Promise.allSettled(statements.map((one) => connection.query(one)));
      const failed = answers.find((answer) => answer.status === "rejected");
      if (failed) throw failed.reason;
      noteDatabaseAnswered();
      return answers.flatMap((answer) => (answer.status === "fulfilled" ? [answer.value] : []));
    } catch (error) {
      noteOutage(error);
      throw error;
    } finally {
      connection.release();
    }
  }

  /** Runs what opens one transaction; `connection` gives the one that it was opened on, and throws once it has ended. */
  holding<Result>(run: (connection: () => pg.PoolClient) => Promise<Result>): Promise<Result> {
    const hold: Hold = {};
    return this.#holding.run(hold, () =>
      run(() => {
        if (!hold.connection) throw new Error("the transaction has ended");
        return hold.connection;
      }),
    );
  }
}

/** Given back, a connection is somebody else's at once: a transaction that Prisma has ended may not send to it any more. */
function held(hold: Hold, connection: pg.PoolClient): pg.PoolClient {
  const release = connection.release;
  hold.connection = connection;
  connection.release = (failure) => {
    delete hold.connection;
    release.call(connection, failure);
  };
  return connection;
}

/** What the answer to a statement on its own says about the database, told to the watch and to the request that asked. */
function told(answer: unknown): unknown {
  if (!(answer instanceof Promise)) return answer;
  return answer.then(
    (result) => {
      noteDatabaseAnswered();
      return result;
    },
    (error) => {
      noteOutage(error);
      throw error;
    },
  );
}

/** node-postgres has no gentler way that does not wait for the other end. */
function streamOf(connection: pg.PoolClient): { destroy(): void } {
  return (connection as unknown as { connection: { stream: { destroy(): void } } }).connection.stream;
}
