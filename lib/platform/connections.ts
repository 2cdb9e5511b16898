import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import pg from "pg";

type Hold = { connection?: pg.PoolClient };

/**
 * A pool that tells which connection a transaction of Prisma's got, so that its raw statements can be sent straight to it:
 * Prisma's share of a short command was more than half.
 */
export class Connections extends pg.Pool {
  readonly #holding = new AsyncLocalStorage<Hold>();

  override connect(): Promise<pg.PoolClient>;
  override connect(callback: Parameters<pg.Pool["connect"]>[0]): void;
  override connect(callback?: Parameters<pg.Pool["connect"]>[0]) {
    if (callback) return super.connect(callback);
    const hold = this.#holding.getStore();
    return super.connect().then((connection) => (hold ? held(hold, connection) : connection));
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
