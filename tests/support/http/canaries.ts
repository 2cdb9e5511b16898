import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type pg from "pg";
import type { Actor } from "@/lib/access";
import { unseal } from "@/lib/platform/crypto";
import type { World, WorldSchool } from "../world-shape";

/** What must stand nowhere in clear: every ID number and mobile number of the world, and every hash of a password. */
export type Secrets = { idNumbers: string[]; mobiles: string[]; hashes: string[] };

export async function secretsOf(pool: pg.Pool): Promise<Secrets> {
  const { rows } = await pool.query<{
    id: string;
    id_number_sealed: string | null;
    mobile_sealed: string | null;
  }>("SELECT id, id_number_sealed, mobile_sealed FROM teachers");
  const open = (column: "id_number_sealed" | "mobile_sealed") =>
    rows.flatMap((row) => {
      const text = row[column];
      return text ? [unseal(text, { table: "teachers", column, id: row.id })] : [];
    });
  const hashes = await pool.query<{ hash: string }>(
    "SELECT DISTINCT password_hash AS hash FROM accounts WHERE length(password_hash) > 20",
  );
  return {
    idNumbers: open("id_number_sealed"),
    mobiles: open("mobile_sealed"),
    hashes: hashes.rows.map(({ hash }) => hash),
  };
}

export function secretsIn(text: string, { idNumbers, mobiles, hashes }: Secrets): string[] {
  return [...idNumbers, ...mobiles, ...hashes].filter((secret) => text.includes(secret));
}

/** Gives every teacher a name that no other text contains, so that a page that shows it gives itself away. */
export async function nameEverybody(pool: pg.Pool, world: World): Promise<void> {
  for (const school of world.provinces.flatMap(({ schools }) => schools))
    for (const { id } of school.teachers) {
      await pool.query("UPDATE teachers SET name = $2 WHERE id = $1", [id, canaryOf(id)]);
      await pool.query(
        "UPDATE accounts SET display_name = $2 WHERE id IN (SELECT account_id FROM appointments WHERE teacher_id = $1)",
        [id, canaryOf(id)],
      );
    }
}

const canaryOf = (id: string) => `演示丝雀${id.slice(-10)}`;

/** The people of a school, by name, record, account and registration. */
function marksOf(school: WorldSchool): string[] {
  const people = school.teachers.flatMap(({ id, actor }) => [canaryOf(id), id, actor.accountId]);
  return [...people, ...Object.values(school.enrolments).flat(), school.boundCardId].filter(
    (mark) => mark !== "",
  );
}

/** From this index on, teachers of the world neither registered nor handed anything in. */
const NEVER_ACTED = 9;

/** Marks of people whom somebody must not be shown anywhere, by whose people they are. */
export function foreignMarks(world: World, actor: Actor): string[] {
  const [own, other] = world.provinces;
  const everybody = world.provinces.flatMap(({ schools }) => schools);
  switch (actor.role) {
    case "ministry":
    case "office":
    case "auditor":
      return [];
    case "city":
      return everybody.filter(({ id }) => id !== own.schools[0].id).flatMap(marksOf);
    case "province":
    case "delegate":
      return other.schools.flatMap(marksOf);
    case "school":
      return everybody.filter(({ id }) => id !== actor.organisationId).flatMap(marksOf);
    case "teacher": {
      const me = own.schools[0].teachers.find(({ id }) => id === actor.teacherId);
      const others = own.schools[0].teachers.filter(({ id }) => id !== actor.teacherId);
      return [
        ...others.flatMap(({ id, actor: { accountId } }) => [canaryOf(id), id, accountId]),
        ...everybody.slice(1).flatMap(marksOf),
      ].filter((mark) => mark !== me?.id);
    }
    // The trail names who acted, and records by their numbers; these have never acted.
    case "audit-admin":
      return everybody.flatMap(({ teachers }) => teachers.slice(NEVER_ACTED).map(({ id }) => canaryOf(id)));
    // An institution sees whoever is placed in its class, which the open stage has none of.
    case "institution":
      return world.stage === "open" ? everybody.flatMap(marksOf) : [];
    case "system-admin":
      // Accounts are its work; records and registrations are not.
      return everybody.flatMap(({ teachers, enrolments }) => [
        ...teachers.map(({ id }) => id),
        ...Object.values(enrolments).flat(),
      ]);
    default:
      return everybody.flatMap(marksOf);
  }
}

/** Everything that stands in the tables, as text, a table at a time. */
export async function* everyTable(pool: pg.Pool): AsyncGenerator<{ name: string; text: string }> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
     WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema', 'test_support')`,
  );
  for (const { name } of rows) {
    const table = await pool.query<{ text: string }>(
      `SELECT COALESCE(string_agg(t::text, E'\\n'), '') AS text FROM ${name} t`,
    );
    yield { name, text: table.rows[0]?.text ?? "" };
  }
}

export function* filesBelow(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(file);
    else yield file;
  }
}

export const textOf = (file: string) => readFileSync(file, "latin1");
