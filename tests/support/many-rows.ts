import type pg from "pg";
import type { World } from "./world";

/**
 * Makes the lists of the first province long: copies of rows that commands have made, put in with triggers switched off. Only
 * for counting statements; the ledger of such a clone no longer adds up.
 */
export async function lengthen(pool: pg.Pool, world: World, copies: number): Promise<void> {
  const [province] = world.provinces;
  const [school] = province.schools;
  const enrolment = school.enrolments.confirmed?.[0] ?? "";
  const client = await pool.connect();
  const copy = (table: string, from: string, change: string) =>
    client.query(`INSERT INTO ${table} SELECT (jsonb_populate_record(NULL::${table}, to_jsonb(t) || ${change})).*
      FROM ${table} t CROSS JOIN copies c WHERE ${from}`);
  try {
    await client.query("SET session_replication_role = replica");
    await client.query(`CREATE TEMP TABLE copies AS SELECT g, gen_random_uuid() AS teacher, gen_random_uuid() AS card,
      gen_random_uuid() AS enrolment, gen_random_uuid() AS other, gen_random_uuid() AS other_card FROM generate_series(1, ${copies}) g`);
    // Sealed values open only in the row that they were sealed for, so the copies have none.
    const one = `(SELECT teacher_id FROM enrolments WHERE id = '${enrolment}')`;
    await copy(
      "teachers",
      `t.id = ${one}`,
      `jsonb_build_object('id', c.teacher, 'staff_number', (5000 + c.g)::text, 'id_number_index', NULL,
        'id_number_sealed', NULL, 'mobile_sealed', NULL, 'email_sealed', NULL)`,
    );
    await copy(
      "registration_cards",
      `t.id = (SELECT card_id FROM enrolments WHERE id = '${enrolment}')`,
      "jsonb_build_object('id', c.card, 'code', t.code || c.g, 'teacher_id', c.teacher)",
    );
    await copy(
      "registration_cards",
      `t.id = (SELECT card_id FROM enrolments WHERE id = '${enrolment}')`,
      "jsonb_build_object('id', c.other_card, 'code', t.code || 'P' || c.g, 'teacher_id', c.teacher)",
    );
    await copy(
      "enrolments",
      `t.id = '${enrolment}'`,
      "jsonb_build_object('id', c.enrolment, 'card_id', c.card, 'teacher_id', c.teacher)",
    );
    await copy(
      "enrolments",
      `t.id = '${school.enrolments.approved?.[0] ?? ""}' AND t.state = 'placed'`,
      "jsonb_build_object('id', c.other, 'card_id', c.other_card, 'teacher_id', c.teacher, 'exclusivity_group', 'copies')",
    );
    await copy(
      "organisations",
      `t.id = '${school.id}'`,
      "jsonb_build_object('id', gen_random_uuid(), 'code', 'copy-' || c.g)",
    );
    await copy(
      "training_classes",
      `t.id = '${world.institutions[0].classId}'`,
      "jsonb_build_object('id', gen_random_uuid(), 'code', t.code || c.g, 'number', 100 + c.g)",
    );
    await client.query(`INSERT INTO inbox_messages (id, organisation_id, kind, params)
      SELECT gen_random_uuid(), '${school.id}', 'notice-issued', '{}' FROM copies`);
    await client.query("DROP TABLE copies");
    await client.query("SET session_replication_role = DEFAULT");
  } finally {
    client.release();
  }
}
