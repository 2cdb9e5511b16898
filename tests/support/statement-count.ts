import type pg from "pg";
import { Connections } from "../../lib/platform/connections";

type Counted = {
  pool: Connections;
  count: (run: () => Promise<unknown>) => Promise<number>;
  /** Statements on a protected table that were sent outside anybody's scope, the same one once. */
  unscoped: Set<string>;
};

const PROTECTED =
  /\b(?:FROM|JOIN|UPDATE|INTO)\s+(?:"public"\.)?"?(?:teachers|registration_cards|enrolments|accounts)\b/i;
const AROUND = /^\s*(?:BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|SET TRANSACTION|SELECT set_config)\b/i;

/**
 * A pool that counts the statements that reach the server; what opens and ends a transaction and says whose it is, is not counted.
 * It knows which were sent behind the second wall.
 */
export function countingPool(connectionString: string): Counted {
  const pool = new Connections({ connectionString, max: 8 });
  const unscoped = new Set<string>();
  let statements = 0;
  pool.on("error", () => {});
  pool.on("connect", (client: pg.PoolClient) => {
    const query = client.query.bind(client) as (...args: unknown[]) => unknown;
    let scoped = false;
    const counting = (...args: unknown[]) => {
      const [first] = args;
      const text = typeof first === "string" ? first : ((first as { text?: string } | null)?.text ?? "");
      if (text.includes("set_config('role'")) scoped = true;
      else if (/^\s*(?:COMMIT|ROLLBACK)\b/i.test(text)) scoped = false;
      if (!AROUND.test(text)) statements += 1;
      if (!scoped && PROTECTED.test(text)) unscoped.add(text);
      return query(...args);
    };
    Object.assign(client, { query: counting });
  });
  return {
    pool,
    unscoped,
    count: async (run) => {
      const before = statements;
      await run();
      return statements - before;
    },
  };
}
