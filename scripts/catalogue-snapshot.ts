import type pg from "pg";

/** What the database promises, one definition a name: `check enrolments.enrolments_state` → its text. */
export type Snapshot = ReadonlyMap<string, string>;

const ignored = "_prisma_migrations";

/** Each statement yields a kind, a name unique within the kind, and the definition as PostgreSQL writes it. */
const statements: readonly string[] = [
  `SELECT 'column' AS kind, c.relname || '.' || a.attname AS name,
          concat_ws(' ', format_type(a.atttypid, a.atttypmod), CASE WHEN a.attnotnull THEN 'not null' END,
            'default ' || pg_get_expr(d.adbin, d.adrelid), 'identity ' || nullif(a.attidentity::text, ''),
            'generated ' || nullif(a.attgenerated::text, '')) AS definition
     FROM pg_attribute a
     JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p', 'v', 'm')
     LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    WHERE c.relnamespace = 'public'::regnamespace AND a.attnum > 0 AND NOT a.attisdropped AND c.relname <> $1`,
  `SELECT 'table' AS kind, c.relname AS name,
          concat_ws(' ', c.relkind, c.relpersistence, CASE WHEN c.relrowsecurity THEN 'row security' END,
            pg_get_partkeydef(c.oid), CASE WHEN c.relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid) END) AS definition
     FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm') AND c.relname <> $1`,
  `SELECT CASE k.contype WHEN 'c' THEN 'check' WHEN 'x' THEN 'exclusion' WHEN 'f' THEN 'foreign key'
            WHEN 'p' THEN 'primary key' WHEN 'u' THEN 'unique' WHEN 't' THEN 'constraint trigger' END AS kind,
          coalesce(c.relname || '.', '') || k.conname AS name,
          pg_get_constraintdef(k.oid) || CASE WHEN k.convalidated THEN '' ELSE ' not valid' END AS definition
     FROM pg_constraint k LEFT JOIN pg_class c ON c.oid = k.conrelid
    WHERE k.connamespace = 'public'::regnamespace AND k.contype <> 'n' AND c.relname IS DISTINCT FROM $1`,
  `SELECT CASE WHEN i.indpred IS NOT NULL THEN 'partial index' WHEN i.indexprs IS NOT NULL THEN 'expression index'
            ELSE 'index' END AS kind, t.relname || '.' || c.relname AS name,
          pg_get_indexdef(i.indexrelid) || CASE WHEN i.indisvalid THEN '' ELSE ' invalid' END AS definition
     FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid
    WHERE c.relnamespace = 'public'::regnamespace AND t.relname <> $1`,
  `SELECT 'trigger' AS kind, c.relname || '.' || t.tgname AS name,
          pg_get_triggerdef(t.oid) || ' enabled ' || t.tgenabled::text AS definition
     FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    WHERE c.relnamespace = 'public'::regnamespace AND NOT t.tgisinternal AND c.relname <> $1`,
  `SELECT 'function' AS kind, p.oid::regprocedure::text AS name, pg_get_functiondef(p.oid) AS definition
     FROM pg_proc p
    WHERE p.pronamespace = 'public'::regnamespace AND p.prokind IN ('f', 'p') AND $1 <> ''
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')`,
  `SELECT 'type' AS kind, t.typname AS name,
          string_agg(e.enumlabel, ', ' ORDER BY e.enumsortorder) AS definition
     FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid
    WHERE t.typnamespace = 'public'::regnamespace AND $1 <> '' GROUP BY t.typname`,
  `SELECT 'sequence' AS kind, c.relname AS name,
          concat_ws(' ', s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcycle) AS definition
     FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid
    WHERE c.relnamespace = 'public'::regnamespace AND $1 <> ''`,
  `SELECT 'policy' AS kind, c.relname || '.' || p.polname AS name,
          concat_ws(' ', p.polcmd, p.polpermissive, pg_get_expr(p.polqual, p.polrelid),
            pg_get_expr(p.polwithcheck, p.polrelid)) AS definition
     FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
    WHERE c.relnamespace = 'public'::regnamespace AND $1 <> ''`,
];

export async function takeSnapshot(client: pg.ClientBase): Promise<Snapshot> {
  // Definitions are written relative to the search path, which a role may have changed.
  await client.query("SET search_path = public");
  const snapshot = new Map<string, string>();
  for (const statement of statements) {
    const { rows } = await client.query<{ kind: string; name: string; definition: string }>(statement, [
      ignored,
    ]);
    for (const { kind, name, definition } of rows) snapshot.set(`${kind} ${name}`, definition);
  }
  return snapshot;
}

export interface Difference {
  readonly what: "missing" | "extra" | "changed";
  readonly name: string;
  readonly expected?: string;
  readonly found?: string;
}

export function compareSnapshots(expected: Snapshot, found: Snapshot): Difference[] {
  const differences: Difference[] = [];
  for (const [name, definition] of expected) {
    const other = found.get(name);
    if (other === undefined) differences.push({ what: "missing", name, expected: definition });
    else if (other !== definition)
      differences.push({ what: "changed", name, expected: definition, found: other });
  }
  for (const [name, definition] of found) {
    if (!expected.has(name)) differences.push({ what: "extra", name, found: definition });
  }
  return differences;
}
