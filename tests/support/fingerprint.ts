import type pg from "pg";

export type Fingerprint = Map<string, string>;

/** Count and contents of every table of the product, to tell afterwards whether anything changed and where. Tries are counted, refused or not. */
export async function fingerprint(pool: pg.Pool): Promise<Fingerprint> {
  const tables = await pool.query<{ name: string }>(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name <> 'rate_counters' ORDER BY 1",
  );
  const parts = tables.rows.map(
    ({ name }) =>
      `SELECT '${name}' AS name, count(*)::text || ' ' || COALESCE(sum(hashtextextended(t::text, 0)::numeric), 0)::text AS mark FROM "${name}" t`,
  );
  const marks = await pool.query<{ name: string; mark: string }>(parts.join(" UNION ALL "));
  return new Map(marks.rows.map(({ name, mark }) => [name, mark]));
}

export function changedTables(before: Fingerprint, after: Fingerprint): string[] {
  return [...after].filter(([name, mark]) => before.get(name) !== mark).map(([name]) => name);
}
