import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/access";
import { newId } from "@/lib/kernel/id";
import { statement, type Tx, transaction } from "@/lib/platform/db";
import { inParallel, tally } from "../../support/parallel";
import { withWorld } from "../../support/world";

const open = withWorld("placed");
const PROVINCES = 31;
const SCHOOLS = 3;
const TEACHERS = 4;
const TABLES = ["teachers", "enrolments", "registration_cards"] as const;
type Table = (typeof TABLES)[number];

type Row = { id: string; school: string; province: string; teacher: string };
const rows: Record<Table, Row[]> = { teachers: [], enrolments: [], registration_cards: [] };

/** A copy of some row with what makes it another one's. */
const COPY: Record<Table, string> = {
  teachers: `jsonb_build_object('id', $1::uuid, 'school_id', $2::uuid, 'id_number_index', gen_random_uuid()::text,
    'staff_number', gen_random_uuid()::text)`,
  enrolments: `jsonb_build_object('id', $1::uuid, 'school_id', $2::uuid, 'province_id', $3::uuid, 'teacher_id', $4::uuid,
    'card_id', gen_random_uuid())`,
  registration_cards: `jsonb_build_object('id', $1::uuid, 'school_id', $2::uuid, 'teacher_id', $4::uuid, 'code', $1::text)`,
};

const TEMPLATE: Record<Table, string> = {
  teachers: "true",
  enrolments: "state = 'placed'",
  registration_cards: "state = 'used'",
};

/** A country beside the world: the policies are asked, so what keys and triggers promise is left out. */
beforeAll(async () => {
  const client = await open().database.pool.connect();
  try {
    await client.query("BEGIN; SET LOCAL session_replication_role = replica");
    for (let province = 0; province < PROVINCES; province += 1) {
      const provinceId = newId();
      for (let school = 0; school < SCHOOLS; school += 1) {
        const schoolId = newId();
        await client.query(
          `INSERT INTO organisations SELECT (jsonb_populate_record(o, jsonb_build_object('id', $1::uuid, 'province_id', $2::uuid,
             'parent_id', $2::uuid, 'code', $1::text, 'name', $1::text))).* FROM organisations o WHERE kind = 'school' LIMIT 1`,
          [schoolId, provinceId],
        );
        for (let teacher = 0; teacher < TEACHERS; teacher += 1) {
          const teacherId = newId();
          for (const table of TABLES) {
            const id = table === "teachers" ? teacherId : newId();
            const values = [id, schoolId, provinceId, teacherId];
            const used = values.map((_, index) => `$${index + 1}::uuid IS NOT NULL`).join(" AND ");
            await client.query(
              `INSERT INTO ${table} SELECT (jsonb_populate_record(s.t, ${COPY[table]})).* FROM (SELECT x AS t FROM ${table} x WHERE ${TEMPLATE[table]} LIMIT 1) s WHERE ${used}`,
              values,
            );
            rows[table].push({ id, school: schoolId, province: provinceId, teacher: teacherId });
          }
        }
      }
    }
    for (const table of TABLES) await client.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
    await client.query("COMMIT");
  } finally {
    client.release();
  }
});

afterAll(async () => {
  const client = await open().database.pool.connect();
  await client.query("BEGIN; SET LOCAL session_replication_role = replica");
  for (const table of TABLES)
    await client.query(`DELETE FROM ${table} WHERE id = ANY($1)`, [rows[table].map(({ id }) => id)]);
  const schools = [...new Set(rows.teachers.map(({ school }) => school))];
  await client.query("DELETE FROM organisations WHERE id = ANY($1)", [schools]);
  await client.query("COMMIT");
  client.release();
});

const person = (role: Actor["role"], over: Partial<Actor>): Actor => ({
  ...open().world.ministry,
  role,
  provinceId: null,
  teacherId: null,
  ...over,
});

type Somebody = { actor: Actor; owns: (row: Row, table: Table) => boolean };

/** Every province, every school and every teacher of the country. */
function everybody(): Somebody[] {
  const unique = (key: "province" | "school") => [
    ...new Map(rows.teachers.map((row) => [row[key], row])).values(),
  ];
  return [
    ...unique("province").map(({ province }) => ({
      actor: person("province", { organisationId: province, provinceId: province }),
      owns: (row: Row) => row.province === province,
    })),
    ...unique("school").map(({ school, province }) => ({
      actor: person("school", { organisationId: school, provinceId: province }),
      owns: (row: Row) => row.school === school,
    })),
    ...rows.teachers.map(({ school, province, teacher }) => ({
      actor: person("teacher", { organisationId: school, provinceId: province, teacherId: teacher }),
      owns: (row: Row, table: Table) =>
        table === "registration_cards" ? row.school === school : row.teacher === teacher,
    })),
  ];
}

/** Plain statements without any condition of ours: what is left out was left out by the policy. */
const seen = async (tx: Tx, table: Table): Promise<Set<string>> =>
  new Set((await tx.$queryRawUnsafe<{ id: string }[]>(`SELECT id FROM ${table}`)).map((row) => row.id));

/** The column that makes a row somebody's, and what it holds in a row of somebody else. */
function ownerOf(table: Table, role: Actor["role"], foreign: Row): [string, string] {
  if (role === "teacher" && table === "teachers") return ["id", newId()];
  if (role === "teacher" && table === "enrolments") return ["teacher_id", foreign.teacher];
  if (role === "province" && table === "enrolments") return ["province_id", foreign.province];
  return ["school_id", foreign.school];
}

class Undo extends Error {}

/** Runs under the actor's scope and leaves nothing behind. */
async function undone(actor: Actor, run: (tx: Tx) => Promise<void>): Promise<void> {
  const ended = transaction(actor, async (tx) => {
    await run(tx);
    throw new Undo();
  });
  await expect(ended).rejects.toBeInstanceOf(Undo);
}

describe.each(TABLES)("%s without the first wall", (table) => {
  it("shows everybody exactly the own rows", async () => {
    for (const { actor, owns } of everybody()) {
      const found = await transaction(actor, (tx) => seen(tx, table));
      const read = await statement<{ id: string }>(actor, `SELECT id FROM ${table}`, []);
      const own = rows[table].filter((row) => owns(row, table)).map((row) => row.id);
      expect([...found].sort()).toEqual(own.sort());
      expect(read.map(({ id }) => id).sort()).toEqual(own);
    }
  });

  it("changes and deletes no foreign row", async () => {
    for (const { actor, owns } of everybody().filter((_, index) => index % 7 === 0)) {
      const own = rows[table].filter((row) => owns(row, table)).length;
      await undone(actor, async (tx) => {
        const updated = await tx.$queryRawUnsafe<unknown[]>(`UPDATE ${table} SET id = id RETURNING id`);
        expect(updated).toHaveLength(own);
      });
      const foreign = rows[table].find((row) => !owns(row, table))?.id;
      await undone(actor, async (tx) => {
        const deleted = await tx.$queryRawUnsafe<unknown[]>(
          `DELETE FROM ${table} WHERE id = $1::uuid RETURNING id`,
          foreign,
        );
        expect(deleted).toEqual([]);
      });
    }
  });

  it("takes no foreign row in", async () => {
    for (const { actor, owns } of everybody().filter((_, index) => index % 7 === 0)) {
      const foreign = rows[table].find((row) => !owns(row, table));
      const own = rows[table].find((row) => owns(row, table));
      if (!foreign || !own) throw new Error("no rows");
      const values = [newId(), foreign.school, foreign.province, foreign.teacher];
      const used = values.map((_, index) => `$${index + 1}::uuid IS NOT NULL`).join(" AND ");
      const insert = transaction(actor, (tx) =>
        tx.$queryRawUnsafe(
          `INSERT INTO ${table} SELECT (jsonb_populate_record(s.t, ${COPY[table]})).* FROM (SELECT x AS t FROM ${table} x WHERE ${TEMPLATE[table]} LIMIT 1) s WHERE ${used}`,
          ...values,
        ),
      );
      await expect(insert).rejects.toMatchObject({ code: "42501" });
      const [column, value] = ownerOf(table, actor.role, foreign);
      const moveAway = transaction(actor, (tx) =>
        tx.$queryRawUnsafe(`UPDATE ${table} SET ${column} = $1::uuid WHERE id = $2::uuid`, value, own.id),
      );
      await expect(moveAway).rejects.toMatchObject({ code: "42501" });
    }
  });

  it("shows nothing without a scope, nor to roles that have no business here", async () => {
    await transaction(null, async (tx) => {
      await tx.$executeRaw`SET LOCAL ROLE guopei_app`;
      expect((await seen(tx, table)).size).toBe(0);
    });
    for (const role of ["expert", "system-admin", "security-admin", "audit-admin"] as const)
      expect((await transaction(person(role, {}), (tx) => seen(tx, table))).size).toBe(0);
    const all = await transaction(open().world.ministry, (tx) => seen(tx, table));
    for (const row of rows[table]) expect(all.has(row.id)).toBe(true);
  });
});

describe("accounts without the first wall", () => {
  const accountsOf = async (condition: string, ...values: unknown[]) => {
    const { rows: found } = await open().database.pool.query<{ id: string }>(
      `SELECT DISTINCT a.id FROM accounts a JOIN appointments p ON p.account_id = a.id
       JOIN organisations o ON o.id = p.organisation_id WHERE ${condition} ORDER BY 1`,
      values,
    );
    return found.map(({ id }) => id);
  };
  const readBy = async (actor: Actor) =>
    (await statement<{ id: string }>(actor, "SELECT id FROM accounts ORDER BY 1", [])).map(({ id }) => id);

  it("are seen by their holder, by the bodies they are appointed at and those above, and by nobody else", async () => {
    const { ministry, provinces } = open().world;
    const everybodys = await accountsOf("true");
    expect(await readBy(ministry)).toEqual(everybodys);
    expect(await readBy(person("security-admin", {}))).toEqual(everybodys);
    for (const { id, actor: officer, schools } of provinces) {
      const below = await accountsOf("o.province_id = $1", id);
      expect(below.length).toBeLessThan(everybodys.length);
      expect(await readBy(officer)).toEqual(below);
      for (const role of ["expert", "delegate", "audit-admin", "auditor", "city"] as const)
        expect(await readBy({ ...officer, role })).toEqual([officer.accountId]);
      for (const school of schools) {
        expect(await readBy(school.actor)).toEqual(await accountsOf("o.id = $1", school.id));
        const teacher = school.teachers[0]?.actor ?? officer;
        expect(await readBy(teacher)).toEqual([teacher.accountId]);
      }
    }
  });

  it("of others are neither changed nor opened in somebody else's name", async () => {
    const [{ actor: own }, { actor: foreign }] = open().world.provinces;
    const touch = "UPDATE accounts SET version = version WHERE id = $1::uuid RETURNING id";
    await undone(own, async (tx) => {
      expect(await tx.$queryRawUnsafe(touch, foreign.accountId)).toEqual([]);
      expect(await tx.$queryRawUnsafe(touch, own.accountId)).toHaveLength(1);
    });
    const opened = transaction(own, (tx) =>
      tx.$queryRawUnsafe(
        "INSERT INTO accounts (id, login_name, display_name, state, created_by_id) VALUES ($1::uuid, 'x-1', 'x', 'pending', $2::uuid)",
        newId(),
        foreign.accountId,
      ),
    );
    await expect(opened).rejects.toMatchObject({ code: "42501" });
  });
});

describe("the role of the second wall", () => {
  it.each(["audit_events", "quota_entries", "enrolment_events", "audit_seals"])(
    "only appends to %s",
    async (table) => {
      const column = table === "audit_seals" ? "batch" : "id";
      for (const sql of [
        `UPDATE ${table} SET ${column} = ${column}`,
        `DELETE FROM ${table}`,
        `TRUNCATE ${table} CASCADE`,
      ]) {
        const act = transaction(open().world.ministry, (tx) => tx.$queryRawUnsafe(sql));
        await expect(act).rejects.toMatchObject({ code: "42501" });
      }
      const { rows: privileges } = await open().database.pool.query(
        `SELECT has_table_privilege('guopei_app', $1, 'UPDATE') OR has_table_privilege('guopei_app', $1, 'DELETE')
         OR has_table_privilege('guopei_app', $1, 'TRUNCATE') AS may`,
        [table],
      );
      expect(privileges).toEqual([{ may: false }]);
    },
  );

  it("owns nothing, passes no policy and cannot sign in", async () => {
    const { rows: found } = await open().database.pool.query(
      `SELECT rolsuper OR rolbypassrls OR rolcanlogin OR rolcreaterole OR rolcreatedb AS more,
         (SELECT count(*)::int FROM pg_class c WHERE c.relowner = r.oid) AS owned FROM pg_roles r WHERE rolname = 'guopei_app'`,
    );
    expect(found).toEqual([{ more: false, owned: 0 }]);
  });

  it("lets no statement through whose scope failed", async () => {
    const nobody = { ...open().world.ministry, accountId: "no text ends here \0" };
    const asked = statement(nobody, "SELECT id FROM teachers", []);
    await expect(asked).rejects.toMatchObject({ code: "22021" });
    expect(await statement(null, "SELECT current_user <> 'guopei_app' AS clean", [])).toEqual([
      { clean: true },
    ]);
  });

  it("leaves nothing of a scope on a connection: 5,000 transactions and as many statements of alternating people over one pool", {
    timeout: 300_000,
  }, async () => {
    const people = everybody();
    let leaks = 0;
    const turns = Array.from(
      { length: 5_000 },
      (_, index) => people[(index * 37) % people.length] as Somebody,
    );
    const outcomes = await inParallel(turns, 16, async ({ actor, owns }, index) => {
      const own = rows.teachers.filter((row) => owns(row, "teachers")).length;
      const [counted] = await transaction(
        actor,
        (tx) => tx.$queryRaw<{ n: number }[]>`SELECT count(*)::int AS n FROM teachers`,
      );
      if (counted?.n !== own) leaks += 1;
      const [alone] = await statement<{ n: number }>(actor, "SELECT count(*)::int AS n FROM enrolments", []);
      if (alone?.n !== rows.enrolments.filter((row) => owns(row, "enrolments")).length) leaks += 1;
      if (index % 10 > 0) return;
      const [after] = await statement<{ clean: boolean }>(
        null,
        "SELECT current_user <> 'guopei_app' AND COALESCE(current_setting('app.role', true), '') = '' AS clean",
        [],
      );
      if (!after?.clean) leaks += 1;
    });
    expect(tally(outcomes)).toEqual({ ok: 5_000 });
    expect(leaks).toBe(0);
  });
});
