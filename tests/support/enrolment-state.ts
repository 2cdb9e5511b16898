import type pg from "pg";
import { newId } from "@/lib/kernel/id";
import { db } from "@/lib/platform/db";
import { actorAt, type Body } from "./bodies";
import { addTeachers, issueCards, registration, type SubProjectBuilt, type World } from "./enrolments";

/** Moves a window as an operator with the owner's rights would, so that a test need not wait for days to pass. */
export async function moveWindow(
  pool: pg.Pool,
  world: World,
  key: string,
  opensInDays: number,
  closesInDays: number,
): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("ALTER TABLE time_windows DISABLE TRIGGER time_windows_frozen");
    await client.query("BEGIN");
    await client.query("SELECT pg_advisory_xact_lock(7001, $1)", [world.year]);
    await client.query(
      `UPDATE time_windows SET opens_at = clock_timestamp() + $3 * interval '1 day', closes_at = clock_timestamp() + $4 * interval '1 day'
       WHERE year = $1 AND key = $2`,
      [world.year, key, opensInDays, closesInDays],
    );
    await client.query("COMMIT");
  } finally {
    await client.query("ALTER TABLE time_windows ENABLE TRIGGER time_windows_frozen");
    client.release();
  }
}

/** Shuts windows at this instant, so that what was submitted before stays inside them. */
export async function shutWindows(pool: pg.Pool, world: World, ...keys: string[]): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("ALTER TABLE time_windows DISABLE TRIGGER time_windows_frozen");
    await client.query(
      "UPDATE time_windows SET closes_at = clock_timestamp() WHERE year = $1 AND key = ANY($2)",
      [world.year, keys],
    );
  } finally {
    await client.query("ALTER TABLE time_windows ENABLE TRIGGER time_windows_frozen");
    client.release();
  }
}

/** Registration and school confirmation over, their cards with them; the supplement open. */
export async function openSupplement(pool: pg.Pool, world: World): Promise<void> {
  await shutWindows(pool, world, "registration", "school-confirmation");
  await moveWindow(pool, world, "supplement", 0, 1);
  await pool.query(
    "UPDATE registration_cards SET lapses_at = clock_timestamp() WHERE NOT supplement AND state IN ('issued', 'bound', 'used')",
  );
}

/** Everything a refused command must leave as it was. */
export async function fingerprint(pool: pg.Pool): Promise<string> {
  const tables = [
    "enrolments",
    "enrolment_events",
    "registration_cards",
    "audit_events",
    "outbox_events",
    "inbox_messages",
    "placement_proposals",
    "placement_rows",
    "bulk_operations",
    "idempotency_keys",
  ];
  const rows = [];
  for (const table of tables)
    rows.push(
      (await pool.query(`SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) FROM ${table} t`)).rows[0],
    );
  return JSON.stringify(rows);
}

/** Names each broken invariant of lib/enrolments/README.md; empty when all hold. */
export async function brokenInvariants(pool: pg.Pool): Promise<string[]> {
  const live = "('submitted', 'confirmed', 'returned', 'approved', 'placed', 'completed')";
  const checks: Record<string, string> = {
    E1: `SELECT 1 FROM enrolments WHERE card_id IS NOT NULL AND state IN ${live} GROUP BY card_id HAVING count(*) > 1`,
    E2: `SELECT 1 FROM enrolments WHERE state IN ${live} GROUP BY teacher_id, year, exclusivity_group HAVING count(*) > 1`,
    E3: `SELECT 1 FROM enrolments e JOIN registration_cards c ON c.id = e.card_id WHERE e.state IN ${live}
         AND (c.state <> 'used' OR c.teacher_id <> e.teacher_id OR c.school_id <> e.school_id OR c.sub_project_id <> e.sub_project_id)`,
    E4: `SELECT 1 FROM registration_cards c WHERE c.state = 'used' AND NOT EXISTS
         (SELECT 1 FROM enrolments e WHERE e.card_id = c.id AND e.state IN ${live})`,
    E5: `SELECT 1 FROM training_classes k WHERE k.capacity <
         (SELECT count(*) FROM enrolments e WHERE e.class_id = k.id AND e.state IN ('placed', 'completed'))`,
    E6: `SELECT 1 FROM enrolments e WHERE e.state <> (SELECT v.to_state FROM enrolment_events v WHERE v.enrolment_id = e.id
         ORDER BY v.at DESC, v.id DESC LIMIT 1)`,
    E7: `SELECT 1 FROM enrolments n JOIN enrolments o ON o.id = n.replaces_id
         WHERE o.card_id <> n.card_id OR o.state NOT IN ('replaced', 'withdrawn', 'rejected')`,
  };
  const broken = [];
  for (const [name, sql] of Object.entries(checks))
    if ((await pool.query(`${sql} LIMIT 1`)).rowCount !== 0) broken.push(name);
  return broken;
}

export const ETHICS = { ethicsStatement: "师德师风考核合格，无不良记录。", ethicsName: "演示李老师" };

/** A registration brought to a state by the product's own commands, with the teacher and the card it stands on. */
export async function enrolled(
  world: World,
  state: "submitted" | "confirmed" | "approved" | "returned" | "rejected",
  options: { subProject?: SubProjectBuilt; unclear?: boolean; preferences?: string[]; school?: Body } = {},
) {
  const commands = await import("@/lib/enrolments");
  const subProject = options.subProject ?? world.first;
  const school = options.school ?? world.school;
  const [card] = await issueCards(world, subProject, school, 1);
  const [teacher] = await addTeachers(school, 1);
  if (!card || !teacher) throw new Error("no card or teacher");
  if (options.unclear)
    await db().pastTraining.create({
      data: {
        id: newId(),
        teacherId: teacher.teacherId,
        year: world.year - 1,
        title: "数控技术",
        equivalenceGroup: null,
        hours: 80,
      },
    });
  const { enrolmentId } = await commands.registerEnrolment(teacher, {
    ...registration(world, { route: "code", cardCode: card.code, preferences: options.preferences ?? [] }),
    subProjectId: subProject.id,
  });
  let version = 1;
  if (state !== "submitted")
    ({ version } = await commands.confirmEnrolment(actorAt(school, "school"), {
      enrolmentId,
      version,
      ...ETHICS,
    }));
  const officer = school.provinceId === world.home.id ? world.officer : world.foreignOfficer;
  const reason = { reasonText: "请补充材料。" };
  if (state === "approved")
    ({ version } = await commands.approveEnrolment(officer, { enrolmentId, version }));
  if (state === "returned")
    ({ version } = await commands.returnEnrolment(officer, {
      enrolmentId,
      version,
      to: "school",
      reasonCode: "other",
      ...reason,
    }));
  if (state === "rejected")
    ({ version } = await commands.rejectEnrolment(officer, {
      enrolmentId,
      version,
      reasonCode: "other",
      ...reason,
    }));
  return { enrolmentId, version, teacher, card, clerk: actorAt(school, "school") };
}

export function stateOf(enrolmentId: string) {
  return db().enrolment.findUniqueOrThrow({
    where: { id: enrolmentId },
    include: { card: true, events: { orderBy: [{ at: "asc" }, { id: "asc" }] } },
  });
}
