import { describe, expect, test } from "vitest";
import { CHECK_NAMES, checkDatabase } from "@/lib/platform/check";
import { withWorld } from "../../support/world";

const useWorld = withWorld("placed");

/** The sub-project of the placed class as if it were open, with the places of its classes; what stands on cards there is wrong then. */
const OPEN_CLASS = `ALTER TABLE sub_projects DISABLE TRIGGER USER; ALTER TABLE waiting_entries DISABLE TRIGGER USER;
  UPDATE sub_projects SET mode = 'open' WHERE id = (SELECT sub_project_id FROM enrolments WHERE state = 'placed' LIMIT 1);
  INSERT INTO open_places (class_id, cap) SELECT k.id, k.capacity FROM training_classes k JOIN sub_projects s ON s.id = k.sub_project_id
  WHERE s.mode = 'open';`;
const stand = (
  nth: string,
  state: string,
  ago: string,
) => `INSERT INTO waiting_entries (id, year, exclusivity_group, sub_project_id,
  class_id, teacher_id, school_id, province_id, state, joined_at, offered_at, hold_until, ended_at, enrolment_id)
  SELECT gen_random_uuid(), s.year, 'x', s.id, (SELECT min(p.class_id::text)::uuid FROM open_places p), t.id, t.school_id, o.province_id,
    '${state}', now() - interval '${ago}', CASE WHEN '${state}' <> 'waiting' THEN now() END, CASE WHEN '${state}' <> 'waiting' THEN now() END,
    CASE WHEN '${state}' = 'accepted' THEN now() END,
    CASE WHEN '${state}' = 'accepted' THEN (SELECT id FROM enrolments WHERE state = 'submitted' LIMIT 1) END
  FROM (SELECT * FROM teachers ORDER BY id OFFSET ${nth} LIMIT 1) t JOIN organisations o ON o.id = t.school_id, sub_projects s
  WHERE s.mode = 'open';`;

/** One statement, or a few, that break exactly the promise; the database's own guards are out of the way inside the transaction. */
const CORRUPTIONS: Record<string, string> = {
  "Q1 seats within what was granted": `ALTER TABLE quota_accounts DROP CONSTRAINT quota_accounts_within_granted, DROP CONSTRAINT quota_accounts_reserve_free;
    UPDATE quota_accounts SET handed_down = granted + 1 WHERE parent_id IS NULL`,
  "Q2 balances are the sum of their entries": `UPDATE quota_accounts SET granted = granted + 1`,
  "Q3 what a parent handed down stands with its children": `UPDATE quota_accounts SET handed_down = handed_down - 1
    WHERE id = (SELECT id FROM quota_accounts WHERE handed_down > 0 LIMIT 1)`,
  "Q3 parent and child belong to one sub-project": `UPDATE quota_accounts SET sub_project_id = (SELECT id FROM sub_projects s
    WHERE s.id <> sub_project_id AND NOT EXISTS (SELECT 1 FROM quota_accounts o WHERE o.sub_project_id = s.id) LIMIT 1)
    WHERE id = (SELECT id FROM quota_accounts WHERE parent_id IS NOT NULL LIMIT 1)`,
  "Q4 root accounts equal their designations": `UPDATE designations SET seats = seats + 1`,
  "Q5 live cards equal carded seats": `UPDATE registration_cards SET state = 'lapsed', ended_at = now(), teacher_id = NULL
    WHERE id = (SELECT id FROM registration_cards WHERE state = 'issued' LIMIT 1)`,
  "Q6 a card belongs to the account of its school and sub-project": `UPDATE registration_cards k SET school_id =
    (SELECT o.id FROM organisations o WHERE o.kind = 'school' AND o.id <> k.school_id LIMIT 1)
    WHERE k.id = (SELECT id FROM registration_cards WHERE state = 'issued' LIMIT 1)`,
  "Q6 serials are at most the last one given": `UPDATE quota_accounts SET last_serial = 0`,
  "Q7 a card's state, holder and end agree": `ALTER TABLE registration_cards DROP CONSTRAINT registration_cards_holder;
    UPDATE registration_cards SET teacher_id = NULL WHERE state = 'used'`,
  "Q9 a need has its reason": `ALTER TABLE seat_needs DROP CONSTRAINT seat_needs_reason;
    INSERT INTO seat_needs (sub_project_id, school_id, seats, reason, stated_by)
    SELECT s.id, o.id, 1, ' ', 'x' FROM sub_projects s, organisations o WHERE o.kind = 'school' LIMIT 1`,
  "Q10 a move stands whole on both sides if and only if it was executed": `INSERT INTO seat_moves (id, sub_project_id, from_id, to_id,
    proposed_by_id, seats, reason, state, expires_at, ended_at) SELECT gen_random_uuid(), a.sub_project_id, a.organisation_id,
    b.organisation_id, a.organisation_id, 1, 'x', 'executed', now(), now() FROM quota_accounts a JOIN quota_accounts b
    ON b.parent_id = a.parent_id AND b.id <> a.id LIMIT 1`,
  "Q10 every move in the ledger has its request": `INSERT INTO quota_entries (id, account_id, kind, seats, actor_name, actor_role,
    operation_id) SELECT gen_random_uuid(), id, 'move-in', 1, 'x', 'x', gen_random_uuid() FROM quota_accounts
    WHERE parent_id IS NOT NULL LIMIT 1`,
  "Q13 a card lives as long as its school was given": `INSERT INTO window_extensions (id, year, key, organisation_id, closes_at, reason,
    granted_by) SELECT gen_random_uuid(), w.year, w.key, k.school_id, w.closes_at + interval '1 hour', 'x', 'x' FROM time_windows w,
    registration_cards k WHERE w.key = 'registration' AND k.state = 'issued' LIMIT 1`,
  "Q11 an account stands where the route of its year says": `ALTER TABLE seat_routes DISABLE TRIGGER USER;
    UPDATE organisations s SET parent_id = c.id FROM organisations c WHERE s.kind = 'school' AND c.kind = 'city' AND c.province_id = s.province_id;
    INSERT INTO seat_routes (year, province_id, through_cities, decided_by)
    SELECT y.year, o.id, true, 'x' FROM programme_years y, organisations o WHERE o.kind = 'province'`,
  "Q12 what is kept in reserve lies with its account, with a reason": `ALTER TABLE quota_accounts DROP CONSTRAINT quota_accounts_reserve_free;
    UPDATE quota_accounts SET reserved = granted + 1, reserve_reason = 'x' WHERE parent_id IS NOT NULL`,
  "E1 a used card has exactly one live enrolment, an unused one none": `UPDATE registration_cards SET state = 'issued', teacher_id = NULL
    WHERE id = (SELECT card_id FROM enrolments WHERE state = 'placed' LIMIT 1)`,
  "E2 one live enrolment per teacher, year and exclusivity group": `DROP INDEX enrolments_one_per_teacher_and_group;
    UPDATE enrolments SET teacher_id = (SELECT teacher_id FROM enrolments WHERE state = 'placed' LIMIT 1) WHERE state IN ('placed', 'submitted', 'confirmed')`,
  "E3 enrolment, card and teacher agree": `UPDATE registration_cards SET teacher_id = (SELECT t.id FROM teachers t
    WHERE t.id <> teacher_id LIMIT 1) WHERE state = 'used'`,
  "E3 the reviewing province is that of the school": `UPDATE enrolments e SET province_id = (SELECT id FROM organisations o
    WHERE o.kind = 'province' AND o.id <> e.province_id LIMIT 1)`,
  "E19 a live registration elsewhere than at the teacher's school says so": `UPDATE teachers t SET school_id = (SELECT o.id FROM organisations o
    WHERE o.kind = 'school' AND o.id <> t.school_id LIMIT 1), staff_number = NULL
    WHERE t.id = (SELECT teacher_id FROM enrolments WHERE state = 'placed' LIMIT 1)`,
  "T7 what waits at a school is of its own teachers": `ALTER TABLE nominations DISABLE TRIGGER USER;
    INSERT INTO nominations (id, year, teacher_id, school_id, sub_project_id, state, created_by_name)
    SELECT gen_random_uuid(), s.year, t.id, o.id, s.id, 'open', 'x' FROM sub_projects s, teachers t, organisations o
    WHERE o.kind = 'school' AND o.id <> t.school_id AND NOT EXISTS (SELECT 1 FROM enrolments e WHERE e.teacher_id = t.id) LIMIT 1`,
  "E4 submitted inside a window": `UPDATE enrolments SET submitted_at = '2023-01-01T00:00:00+08:00'`,
  "E5 the last step of the history is the state": `DELETE FROM enrolment_events WHERE to_state = 'placed'`,
  "E6 class and enrolment belong to one sub-project": `UPDATE training_classes c SET sub_project_id = (SELECT id FROM sub_projects s
    WHERE s.id <> c.sub_project_id LIMIT 1), number = 90 WHERE id = (SELECT class_id FROM enrolments WHERE state = 'placed' LIMIT 1)`,
  "E6 no class above its capacity": `ALTER TABLE training_classes DROP CONSTRAINT training_classes_span; UPDATE training_classes SET capacity = 0`,
  "E7 a replacement takes over card and sub-project": `UPDATE enrolments SET replaces_id = (SELECT id FROM enrolments
    WHERE state = 'placed' ORDER BY id LIMIT 1) WHERE id = (SELECT id FROM enrolments WHERE state = 'placed' ORDER BY id DESC LIMIT 1)`,
  "E8 every enrolment has its trail": `DELETE FROM audit_events WHERE subject_kind = 'enrolment'`,
  "E13 only who sits or sat in a class has said how to come": `INSERT INTO arrival_plans (enrolment_id, arrives_on, lodging, diet,
    contact_name_sealed, contact_mobile_sealed) SELECT id, now(), 'none', 'any', 'v1:', 'v1:' FROM enrolments WHERE state = 'submitted' LIMIT 1`,
  "O1 places used are live registrations and offers held": `${OPEN_CLASS} UPDATE open_places SET used = 1`,
  "O1 those who wait are counted": `${OPEN_CLASS} UPDATE open_places SET waiting = 1`,
  "O2 every class of an open sub-project has its places, and no other": `${OPEN_CLASS} UPDATE open_places SET cap = cap + 1`,
  "O3 nobody was offered a place before one who came earlier": `${OPEN_CLASS} ${stand("0", "waiting", "1 hour")}
    ${stand("1", "offered", "30 minutes")}`,
  "O4 whoever accepted is registered for that class": `${OPEN_CLASS} ${stand("0", "accepted", "1 hour")}`,
  "O5 an open sub-project has no cards, another has no open places": OPEN_CLASS,
  "F4 a file that is held is not released, and the other way round": `INSERT INTO attachments (id, file_name, media_type, size_bytes, sha256)
    VALUES (gen_random_uuid(), 'a.pdf', 'application/pdf', 1, repeat('0', 64))`,
  "C1 classes within their designation": `UPDATE training_classes SET capacity = 9999`,
  "C2 a class and its designation agree": `UPDATE training_classes c SET institution_id = (SELECT o.id FROM organisations o
    WHERE o.kind = 'institution' AND o.id <> c.institution_id LIMIT 1)`,
  "C3 notice and class agree on what is issued": `UPDATE training_classes SET state = 'notice-issued';
    DELETE FROM opening_notices`,
  "C7 a class is cancelled by a decision, and the other way round": `INSERT INTO class_cancellations (id, class_id, reason_code,
    reason_text, state, requested_by_name, requested_by_role, decided_by_name, decided_at) SELECT gen_random_uuid(), id, 'too-few', 'x',
    'done', 'x', 'office', 'x', now() FROM training_classes LIMIT 1`,
  "C7 nobody sits in a cancelled class": `ALTER TABLE training_classes DISABLE TRIGGER training_classes_cancelled_empty;
    UPDATE training_classes SET state = 'cancelled' WHERE id = (SELECT class_id FROM enrolments WHERE state = 'placed' LIMIT 1)`,
  "C8 amendments follow an issued notice without a gap": `INSERT INTO notice_amendments (id, class_id, number, document_number, text,
    people, joined, concerns_all, issued_at, issued_by_name) SELECT gen_random_uuid(), id, 2, 'x', '', 1, 1, false, now(), 'x'
    FROM training_classes LIMIT 1`,
  "P1 a published year has all its windows": `DELETE FROM time_windows WHERE key = 'supplement'`,
  "I1 a session's appointment is of its account": `INSERT INTO sessions (id, token_hash, account_id, appointment_id, expires_at)
    SELECT gen_random_uuid(), 'x', a.id, p.id, now() FROM accounts a, appointments p WHERE p.account_id <> a.id LIMIT 1`,
  "I2 a teacher's appointment is at the teacher's school": `UPDATE appointments SET organisation_id = (SELECT id FROM organisations
    WHERE kind = 'ministry') WHERE role = 'teacher'`,
  "I4 administrations are held apart": `INSERT INTO appointments (id, account_id, role, organisation_id)
    SELECT gen_random_uuid(), account_id, 'audit-admin', organisation_id FROM appointments WHERE role = 'ministry' LIMIT 1`,
  "I13 a successor holds what its predecessor held": `ALTER TABLE appointments DISABLE TRIGGER appointments_separation;
    UPDATE appointments SET predecessor_id = (SELECT id FROM appointments WHERE role = 'province' LIMIT 1) WHERE role = 'ministry'`,
  "I7 secrets of authenticators are sealed": `ALTER TABLE second_factors DROP CONSTRAINT second_factors_sealed;
    INSERT INTO second_factors (account_id, secret_sealed) SELECT id, 'ON6V7YNDJUFVZRXD' FROM accounts LIMIT 1`,
  "I8 recovery codes stand beside a second factor that is on": `INSERT INTO recovery_codes (id, account_id, code_hash)
    SELECT gen_random_uuid(), id, 'x' FROM accounts LIMIT 1`,
  "I9 a session proved a second factor that its account has": `INSERT INTO sessions (id, token_hash, account_id, appointment_id, expires_at, second_factor_at)
    SELECT gen_random_uuid(), 'x', account_id, id, now(), now() FROM appointments LIMIT 1`,
  "I13 a session acts by a delegation of its own body only": `INSERT INTO sessions (id, token_hash, account_id, appointment_id, expires_at, delegation_id)
    SELECT gen_random_uuid(), 'x', p.account_id, p.id, now(), d.id FROM appointments p, delegations d WHERE p.role = 'school' LIMIT 1`,
  "I13 a delegation names sub-projects of its year, or all": `INSERT INTO delegation_sub_projects (delegation_id, sub_project_id)
    SELECT d.id, s.id FROM delegations d, sub_projects s WHERE d.all_sub_projects LIMIT 1`,
  "E10 a delegate decided within a delegation of the enrolment's province": `UPDATE enrolment_events SET actor_role = 'delegate'
    WHERE kind = 'approved'`,
  "T1 sealed numbers are sealed and findable": `UPDATE teachers SET mobile_sealed = '13900001234'`,
  "T3 a record counted complete lacks no required field": `UPDATE teachers SET enterprise_practice_months_last_5_years = NULL
    WHERE id = (SELECT id FROM teachers WHERE problem_count = 0 AND course_kind = 'major' LIMIT 1)`,
  "T3 a record counted complete names a major of the newest edition": `UPDATE teachers SET major_code = '560301' WHERE problem_count = 0`,
  "O1 provinces, cities and schools stand in a province": `UPDATE organisations s SET province_id = (SELECT id FROM organisations
    WHERE kind = 'ministry') WHERE kind = 'school'`,
  "A4 each seal follows the one before it": `INSERT INTO audit_seals (batch, first_sequence, last_sequence, row_count, sequences, marks,
    previous_hash, head_hash, sealed_at) VALUES (2, 1, 1, 1, '{[1,2)}', decode(repeat('00', 8), 'hex'), decode(repeat('00', 32), 'hex'),
    decode(repeat('01', 32), 'hex'), now())`,
  "A1 no answered request without its answer": `UPDATE idempotency_keys SET response = NULL, created_at = now() - interval '2 hours'`,
  "B1 the clock stands still outside a demonstration": `ALTER TABLE business_clock DROP CONSTRAINT business_clock_offset_only_in_demonstration;
    UPDATE business_clock SET demonstration = false, offset_ms = 1`,
  "B2 a draft is sealed and somebody's": `ALTER TABLE form_drafts DROP CONSTRAINT form_drafts_sealed;
    INSERT INTO form_drafts (account_id, hat, form, content_sealed) SELECT id, id, 'x', 'in clear' FROM accounts LIMIT 1`,
};

describe("the check of a whole database", () => {
  test("finds nothing on a sound one", async () => {
    expect(await checkDatabase(useWorld().database.pool)).toEqual([]);
  });

  test("has a seeded corruption for each of its promises", () => {
    expect(Object.keys(CORRUPTIONS).sort()).toEqual([...CHECK_NAMES].sort());
  });

  test.each(Object.entries(CORRUPTIONS))("finds: %s", async (check, corruption) => {
    const client = await useWorld().database.pool.connect();
    try {
      await client.query("BEGIN; SET LOCAL session_replication_role = replica");
      await client.query(corruption);
      const found = await checkDatabase(client);
      expect(found.map((finding) => finding.check)).toContain(check);
    } finally {
      await client.query("ROLLBACK");
      client.release();
    }
  });
});
