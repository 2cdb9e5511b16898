-- The second wall. A command runs its transaction as the role guopei_app (SET LOCAL), which owns nothing and sees of the protected
-- tables what the scope of its transaction opens: app.role, app.organisation, app.province, app.teacher. Whoever is not guopei_app
-- (migrations, jobs, sign-in, db:check) is not bound by these policies. Roles belong to the whole server, so the role may be there
-- already; a server that lets us make none goes on without the second wall, and the start says so.
DO $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'guopei_app') THEN
    CREATE ROLE guopei_app NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
    GRANT guopei_app TO CURRENT_USER;
  END IF;
EXCEPTION
  WHEN insufficient_privilege THEN RAISE NOTICE 'no right to create the role guopei_app';
  WHEN duplicate_object OR unique_violation THEN NULL;
END $$;

-- Again after the role was made by hand, and harmless at any time. What is append-only can only be appended to.
CREATE FUNCTION grant_to_application() RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'guopei_app') THEN
    RETURN false;
  END IF;
  GRANT USAGE ON SCHEMA public TO guopei_app;
  GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO guopei_app;
  GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO guopei_app;
  ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO guopei_app;
  ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO guopei_app;
  REVOKE UPDATE, DELETE ON audit_events, audit_seals, quota_entries, enrolment_events FROM guopei_app;
  REVOKE INSERT ON audit_seals FROM guopei_app;
  RETURN true;
END $$;
SELECT grant_to_application();

-- Settings stand in scalar sub-selects: read once a statement, and indexes stay in use. A setting of an earlier transaction of the
-- connection is an empty text, never its value.
ALTER TABLE teachers ENABLE ROW LEVEL SECURITY;
CREATE POLICY teachers_scope ON teachers USING (
  (SELECT current_user) <> 'guopei_app'
  OR CASE (SELECT current_setting('app.role', true))
    WHEN 'ministry' THEN true
    WHEN 'office' THEN true
    WHEN 'auditor' THEN true
    WHEN 'school' THEN school_id = (SELECT nullif(current_setting('app.organisation', true), '')::uuid)
    WHEN 'teacher' THEN id = (SELECT nullif(current_setting('app.teacher', true), '')::uuid)
    WHEN 'province' THEN EXISTS (SELECT 1 FROM organisations o WHERE o.id = teachers.school_id
      AND o.province_id = (SELECT nullif(current_setting('app.province', true), '')::uuid))
    WHEN 'city' THEN EXISTS (SELECT 1 FROM organisations o WHERE o.id = teachers.school_id
      AND o.province_id = (SELECT nullif(current_setting('app.province', true), '')::uuid))
    WHEN 'institution' THEN EXISTS (SELECT 1 FROM enrolments e JOIN training_classes c ON c.id = e.class_id
      WHERE e.teacher_id = teachers.id
        AND c.institution_id = (SELECT nullif(current_setting('app.organisation', true), '')::uuid))
    ELSE false
  END);

ALTER TABLE registration_cards ENABLE ROW LEVEL SECURITY;
CREATE POLICY registration_cards_scope ON registration_cards USING (
  (SELECT current_user) <> 'guopei_app'
  OR CASE (SELECT current_setting('app.role', true))
    WHEN 'ministry' THEN true
    WHEN 'office' THEN true
    WHEN 'auditor' THEN true
    WHEN 'school' THEN school_id = (SELECT nullif(current_setting('app.organisation', true), '')::uuid)
    WHEN 'teacher' THEN school_id = (SELECT nullif(current_setting('app.organisation', true), '')::uuid)
    WHEN 'province' THEN EXISTS (SELECT 1 FROM organisations o WHERE o.id = registration_cards.school_id
      AND o.province_id = (SELECT nullif(current_setting('app.province', true), '')::uuid))
    WHEN 'city' THEN EXISTS (SELECT 1 FROM organisations o WHERE o.id = registration_cards.school_id
      AND o.province_id = (SELECT nullif(current_setting('app.province', true), '')::uuid))
    ELSE false
  END);

ALTER TABLE enrolments ENABLE ROW LEVEL SECURITY;
CREATE POLICY enrolments_scope ON enrolments USING (
  (SELECT current_user) <> 'guopei_app'
  OR CASE (SELECT current_setting('app.role', true))
    WHEN 'ministry' THEN true
    WHEN 'office' THEN true
    WHEN 'auditor' THEN true
    WHEN 'school' THEN school_id = (SELECT nullif(current_setting('app.organisation', true), '')::uuid)
    WHEN 'teacher' THEN teacher_id = (SELECT nullif(current_setting('app.teacher', true), '')::uuid)
    WHEN 'province' THEN province_id = (SELECT nullif(current_setting('app.province', true), '')::uuid)
    WHEN 'city' THEN province_id = (SELECT nullif(current_setting('app.province', true), '')::uuid)
    WHEN 'institution' THEN EXISTS (SELECT 1 FROM training_classes c WHERE c.id = enrolments.class_id
      AND c.institution_id = (SELECT nullif(current_setting('app.organisation', true), '')::uuid))
    ELSE false
  END);

-- These promise something about rows of everybody, whoever acts: they count as the owner, not as the person.
ALTER FUNCTION enrolments_within_class() SECURITY DEFINER SET search_path = public, pg_temp;
ALTER FUNCTION enrolments_guard() SECURITY DEFINER SET search_path = public, pg_temp;
ALTER FUNCTION opening_notices_reach_somebody() SECURITY DEFINER SET search_path = public, pg_temp;
ALTER FUNCTION registration_cards_within_account() SECURITY DEFINER SET search_path = public, pg_temp;
ALTER FUNCTION quota_entries_cards_equal_carded() SECURITY DEFINER SET search_path = public, pg_temp;
