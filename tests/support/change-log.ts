import type pg from "pg";

export type Change = {
  place: number;
  table: string;
  act: "INSERT" | "UPDATE" | "DELETE";
  /** For whom the product's transaction ran, where it said so. */
  account: string | null;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
};

/** Every row of every table that is written from now on, with what stood there before; kept outside the product's own schema. */
export async function watchChanges(pool: pg.Pool): Promise<void> {
  await pool.query(`CREATE SCHEMA IF NOT EXISTS test_support;
    CREATE TABLE test_support.changes (place bigserial PRIMARY KEY, at_table text NOT NULL, act text NOT NULL, account text, before jsonb, after jsonb);
    CREATE FUNCTION test_support.note_change() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
    BEGIN
      INSERT INTO test_support.changes (at_table, act, account, before, after)
      VALUES (TG_TABLE_NAME, TG_OP, nullif(current_setting('app.account', true), ''),
        CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END, CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END);
      RETURN NULL;
    END $$;
    DO $$ DECLARE name text; BEGIN
      FOR name IN SELECT table_name FROM information_schema.tables
        WHERE table_schema = 'public' AND table_type = 'BASE TABLE' LOOP
        EXECUTE format('CREATE TRIGGER zz_note_change AFTER INSERT OR UPDATE OR DELETE ON public.%I
          FOR EACH ROW EXECUTE FUNCTION test_support.note_change()', name);
      END LOOP;
    END $$`);
}

export async function lastChange(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ last: string }>(
    "SELECT COALESCE(max(place), 0)::text AS last FROM test_support.changes",
  );
  return Number(rows[0]?.last ?? 0);
}

export async function changesSince(pool: pg.Pool, place: number): Promise<Change[]> {
  const { rows } = await pool.query<Change & { place: string }>(
    `SELECT place::text, at_table AS "table", act, account, before, after FROM test_support.changes WHERE place > $1 ORDER BY changes.place`,
    [place],
  );
  return rows.map((row) => ({ ...row, place: Number(row.place) }));
}

/** A visit leaves when it was; a try is counted, refused or not. */
const MARKS: Record<string, string[] | "any"> = {
  sessions: ["last_seen_at"],
  accounts: ["last_used_at"],
  rate_counters: "any",
};

/** Whether a row says more than that somebody was here. */
export function isOfWeight({ table, act, before, after }: Change): boolean {
  const marks = MARKS[table];
  if (marks === "any") return false;
  if (!marks || act !== "UPDATE") return true;
  return Object.keys(after ?? {}).some(
    (column) =>
      !marks.includes(column) && JSON.stringify(after?.[column]) !== JSON.stringify(before?.[column]),
  );
}

export function inWords({ table, act, account, before, after }: Change): string {
  const changed = Object.entries(after ?? before ?? {})
    .filter(
      ([column, value]) => act !== "UPDATE" || JSON.stringify(value) !== JSON.stringify(before?.[column]),
    )
    .map(([column, value]) => `${column}=${JSON.stringify(value)}`);
  return `${act} ${table} for ${account}: ${changed.join(" ").slice(0, 300)}`;
}

type Columns = Map<string, { all: string[]; key: string[] }>;
const known = new WeakMap<pg.Pool, Columns>();

async function columnsOf(pool: pg.Pool): Promise<Columns> {
  const found = known.get(pool);
  if (found) return found;
  const { rows } = await pool.query<{ table: string; all: string[]; key: string[] }>(
    `SELECT c.relname AS "table",
       (SELECT array_agg(quote_ident(attname)::text) FROM pg_attribute a WHERE a.attrelid = c.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = '') AS "all",
       (SELECT array_agg(quote_ident(attname)::text) FROM pg_index i JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey)
        WHERE i.indrelid = c.oid AND i.indisprimary) AS "key"
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public' AND c.relkind = 'r'`,
  );
  const columns: Columns = new Map(rows.map(({ table, all, key }) => [table, { all, key }]));
  known.set(pool, columns);
  return columns;
}

/**
 * Puts everything written since back as it was, the append-only tables too: so that one server and one database serve acts of which
 * each needs a fresh world.
 */
export async function undoSince(pool: pg.Pool, place: number): Promise<void> {
  const [columns, changes] = await Promise.all([columnsOf(pool), changesSince(pool, place)]);
  if (changes.length === 0) return;
  const client = await pool.connect();
  try {
    await client.query("BEGIN; SET LOCAL session_replication_role = replica");
    for (const { table, act, before, after } of changes.reverse()) {
      const { all, key } = columns.get(table) ?? { all: [], key: [] };
      if (all.length === 0 || !key) throw new Error(`${table} has no key to find its rows by`);
      const same = key.map((column) => `t.${column} = r.${column}`).join(" AND ");
      const row = `jsonb_populate_record(NULL::public."${table}", $1::jsonb) r`;
      if (act !== "DELETE")
        await client.query(`DELETE FROM public."${table}" t USING ${row} WHERE ${same}`, [
          JSON.stringify(after),
        ]);
      if (act !== "INSERT")
        await client.query(
          `INSERT INTO public."${table}" (${all}) OVERRIDING SYSTEM VALUE SELECT ${all.map((column) => `r.${column}`)} FROM ${row}`,
          [JSON.stringify(before)],
        );
    }
    await client.query("DELETE FROM test_support.changes WHERE place > $1", [place]);
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  } finally {
    client.release();
  }
}
