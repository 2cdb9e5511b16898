-- Reads stand behind the second wall as well, and accounts with them. An account is open to whoever holds it, to the bodies at which
-- it has an appointment and those above them, and to those who look after all accounts. Opening one writes the account before its
-- appointment, so it passes by who opens it; reading it back waits for the appointment.
ALTER TABLE accounts ENABLE ROW LEVEL SECURITY;
CREATE POLICY accounts_scope ON accounts USING (
  (SELECT current_user) <> 'guopei_app'
  OR id = (SELECT nullif(current_setting('app.account', true), '')::uuid)
  OR CASE (SELECT current_setting('app.role', true))
    WHEN 'ministry' THEN true
    WHEN 'system-admin' THEN true
    WHEN 'security-admin' THEN true
    WHEN 'province' THEN EXISTS (SELECT 1 FROM appointments p JOIN organisations o ON o.id = p.organisation_id
      WHERE p.account_id = accounts.id AND o.province_id = (SELECT nullif(current_setting('app.province', true), '')::uuid))
    WHEN 'office' THEN EXISTS (SELECT 1 FROM appointments p WHERE p.account_id = accounts.id
      AND p.organisation_id = (SELECT nullif(current_setting('app.organisation', true), '')::uuid))
    WHEN 'institution' THEN EXISTS (SELECT 1 FROM appointments p WHERE p.account_id = accounts.id
      AND p.organisation_id = (SELECT nullif(current_setting('app.organisation', true), '')::uuid))
    WHEN 'school' THEN EXISTS (SELECT 1 FROM appointments p WHERE p.account_id = accounts.id
      AND p.organisation_id = (SELECT nullif(current_setting('app.organisation', true), '')::uuid))
    ELSE false
  END);
CREATE POLICY accounts_opened ON accounts FOR INSERT
  WITH CHECK (created_by_id = (SELECT nullif(current_setting('app.account', true), '')::uuid));

-- Whoever is appointed, the row that serialises the appointments of one person is locked.
ALTER FUNCTION appointments_separation() SECURITY DEFINER SET search_path = public, pg_temp;

-- Who stands in a line for an open class is seen by the institution, before it has a place.
ALTER POLICY teachers_scope ON teachers USING (
  (SELECT current_user) <> 'guopei_app'
  OR CASE (SELECT current_setting('app.role', true))
    WHEN 'ministry' THEN true
    WHEN 'office' THEN true
    WHEN 'auditor' THEN true
    WHEN 'school' THEN school_id = (SELECT nullif(current_setting('app.organisation', true), '')::uuid)
    WHEN 'teacher' THEN id = (SELECT nullif(current_setting('app.teacher', true), '')::uuid)
    WHEN 'province' THEN EXISTS (SELECT 1 FROM organisations o WHERE o.id = teachers.school_id
      AND o.province_id = (SELECT nullif(current_setting('app.province', true), '')::uuid))
    WHEN 'delegate' THEN EXISTS (SELECT 1 FROM organisations o WHERE o.id = teachers.school_id
      AND o.province_id = (SELECT nullif(current_setting('app.province', true), '')::uuid))
    WHEN 'city' THEN EXISTS (SELECT 1 FROM organisations o WHERE o.id = teachers.school_id
      AND o.parent_id = (SELECT nullif(current_setting('app.organisation', true), '')::uuid))
    WHEN 'institution' THEN EXISTS (SELECT 1 FROM enrolments e JOIN training_classes c ON c.id = e.class_id OR c.id = e.open_class_id
      WHERE e.teacher_id = teachers.id
        AND c.institution_id = (SELECT nullif(current_setting('app.organisation', true), '')::uuid))
      OR EXISTS (SELECT 1 FROM waiting_entries w JOIN training_classes c ON c.id = w.class_id
        WHERE w.teacher_id = teachers.id AND w.state IN ('waiting', 'offered')
          AND c.institution_id = (SELECT nullif(current_setting('app.organisation', true), '')::uuid))
    ELSE false
  END);

-- The places in the line for a class: ids and numbers, no persons. They count everybody, whoever asks.
CREATE FUNCTION waiting_line(p_class uuid) RETURNS TABLE (entry_id uuid, "position" bigint) LANGUAGE sql STABLE
  SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT id, row_number() OVER (ORDER BY joined_at, id) FROM waiting_entries WHERE class_id = p_class AND state = 'waiting'
$$;

-- Whether somebody may go is judged on everything there is, at whichever school it was and whoever asks; about whom one may ask is
-- decided by the policy.
ALTER FUNCTION registration_facts(uuid, uuid, text, uuid) RENAME TO registration_facts_of_anybody;
ALTER FUNCTION registration_facts_of_anybody(uuid, uuid, text, uuid) SECURITY DEFINER SET search_path = public, pg_temp;
CREATE FUNCTION registration_facts(p_teacher uuid, p_sub_project uuid, p_card_code text, p_self uuid)
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM teachers WHERE id = p_teacher) THEN
    RETURN NULL;
  END IF;
  RETURN registration_facts_of_anybody(p_teacher, p_sub_project, p_card_code, p_self);
END $$;
