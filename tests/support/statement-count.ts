import type pg from "pg";
import { Connections } from "../../lib/platform/connections";

type Counted = { pool: Connections; count: (run: () => Promise<unknown>) => Promise<number> };

/** A pool that counts the statements that reach the server; what opens and ends a transaction is not counted. */
export function countingPool(connectionString: string): Counted {
  const pool = new Connections({ connectionString, max: 8 });
  let statements = 0;
  pool.on("error", () => {});
  pool.on("connect", (client: pg.PoolClient) => {
    const query = client.query.bind(client) as (...args: unknown[]) => unknown;
    const counting = (...args: unknown[]) => {
      const [first] = args;
      const text = typeof first === "string" ? first : ((first as { text?: string } | null)?.text ?? "");
      if (!/^\s*(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|SET TRANSACTION)\b/i.test(text)) statements += 1;
      return query(...args);
    };
    Object.assign(client, { query: counting });
  });
  return {
    pool,
    count: async (run) => {
      const before = statements;
      await run();
      return statements - before;
    },
  };
}
