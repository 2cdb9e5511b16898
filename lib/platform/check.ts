/** One row that breaks a promise: which promise, which row, and the figures that differ. */
export type Finding = { check: string; subject: string; detail: string };

type Queryable = { query(sql: string): Promise<{ rows: { subject: string; detail: string }[] }> };

const LIVE_CARD = "('issued', 'bound', 'used')";
const LIVE = "('submitted', 'confirmed', 'returned', 'approved', 'placed', 'completed')";

/** The column of a field of a teacher's record; three of them stand sealed. */
const recordColumn = (field: string) =>
  `(lower(regexp_replace(${field}, '([A-Z5])', '_\\1', 'g')) || CASE WHEN ${field} IN ('idNumber', 'mobile', 'email') THEN '_sealed' ELSE '' END)`;

/**
 * The invariants of the module READMEs over a whole database: each statement finds the rows that break one. The database
 * refuses most of these at the door; this finds what came in by another one. A lapse that is due and not yet posted is no fault.
 */
const CHECKS: Record<string, string> = {
  "Q1 seats within what was granted": `SELECT id AS subject, concat_ws(' ', granted, handed_down, carded) AS detail FROM quota_accounts
    WHERE handed_down + carded > granted OR least(granted, handed_down, carded, last_serial) < 0`,

  "Q2 balances are the sum of their entries": `
    WITH own AS (
      SELECT account_id,
        sum(seats * CASE WHEN kind IN ('plan', 'hand-down', 'top-up', 'move-in') THEN 1
          WHEN kind IN ('hand-back', 'move-out', 'lapse') THEN -1 ELSE 0 END) AS granted,
        sum(seats * CASE kind WHEN 'card' THEN 1 WHEN 'recall' THEN -1 WHEN 'lapse' THEN -1 ELSE 0 END) AS carded
      FROM quota_entries GROUP BY account_id
    ), below AS (
      SELECT a.parent_id, sum(o.granted) AS handed_down FROM own o JOIN quota_accounts a ON a.id = o.account_id GROUP BY a.parent_id
    )
    SELECT a.id AS subject, format('granted %s/%s handed down %s/%s carded %s/%s', a.granted, COALESCE(o.granted, 0), a.handed_down,
      COALESCE(b.handed_down, 0), a.carded, COALESCE(o.carded, 0)) AS detail
    FROM quota_accounts a LEFT JOIN own o ON o.account_id = a.id LEFT JOIN below b ON b.parent_id = a.id
    WHERE (a.granted, a.handed_down, a.carded) IS DISTINCT FROM (COALESCE(o.granted, 0), COALESCE(b.handed_down, 0), COALESCE(o.carded, 0))`,

  "Q3 what a parent handed down stands with its children": `
    SELECT p.id AS subject, format('%s against %s', p.handed_down, COALESCE(sum(c.granted), 0)) AS detail
    FROM quota_accounts p LEFT JOIN quota_accounts c ON c.parent_id = p.id GROUP BY p.id HAVING p.handed_down <> COALESCE(sum(c.granted), 0)`,

  "Q3 parent and child belong to one sub-project": `SELECT c.id AS subject, p.id::text AS detail FROM quota_accounts c
    JOIN quota_accounts p ON p.id = c.parent_id WHERE p.sub_project_id <> c.sub_project_id`,

  "Q4 root accounts equal their designations": `
    SELECT a.id AS subject, format('%s against %s', a.granted, COALESCE(sum(d.seats), 0)) AS detail
    FROM quota_accounts a LEFT JOIN designations d ON d.sub_project_id = a.sub_project_id
    WHERE a.parent_id IS NULL GROUP BY a.id HAVING a.granted <> COALESCE(sum(d.seats), 0)`,

  "Q5 live cards equal carded seats": `
    SELECT a.id AS subject, format('%s carded, %s cards', a.carded, count(k.id)) AS detail
    FROM quota_accounts a LEFT JOIN registration_cards k ON k.account_id = a.id AND k.state IN ${LIVE_CARD}
    GROUP BY a.id HAVING a.carded <> count(k.id)`,

  "Q6 a card belongs to the account of its school and sub-project": `SELECT k.code AS subject, a.id::text AS detail FROM registration_cards k
    JOIN quota_accounts a ON a.id = k.account_id WHERE a.organisation_id <> k.school_id OR a.sub_project_id <> k.sub_project_id`,

  "Q6 serials are at most the last one given": `SELECT k.code AS subject, p.last_serial::text AS detail FROM registration_cards k
    JOIN quota_accounts a ON a.id = k.account_id JOIN organisations o ON o.id = a.organisation_id
    JOIN quota_accounts p ON p.sub_project_id = a.sub_project_id AND p.organisation_id = o.province_id
    WHERE split_part(k.code, '-', 4)::integer > p.last_serial`,

  "Q7 a card's state, holder and end agree": `SELECT code AS subject, state AS detail FROM registration_cards
    WHERE (state IN ('bound', 'used') AND teacher_id IS NULL) OR (state = 'issued' AND teacher_id IS NOT NULL)
      OR (state IN ('recalled', 'lapsed')) <> (ended_at IS NOT NULL) OR state NOT IN ('issued', 'bound', 'used', 'recalled', 'lapsed')`,

  "Q9 a need has its reason": `SELECT school_id AS subject, seats::text AS detail FROM seat_needs
    WHERE seats NOT BETWEEN 0 AND 999 OR (seats > 0 AND length(btrim(reason)) < 2)`,

  "Q10 a move stands whole on both sides if and only if it was executed": `
    SELECT m.id AS subject, format('%s, %s entries', m.state, count(e.id)) AS detail FROM seat_moves m
    LEFT JOIN quota_entries e ON e.operation_id = m.id AND e.seats = m.seats AND EXISTS (SELECT 1 FROM quota_accounts a
      WHERE a.id = e.account_id AND a.sub_project_id = m.sub_project_id
        AND a.organisation_id = CASE e.kind WHEN 'move-out' THEN m.from_id WHEN 'move-in' THEN m.to_id END)
    GROUP BY m.id HAVING count(e.id) <> CASE WHEN m.state = 'executed' THEN 2 ELSE 0 END`,

  "Q10 every move in the ledger has its request": `SELECT e.id AS subject, e.kind AS detail FROM quota_entries e
    WHERE e.kind IN ('move-out', 'move-in') AND NOT EXISTS (SELECT 1 FROM seat_moves m WHERE m.id = e.operation_id)`,

  "Q13 a card lives as long as its school was given": `SELECT k.code AS subject, x.closes_at::text AS detail FROM registration_cards k
    JOIN sub_projects s ON s.id = k.sub_project_id JOIN organisations o ON o.id = k.school_id
    JOIN window_extensions x ON x.year = s.year AND x.organisation_id IN (o.id, o.province_id)
      AND x.key = CASE WHEN k.supplement THEN 'supplement' ELSE 'registration' END
    WHERE k.state IN ${LIVE_CARD} AND k.lapses_at < x.closes_at`,
  "Q11 an account stands where the route of its year says": `SELECT a.id AS subject, format('%s below %s', o.kind, p.kind) AS detail
    FROM quota_accounts a JOIN organisations o ON o.id = a.organisation_id AND o.kind IN ('city', 'school')
    JOIN sub_projects s ON s.id = a.sub_project_id JOIN quota_accounts above ON above.id = a.parent_id
    JOIN organisations p ON p.id = above.organisation_id
    LEFT JOIN seat_routes r ON r.year = s.year AND r.province_id = o.province_id AND r.through_cities
    WHERE o.province_id <> p.province_id OR CASE WHEN p.kind = 'city' THEN o.kind <> 'school' OR o.parent_id <> p.id OR r.year IS NULL
      WHEN o.kind = 'city' THEN r.year IS NULL ELSE o.parent_id <> p.id AND r.year IS NOT NULL END`,

  "Q12 what is kept in reserve lies with its account, with a reason": `SELECT id AS subject, concat_ws(' ', granted, handed_down, carded, reserved)
    AS detail FROM quota_accounts WHERE handed_down + carded + reserved > granted OR reserved < 0 OR (reserved > 0) <> (reserve_reason IS NOT NULL)`,

  "E1 a used card has exactly one live enrolment, an unused one none": `
    SELECT k.code AS subject, format('%s with %s', k.state, count(e.id)) AS detail FROM registration_cards k
    LEFT JOIN enrolments e ON e.card_id = k.id AND e.state IN ${LIVE}
    GROUP BY k.id HAVING count(e.id) <> CASE WHEN k.state = 'used' THEN 1 ELSE 0 END`,

  "E2 one live enrolment per teacher, year and exclusivity group": `SELECT teacher_id AS subject, count(*)::text AS detail FROM enrolments
    WHERE state IN ${LIVE} GROUP BY teacher_id, year, exclusivity_group HAVING count(*) > 1`,

  "E3 enrolment, card and teacher agree": `SELECT e.id AS subject, k.code AS detail FROM enrolments e
    JOIN registration_cards k ON k.id = e.card_id
    WHERE k.school_id <> e.school_id OR k.sub_project_id <> e.sub_project_id OR (e.state IN ${LIVE} AND k.teacher_id <> e.teacher_id)`,

  "E3 the reviewing province is that of the school": `SELECT e.id AS subject, o.name AS detail FROM enrolments e
    JOIN organisations o ON o.id = e.school_id WHERE o.province_id <> e.province_id`,

  "E19 a live registration elsewhere than at the teacher's school says so": `SELECT e.id AS subject, e.state AS detail FROM enrolments e
    JOIN teachers t ON t.id = e.teacher_id WHERE t.school_id <> e.school_id AND e.teacher_moved_at IS NULL
      AND e.state IN ('submitted', 'returned', 'confirmed', 'approved', 'placed')`,

  "T7 what waits at a school is of its own teachers": `SELECT n.id AS subject, 'proposal' AS detail FROM nominations n
    JOIN teachers t ON t.id = n.teacher_id WHERE n.state = 'open' AND t.school_id <> n.school_id
    UNION ALL SELECT w.id, 'stand in a line' FROM waiting_entries w JOIN teachers t ON t.id = w.teacher_id
    WHERE w.state IN ('waiting', 'offered') AND t.school_id <> w.school_id
    UNION ALL SELECT c.id, 'bound card' FROM registration_cards c JOIN teachers t ON t.id = c.teacher_id
    WHERE c.state = 'bound' AND t.school_id <> c.school_id
    UNION ALL SELECT m.id, 'move' FROM teacher_moves m JOIN teachers t ON t.id = m.teacher_id
    WHERE m.state IN ('released', 'accepted') AND t.school_id <> m.from_id`,

  "E4 submitted inside a window": `SELECT e.id AS subject, e.submitted_at::text AS detail FROM enrolments e WHERE NOT EXISTS (
    SELECT 1 FROM windows_for(e.year, e.school_id) w WHERE w.key IN ('registration', 'supplement')
      AND e.submitted_at >= w.opens_at AND e.submitted_at < w.closes_at)`,

  "E5 the last step of the history is the state": `SELECT e.id AS subject, format('%s against %s', e.state, h.to_state) AS detail FROM enrolments e
    LEFT JOIN LATERAL (SELECT to_state FROM enrolment_events v WHERE v.enrolment_id = e.id ORDER BY v.at DESC, v.id DESC LIMIT 1) h ON true
    WHERE h.to_state IS DISTINCT FROM e.state`,

  "E6 class and enrolment belong to one sub-project": `SELECT e.id AS subject, c.code AS detail FROM enrolments e
    JOIN training_classes c ON c.id = e.class_id WHERE c.sub_project_id <> e.sub_project_id`,

  "E6 no class above its capacity": `SELECT c.code AS subject, format('%s of %s', count(*), c.capacity) AS detail FROM training_classes c
    JOIN enrolments e ON e.class_id = c.id AND e.state IN ('placed', 'completed') GROUP BY c.id HAVING count(*) > c.capacity`,

  "E7 a replacement takes over card and sub-project": `SELECT n.id AS subject, o.state AS detail FROM enrolments n
    JOIN enrolments o ON o.id = n.replaces_id
    WHERE o.sub_project_id <> n.sub_project_id OR o.school_id <> n.school_id OR o.state NOT IN ('replaced', 'withdrawn', 'rejected')`,

  "E8 every enrolment has its trail": `SELECT e.id AS subject, e.state AS detail FROM enrolments e WHERE NOT EXISTS (
    SELECT 1 FROM audit_events a WHERE a.subject_kind = 'enrolment' AND a.subject_id = e.id::text)`,

  "E13 only who sits or sat in a class has said how to come": `SELECT a.enrolment_id AS subject, e.state AS detail FROM arrival_plans a
    JOIN enrolments e ON e.id = a.enrolment_id WHERE e.state NOT IN ('placed', 'completed')`,

  "O1 places used are live registrations and offers held": `SELECT k.code AS subject, format('%s against %s', p.used, l.count) AS detail
    FROM open_places p JOIN training_classes k ON k.id = p.class_id CROSS JOIN LATERAL (SELECT
      (SELECT count(*) FROM enrolments e WHERE e.card_id IS NULL AND COALESCE(e.class_id, e.open_class_id) = p.class_id AND e.state IN ${LIVE})
      + (SELECT count(*) FROM waiting_entries w WHERE w.class_id = p.class_id AND w.state = 'offered') AS count) l WHERE p.used <> l.count`,

  "O1 those who wait are counted": `SELECT p.class_id AS subject, format('%s against %s', p.waiting, count(w.id)) AS detail FROM open_places p
    LEFT JOIN waiting_entries w ON w.class_id = p.class_id AND w.state = 'waiting'
    GROUP BY p.class_id HAVING p.waiting <> count(w.id)`,

  "O2 every class of an open sub-project has its places, and no other": `SELECT k.code AS subject,
    format('%s places of %s', COALESCE(p.cap, -1), k.capacity) AS detail FROM training_classes k
    JOIN sub_projects s ON s.id = k.sub_project_id LEFT JOIN open_places p ON p.class_id = k.id
    WHERE (s.mode = 'open') <> (p.class_id IS NOT NULL) OR p.cap <> k.capacity`,

  "O3 nobody was offered a place before one who came earlier": `SELECT w.id AS subject, o.id::text AS detail FROM waiting_entries w
    JOIN waiting_entries o ON o.class_id = w.class_id AND o.offered_at IS NOT NULL AND (o.joined_at, o.id) > (w.joined_at, w.id)
    WHERE w.joined_at < o.offered_at AND COALESCE(w.offered_at, w.ended_at, 'infinity') > o.offered_at`,

  "O4 whoever accepted is registered for that class": `SELECT w.id AS subject, COALESCE(e.id::text, 'none') AS detail FROM waiting_entries w
    LEFT JOIN enrolments e ON e.id = w.enrolment_id AND e.teacher_id = w.teacher_id AND e.open_class_id = w.class_id
    WHERE w.state = 'accepted' AND e.id IS NULL`,

  "O5 an open sub-project has no cards, another has no open places": `SELECT e.id AS subject, s.mode AS detail FROM enrolments e
    JOIN sub_projects s ON s.id = e.sub_project_id WHERE (s.mode = 'open') <> (e.card_id IS NULL)`,

  "F4 a file that is held is not released, and the other way round": `SELECT a.id AS subject, COALESCE(a.released_at::text, 'held') AS detail
    FROM attachments a LEFT JOIN enrolment_evidence v ON v.attachment_id = a.id WHERE (v.id IS NULL) <> (a.released_at IS NOT NULL)`,

  "C1 classes within their designation": `SELECT d.id AS subject, format('%s of %s', sum(c.capacity), d.seats) AS detail FROM designations d
    JOIN training_classes c ON c.designation_id = d.id AND c.state <> 'cancelled' GROUP BY d.id HAVING sum(c.capacity) > d.seats`,

  "C2 a class and its designation agree": `SELECT c.code AS subject, d.id::text AS detail FROM training_classes c
    JOIN designations d ON d.id = c.designation_id WHERE d.institution_id <> c.institution_id OR d.sub_project_id <> c.sub_project_id`,

  "C3 notice and class agree on what is issued": `SELECT c.code AS subject, format('%s, notice %s', c.state, COALESCE(n.state, 'none')) AS detail
    FROM training_classes c LEFT JOIN opening_notices n ON n.class_id = c.id
    WHERE (c.state = 'notice-issued') <> (COALESCE(n.state, 'none') = 'issued') AND c.state <> 'cancelled'`,

  "C7 a class is cancelled by a decision, and the other way round": `SELECT c.code AS subject, format('%s, %s decided', c.state, count(d.id))
    AS detail FROM training_classes c LEFT JOIN class_cancellations d ON d.class_id = c.id AND d.state = 'done'
    GROUP BY c.id HAVING (c.state = 'cancelled') <> (count(d.id) = 1)`,

  "C7 nobody sits in a cancelled class": `SELECT c.code AS subject, count(*)::text AS detail FROM training_classes c
    JOIN enrolments e ON e.class_id = c.id AND e.state IN ('placed', 'completed') WHERE c.state = 'cancelled' GROUP BY c.id`,

  "C8 amendments follow an issued notice without a gap": `SELECT a.class_id AS subject, format('%s of %s', max(a.number), count(*)) AS detail
    FROM notice_amendments a LEFT JOIN opening_notices n ON n.class_id = a.class_id AND n.state = 'issued'
    GROUP BY a.class_id HAVING max(a.number) <> count(*) OR count(n.id) = 0`,

  "P1 a published year has all its windows": `SELECT y.year::text AS subject, needed.key AS detail FROM programme_years y
    CROSS JOIN (VALUES ('registration', false), ('school-confirmation', false), ('qualification-review', false), ('supplement', true))
      AS needed (key, for_cards)
    WHERE y.state = 'published' AND NOT EXISTS (SELECT 1 FROM time_windows w WHERE w.year = y.year AND w.key = needed.key)
      AND (NOT needed.for_cards OR EXISTS (SELECT 1 FROM sub_projects s WHERE s.year = y.year AND s.mode = 'quota'))`,

  "I1 a session's appointment is of its account": `SELECT s.id AS subject, p.id::text AS detail FROM sessions s
    JOIN appointments p ON p.id = s.appointment_id WHERE p.account_id <> s.account_id`,

  "I2 a teacher's appointment is at the teacher's school": `SELECT p.id AS subject, t.school_id::text AS detail FROM appointments p
    JOIN teachers t ON t.id = p.teacher_id WHERE p.ends_at IS NULL AND t.school_id <> p.organisation_id`,

  "I4 administrations are held apart": `SELECT a.account_id AS subject, string_agg(a.role, ' ') AS detail FROM appointments a
    WHERE a.ends_at IS NULL OR a.ends_at > clock_timestamp() GROUP BY a.account_id
    HAVING bool_or(a.role IN ('system-admin', 'security-admin', 'audit-admin')) AND count(DISTINCT a.role) > 1`,

  "I13 a successor holds what its predecessor held": `SELECT a.id AS subject, p.role AS detail FROM appointments a
    JOIN appointments p ON p.id = a.predecessor_id
    WHERE p.role <> a.role OR p.organisation_id <> a.organisation_id OR p.account_id = a.account_id`,

  "I7 secrets of authenticators are sealed": `SELECT account_id AS subject, 'secret' AS detail FROM second_factors
    WHERE secret_sealed NOT LIKE 'v1:%'`,

  "I8 recovery codes stand beside a second factor that is on": `SELECT r.account_id AS subject, count(*)::text AS detail
    FROM recovery_codes r LEFT JOIN second_factors f ON f.account_id = r.account_id AND f.confirmed_at IS NOT NULL
    GROUP BY r.account_id, f.account_id HAVING f.account_id IS NULL OR count(*) > 10`,

  "I9 a session proved a second factor that its account has": `SELECT s.id AS subject, s.account_id::text AS detail FROM sessions s
    LEFT JOIN second_factors f ON f.account_id = s.account_id AND f.confirmed_at IS NOT NULL
    WHERE s.second_factor_at IS NOT NULL AND f.account_id IS NULL`,

  "I13 a session acts by a delegation of its own body only": `SELECT s.id AS subject, d.id::text AS detail FROM sessions s
    JOIN delegations d ON d.id = s.delegation_id JOIN appointments p ON p.id = s.appointment_id
    WHERE d.grantee_id <> p.organisation_id OR p.role NOT IN ('institution', 'city')`,

  "I13 a delegation names sub-projects of its year, or all": `SELECT d.id AS subject, count(s.id)::text AS detail FROM delegations d
    LEFT JOIN delegation_sub_projects p ON p.delegation_id = d.id LEFT JOIN sub_projects s ON s.id = p.sub_project_id
    GROUP BY d.id HAVING d.all_sub_projects <> (count(s.id) = 0) OR bool_or(s.year <> d.year)`,

  "E10 a delegate decided within a delegation of the enrolment's province": `SELECT v.id AS subject, v.delegation_id::text AS detail
    FROM enrolment_events v JOIN enrolments e ON e.id = v.enrolment_id LEFT JOIN delegations d ON d.id = v.delegation_id
    WHERE (v.actor_role = 'delegate') <> (v.delegation_id IS NOT NULL) OR (v.delegation_id IS NOT NULL AND (d.id IS NULL
      OR d.grantor_id <> e.province_id OR d.year <> e.year OR v.at < d.starts_at OR v.at >= d.ends_at OR v.at > d.revoked_at
      OR NOT (d.all_sub_projects OR EXISTS (SELECT 1 FROM delegation_sub_projects p
        WHERE p.delegation_id = d.id AND p.sub_project_id = e.sub_project_id))))`,

  "T1 sealed numbers are sealed and findable": `SELECT id AS subject, 'id number' AS detail FROM teachers
    WHERE (id_number_sealed IS NULL) <> (id_number_index IS NULL) OR id_number_sealed NOT LIKE 'v1:%' OR mobile_sealed NOT LIKE 'v1:%'
      OR email_sealed NOT LIKE 'v1:%'`,

  "T3 a record counted complete lacks no required field": `
    SELECT t.id AS subject, r.field AS detail FROM teachers t CROSS JOIN LATERAL (SELECT to_jsonb(t) AS held) h
    JOIN record_field_rules r ON r.required AND r.programme_year = (SELECT max(programme_year) FROM record_field_rules
      WHERE programme_year <= extract(year FROM business_now() AT TIME ZONE 'Asia/Shanghai'))
    WHERE t.problem_count = 0 AND COALESCE(h.held ->> ${recordColumn("r.field")}, '') = ''
      AND (NOT COALESCE(r.condition ? 'courseKinds', false) OR r.condition -> 'courseKinds' ? t.course_kind)
      AND (NOT COALESCE(r.condition ? 'partTime', false) OR (r.condition ->> 'partTime')::boolean = t.part_time)
      AND (NOT COALESCE(r.condition ? 'notEmpty', false) OR h.held ->> ${recordColumn("r.condition ->> 'notEmpty'")} <> '')`,

  "T3 a record counted complete names a major of the newest edition": `SELECT t.id AS subject, t.major_code AS detail FROM teachers t
    WHERE t.problem_count = 0 AND t.major_code <> '' AND EXISTS (SELECT 1 FROM majors) AND NOT EXISTS (SELECT 1 FROM majors m
      WHERE m.code = t.major_code AND m.catalogue_year = (SELECT max(catalogue_year) FROM majors))`,

  "O1 provinces, cities and schools stand in a province": `SELECT o.id AS subject, o.kind AS detail FROM organisations o
    LEFT JOIN organisations p ON p.id = o.province_id
    WHERE o.kind IN ('province', 'city', 'school') AND (p.kind IS DISTINCT FROM 'province' OR o.parent_id IS NULL)`,

  "A4 each seal follows the one before it": `SELECT s.batch::text AS subject, format('after %s', p.batch) AS detail FROM audit_seals s
    LEFT JOIN audit_seals p ON p.batch = s.batch - 1
    WHERE s.previous_hash <> COALESCE(p.head_hash, decode(repeat('00', 32), 'hex')) OR (p.batch IS NULL AND s.batch > 1)`,

  "A1 no answered request without its answer": `SELECT action AS subject, key AS detail FROM idempotency_keys
    WHERE response IS NULL AND created_at < clock_timestamp() - interval '1 hour'`,

  "B1 the clock stands still outside a demonstration": `SELECT id::text AS subject, offset_ms::text AS detail FROM business_clock
    WHERE NOT demonstration AND offset_ms <> 0`,

  "B2 a draft is sealed and somebody's": `SELECT d.form AS subject, d.account_id::text AS detail FROM form_drafts d
    WHERE d.content_sealed NOT LIKE 'v1:%' OR NOT EXISTS (SELECT 1 FROM accounts a WHERE a.id = d.account_id)`,
};

/** Every broken invariant of a whole database, row by row; none on a sound one. Changes nothing. */
export async function checkDatabase(client: Queryable): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const [check, sql] of Object.entries(CHECKS)) {
    const { rows } = await client.query(sql);
    findings.push(
      ...rows.map(({ subject, detail }) => ({ check, subject: String(subject), detail: String(detail) })),
    );
  }
  return findings;
}

export const CHECK_NAMES = Object.keys(CHECKS);
