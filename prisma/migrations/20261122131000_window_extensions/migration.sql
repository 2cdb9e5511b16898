-- CreateTable
CREATE TABLE "window_extensions" (
    "id" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "organisation_id" UUID NOT NULL,
    "closes_at" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL,
    "granted_by" TEXT NOT NULL,
    "granted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT business_now(),

    CONSTRAINT "window_extensions_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "window_extensions_organisation_id_idx" ON "window_extensions"("organisation_id");

-- CreateIndex
CREATE UNIQUE INDEX "window_extensions_year_key_organisation_id_closes_at_key" ON "window_extensions"("year", "key", "organisation_id", "closes_at");

-- AddForeignKey
ALTER TABLE "window_extensions" ADD CONSTRAINT "window_extensions_year_key_fkey" FOREIGN KEY ("year", "key") REFERENCES "time_windows"("year", "key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "window_extensions" ADD CONSTRAINT "window_extensions_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The windows of a year as they hold for one organisation: a closing is the latest of the window's own, that of an extension for its
-- province and that of one for itself. Without an organisation, as for everybody. Every reader of a closing comes here; the planner
-- inlines it (one SELECT, STABLE, no settings).
CREATE FUNCTION windows_for(p_year integer, p_organisation uuid) RETURNS SETOF time_windows LANGUAGE sql STABLE AS $$
  SELECT w.id, w.year, w.key, w.title, w.title_en, w.opens_at,
    GREATEST(w.closes_at, (SELECT max(x.closes_at) FROM window_extensions x WHERE x.year = w.year AND x.key = w.key
      AND x.organisation_id = ANY (ARRAY[p_organisation, (SELECT o.province_id FROM organisations o WHERE o.id = p_organisation)]))),
    w.enforcement, w.roles, w.inferred, w.position, w.version
  FROM time_windows w WHERE w.year = p_year
$$;

-- An extension only ever adds time, in a published year, to a window that there is; what was granted stays as it was granted.
CREATE FUNCTION window_extensions_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM windows_for(NEW.year, NEW.organisation_id) w JOIN programme_years y ON y.year = w.year
      WHERE w.key = NEW.key AND w.closes_at < NEW.closes_at AND y.state = 'published') THEN
    RAISE EXCEPTION 'window % of % is only ever extended', NEW.key, NEW.year USING ERRCODE = 'GP960';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER window_extensions_guard BEFORE INSERT ON window_extensions FOR EACH ROW EXECUTE FUNCTION window_extensions_guard();
CREATE TRIGGER window_extensions_append_only BEFORE UPDATE OR DELETE ON window_extensions FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER window_extensions_no_truncate BEFORE TRUNCATE ON window_extensions EXECUTE FUNCTION refuse_change();

CREATE OR REPLACE FUNCTION grant_to_application() RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'guopei_app') THEN
    RETURN false;
  END IF;
  GRANT USAGE ON SCHEMA public TO guopei_app;
  GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO guopei_app;
  GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO guopei_app;
  ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO guopei_app;
  ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO guopei_app;
  REVOKE UPDATE, DELETE ON audit_events, audit_seals, quota_entries, enrolment_events, window_extensions FROM guopei_app;
  REVOKE INSERT ON audit_seals FROM guopei_app;
  RETURN true;
END $$;
SELECT grant_to_application();

-- Registration on a card, as before, with the windows as they hold for the school.
CREATE OR REPLACE FUNCTION register_enrolment(
  p_account uuid, p_key text, p_hash text, p_enrolment uuid, p_year integer, p_group text, p_sub_project uuid,
  p_teacher uuid, p_teacher_version integer, p_school uuid, p_province uuid, p_criteria_version integer,
  p_card uuid, p_route text, p_details jsonb, p_audit jsonb
) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  known idempotency_keys%ROWTYPE;
  person teachers%ROWTYPE;
  card registration_cards%ROWTYPE;
  moment timestamptz;
  registration_open boolean;
  supplement_open boolean;
  refusal text;
  answer jsonb;
BEGIN
  INSERT INTO idempotency_keys (account_id, action, key, request_hash) VALUES (p_account, 'enrolment.register', p_key, p_hash)
    ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN
    SELECT * INTO STRICT known FROM idempotency_keys WHERE account_id = p_account AND action = 'enrolment.register' AND key = p_key;
    IF known.request_hash <> p_hash THEN
      RETURN jsonb_build_object('ok', false, 'code', 'key-reused', 'replay', true);
    END IF;
    RETURN known.response || '{"replay": true}';
  END IF;

  PERFORM pg_advisory_xact_lock_shared(7001, p_year);
  SELECT * INTO person FROM teachers WHERE id = p_teacher AND school_id = p_school;
  refusal := CASE
    WHEN person.version IS DISTINCT FROM p_teacher_version THEN 'record-changed'
    WHEN (SELECT criteria_version FROM sub_projects WHERE id = p_sub_project) IS DISTINCT FROM p_criteria_version THEN 'criteria-changed'
    WHEN EXISTS (SELECT 1 FROM enrolments e WHERE e.teacher_id = p_teacher AND e.year = p_year AND e.exclusivity_group = p_group
      AND e.state IN ('submitted', 'confirmed', 'returned', 'approved', 'placed', 'completed')) THEN 'already-enrolled'
  END;

  IF refusal IS NULL AND p_card IS NOT NULL THEN
    SELECT * INTO card FROM registration_cards WHERE id = p_card FOR UPDATE;
  ELSIF refusal IS NULL THEN
    SELECT * INTO card FROM registration_cards
      WHERE school_id = p_school AND sub_project_id = p_sub_project AND state = 'issued' AND lapses_at > business_now()
      ORDER BY supplement, code LIMIT 1 FOR UPDATE SKIP LOCKED;
    IF NOT FOUND THEN
      SELECT * INTO card FROM registration_cards
        WHERE school_id = p_school AND sub_project_id = p_sub_project AND state = 'issued' AND lapses_at > business_now()
        ORDER BY supplement, code LIMIT 1 FOR UPDATE;
    END IF;
  END IF;

  moment := business_now();
  SELECT COALESCE(bool_or(key = 'registration' AND moment >= opens_at AND moment < closes_at), false),
         COALESCE(bool_or(key = 'supplement' AND moment >= opens_at AND moment < closes_at), false)
    INTO registration_open, supplement_open FROM time_windows WHERE year = p_year AND key IN ('registration', 'supplement');
  -- No closing of a school's own is earlier than everybody's: only afterwards it is asked for, and the rush before pays nothing.
  IF NOT registration_open THEN
    SELECT COALESCE(bool_or(key = 'registration' AND moment >= opens_at AND moment < closes_at), false),
           COALESCE(bool_or(key = 'supplement' AND moment >= opens_at AND moment < closes_at), false)
      INTO registration_open, supplement_open FROM windows_for(p_year, p_school) WHERE key IN ('registration', 'supplement');
  END IF;

  refusal := CASE
    WHEN NOT registration_open AND NOT supplement_open THEN 'window-shut'
    WHEN refusal IS NOT NULL THEN refusal
    WHEN card.id IS NULL AND p_card IS NULL THEN 'no-free-seat'
    WHEN card.id IS NULL OR card.school_id <> p_school OR card.sub_project_id <> p_sub_project THEN 'card-foreign'
    WHEN card.state = 'used' THEN 'card-used'
    WHEN card.state = 'recalled' THEN 'card-recalled'
    WHEN card.state = 'lapsed' OR card.lapses_at <= moment THEN 'card-lapsed'
    WHEN card.state = 'bound' AND card.teacher_id <> p_teacher THEN 'card-bound-to-another'
    WHEN NOT registration_open AND NOT card.supplement THEN 'window-shut'
  END;
  IF refusal IS NOT NULL THEN
    DELETE FROM idempotency_keys WHERE account_id = p_account AND action = 'enrolment.register' AND key = p_key;
    RETURN jsonb_build_object('ok', false, 'code', refusal, 'replay', false);
  END IF;

  UPDATE registration_cards SET state = 'used', teacher_id = p_teacher, version = version + 1 WHERE id = card.id;
  INSERT INTO enrolments (id, year, exclusivity_group, sub_project_id, teacher_id, school_id, province_id, card_id, state, route,
      snapshot, teacher_version, criteria_version, eligibility, commitment, preferences, needs_judgement, submitted_at, replaces_id)
    VALUES (p_enrolment, p_year, p_group, p_sub_project, p_teacher, p_school, p_province, card.id, 'submitted', p_route,
      to_jsonb(person) - '{problem_count,problem_keys,demonstration,created_at,updated_at}'::text[], p_teacher_version, p_criteria_version,
      p_details -> 'eligibility', p_details ->> 'commitment',
      ARRAY(SELECT jsonb_array_elements_text(p_details -> 'preferences')::uuid), (p_details ->> 'needsJudgement')::boolean, moment,
      (p_details ->> 'replacesId')::uuid);
  INSERT INTO enrolment_events (id, enrolment_id, kind, to_state, reason_text, actor_name, actor_role, organisation_name, at)
    VALUES ((p_audit ->> 'eventId')::uuid, p_enrolment, p_audit ->> 'eventKind', 'submitted', p_details ->> 'reasonText',
      p_audit ->> 'actorName', p_audit ->> 'actorRole', p_audit ->> 'organisationName', moment);
  INSERT INTO audit_events (id, business_at, kind, account_id, actor_name, actor_role, organisation_id, organisation_name,
      subject_kind, subject_id, payload, request_id)
    VALUES ((p_audit ->> 'id')::uuid, moment, p_audit ->> 'kind', p_account, p_audit ->> 'actorName', p_audit ->> 'actorRole',
      (p_audit ->> 'organisationId')::uuid, p_audit ->> 'organisationName', 'enrolment', p_enrolment::text,
      (p_audit -> 'payload') || jsonb_build_object('card', card.code), p_audit ->> 'requestId');
  INSERT INTO outbox_events (id, kind, payload)
    VALUES ((p_audit ->> 'outboxId')::uuid, 'enrolment.submitted', jsonb_build_object('enrolmentId', p_enrolment));
  answer := jsonb_build_object('ok', true, 'enrolmentId', p_enrolment, 'cardCode', card.code, 'submittedAt', moment);
  UPDATE idempotency_keys SET response = answer WHERE account_id = p_account AND action = 'enrolment.register' AND key = p_key;
  RETURN answer || '{"replay": false}';
END $$;

-- The one read before a registration, as before, with the windows as they hold for the teacher's school.
CREATE OR REPLACE FUNCTION registration_facts(p_teacher uuid, p_sub_project uuid, p_card_code text, p_self uuid)
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  moment timestamptz := business_now();
BEGIN
  RETURN (
    SELECT jsonb_build_object(
      'now', moment,
      'teacher', jsonb_build_object('id', t.id, 'version', t.version, 'schoolId', t.school_id, 'post', t.post,
        'courseKind', t.course_kind, 'courseSubject', t.course_subject, 'majorCode', t.major_code, 'title', t.title),
      'problemCount', t.problem_count,
      'school', jsonb_build_object('level', o.school_level, 'provinceId', o.province_id),
      'subProject', jsonb_build_object('id', s.id, 'code', s.code, 'name', s.short_name, 'nameEn', s.short_name_en, 'year', s.year,
        'equivalenceGroup', s.equivalence_group, 'exclusivityGroup', p.exclusivity_group, 'criteria', s.criteria,
        'criteriaVersion', s.criteria_version),
      'trainings', COALESCE((SELECT jsonb_agg(past) FROM (
          SELECT h.year, h.title, h.equivalence_group AS "group", h.hours FROM past_trainings h WHERE h.teacher_id = t.id
          UNION ALL
          SELECT e.year, f.name, f.equivalence_group, NULL FROM enrolments e JOIN sub_projects f ON f.id = e.sub_project_id
            WHERE e.teacher_id = t.id AND e.state = 'completed' AND e.id IS DISTINCT FROM p_self
          ORDER BY 1 DESC) past), '[]'),
      'otherEnrolments', COALESCE((SELECT jsonb_agg(jsonb_build_object('id', e.id, 'year', e.year, 'group', e.exclusivity_group,
          'subProjectCode', f.code, 'state', e.state, 'spans', COALESCE((
            SELECT jsonb_agg(jsonb_build_object('startsOn', k.starts_on, 'endsOn', k.ends_on)) FROM training_classes k
            WHERE k.id = e.class_id OR (e.class_id IS NULL AND k.id = ANY (e.preferences))), '[]')))
          FROM enrolments e JOIN sub_projects f ON f.id = e.sub_project_id
          WHERE e.teacher_id = t.id AND e.id IS DISTINCT FROM p_self
            AND e.state IN ('submitted', 'confirmed', 'returned', 'approved', 'placed', 'completed')), '[]'),
      'classes', COALESCE((SELECT jsonb_agg(jsonb_build_object('id', k.id, 'startsOn', k.starts_on, 'endsOn', k.ends_on) ORDER BY k.number)
          FROM training_classes k WHERE k.sub_project_id = s.id AND k.state <> 'cancelled'), '[]'),
      'windows', COALESCE((SELECT jsonb_object_agg(w.key, jsonb_build_object('opensAt', w.opens_at, 'closesAt', w.closes_at))
          FROM windows_for(s.year, t.school_id) w WHERE w.key IN ('registration', 'supplement')), '{}'),
      'card', (SELECT jsonb_build_object('id', c.id, 'code', c.code, 'state', c.state, 'schoolId', c.school_id,
          'subProjectId', c.sub_project_id, 'teacherId', c.teacher_id, 'lapsesAt', c.lapses_at, 'supplement', c.supplement)
          FROM registration_cards c WHERE c.code = p_card_code),
      'bound', (SELECT jsonb_build_object('id', c.id, 'code', c.code, 'state', c.state, 'schoolId', c.school_id,
          'subProjectId', c.sub_project_id, 'teacherId', c.teacher_id, 'lapsesAt', c.lapses_at, 'supplement', c.supplement)
          FROM registration_cards c WHERE c.teacher_id = t.id AND c.sub_project_id = s.id AND c.state = 'bound'
          ORDER BY c.lapses_at DESC, c.code LIMIT 1),
      -- Counted to a hundred: what matters is whether there is one.
      'free', (SELECT jsonb_build_object('count', count(*), 'supplement', COALESCE(bool_and(c.supplement), false))
          FROM (SELECT f.supplement FROM registration_cards f WHERE f.school_id = t.school_id AND f.sub_project_id = s.id
            AND f.state = 'issued' AND f.lapses_at > moment LIMIT 100) c))
    FROM teachers t JOIN organisations o ON o.id = t.school_id, sub_projects s
      JOIN projects p ON p.id = s.project_id JOIN programme_years y ON y.year = s.year
    WHERE t.id = p_teacher AND s.id = p_sub_project AND y.state = 'published');
END $$;

-- Registration for an open class, as before, with the windows as they hold for the school.
CREATE OR REPLACE FUNCTION register_open_place(
  p_account uuid, p_key text, p_hash text, p_enrolment uuid, p_year integer, p_group text, p_sub_project uuid,
  p_teacher uuid, p_teacher_version integer, p_school uuid, p_province uuid, p_criteria_version integer,
  p_class uuid, p_entry uuid, p_details jsonb, p_audit jsonb
) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  known idempotency_keys%ROWTYPE;
  person teachers%ROWTYPE;
  class training_classes%ROWTYPE;
  offer waiting_entries%ROWTYPE;
  place open_places%ROWTYPE;
  moment timestamptz;
  registration_open boolean;
  supplement_open boolean;
  refusal text;
  answer jsonb;
BEGIN
  INSERT INTO idempotency_keys (account_id, action, key, request_hash) VALUES (p_account, 'enrolment.register-open', p_key, p_hash)
    ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN
    SELECT * INTO STRICT known FROM idempotency_keys WHERE account_id = p_account AND action = 'enrolment.register-open' AND key = p_key;
    IF known.request_hash <> p_hash THEN
      RETURN jsonb_build_object('ok', false, 'code', 'key-reused', 'replay', true);
    END IF;
    RETURN known.response || '{"replay": true}';
  END IF;

  PERFORM pg_advisory_xact_lock_shared(7001, p_year);
  SELECT * INTO person FROM teachers WHERE id = p_teacher AND school_id = p_school;
  SELECT * INTO class FROM training_classes WHERE id = p_class AND sub_project_id = p_sub_project;
  SELECT * INTO place FROM open_places WHERE class_id = p_class;
  IF p_entry IS NOT NULL THEN
    SELECT * INTO offer FROM waiting_entries WHERE id = p_entry AND teacher_id = p_teacher AND class_id = p_class FOR UPDATE;
  END IF;
  moment := business_now();
  SELECT COALESCE(bool_or(key = 'registration' AND moment >= opens_at AND moment < closes_at), false),
         COALESCE(bool_or(key = 'supplement' AND moment >= opens_at AND moment < closes_at), false)
    INTO registration_open, supplement_open FROM time_windows WHERE year = p_year AND key IN ('registration', 'supplement');
  -- No closing of a school's own is earlier than everybody's: only afterwards it is asked for, and the rush before pays nothing.
  IF NOT registration_open THEN
    SELECT COALESCE(bool_or(key = 'registration' AND moment >= opens_at AND moment < closes_at), false),
           COALESCE(bool_or(key = 'supplement' AND moment >= opens_at AND moment < closes_at), false)
      INTO registration_open, supplement_open FROM windows_for(p_year, p_school) WHERE key IN ('registration', 'supplement');
  END IF;

  refusal := CASE
    WHEN NOT registration_open AND NOT (supplement_open AND p_entry IS NOT NULL) THEN 'window-shut'
    WHEN person.version IS DISTINCT FROM p_teacher_version THEN 'record-changed'
    WHEN (SELECT criteria_version FROM sub_projects WHERE id = p_sub_project) IS DISTINCT FROM p_criteria_version THEN 'criteria-changed'
    WHEN EXISTS (SELECT 1 FROM enrolments e WHERE e.teacher_id = p_teacher AND e.year = p_year AND e.exclusivity_group = p_group
      AND e.state IN ('submitted', 'confirmed', 'returned', 'approved', 'placed', 'completed')) THEN 'already-enrolled'
    WHEN class.id IS NULL OR place.class_id IS NULL OR class.state = 'cancelled' THEN 'open-class-gone'
    WHEN moment >= class.starts_on::timestamp AT TIME ZONE 'Asia/Shanghai' THEN 'classes-started'
    WHEN p_entry IS NOT NULL AND (offer.state IS DISTINCT FROM 'offered' OR offer.hold_until <= moment) THEN 'offer-over'
    WHEN p_entry IS NULL AND EXISTS (SELECT 1 FROM waiting_entries w WHERE w.teacher_id = p_teacher AND w.year = p_year
      AND w.exclusivity_group = p_group AND w.state IN ('waiting', 'offered')) THEN 'waiting-already'
    -- Told without the lock, so that those who come too late do not stand in the way; decided again below.
    WHEN p_entry IS NULL AND (place.used >= place.cap OR place.waiting > 0) THEN 'open-class-full'
  END;
  IF refusal IS NOT NULL THEN
    DELETE FROM idempotency_keys WHERE account_id = p_account AND action = 'enrolment.register-open' AND key = p_key;
    RETURN jsonb_build_object('ok', false, 'code', refusal, 'replay', false);
  END IF;

  INSERT INTO enrolments (id, year, exclusivity_group, sub_project_id, teacher_id, school_id, province_id, open_class_id, state, route,
      snapshot, teacher_version, criteria_version, eligibility, commitment, preferences, needs_judgement, submitted_at)
    VALUES (p_enrolment, p_year, p_group, p_sub_project, p_teacher, p_school, p_province, p_class, 'submitted', 'open',
      to_jsonb(person) - '{problem_count,problem_keys,demonstration,created_at,updated_at}'::text[], p_teacher_version, p_criteria_version,
      p_details -> 'eligibility', p_details ->> 'commitment', ARRAY[p_class], (p_details ->> 'needsJudgement')::boolean, moment);
  INSERT INTO enrolment_events (id, enrolment_id, kind, to_state, actor_name, actor_role, organisation_name, at)
    VALUES ((p_audit ->> 'eventId')::uuid, p_enrolment, 'submitted', 'submitted',
      p_audit ->> 'actorName', p_audit ->> 'actorRole', p_audit ->> 'organisationName', moment);
  INSERT INTO audit_events (id, business_at, kind, account_id, actor_name, actor_role, organisation_id, organisation_name,
      subject_kind, subject_id, payload, request_id)
    VALUES ((p_audit ->> 'id')::uuid, moment, 'enrolment.submitted', p_account, p_audit ->> 'actorName', p_audit ->> 'actorRole',
      (p_audit ->> 'organisationId')::uuid, p_audit ->> 'organisationName', 'enrolment', p_enrolment::text,
      (p_audit -> 'payload') || jsonb_build_object('class', class.code), p_audit ->> 'requestId');
  INSERT INTO outbox_events (id, kind, payload)
    VALUES ((p_audit ->> 'outboxId')::uuid, 'enrolment.submitted', jsonb_build_object('enrolmentId', p_enrolment));
  answer := jsonb_build_object('ok', true, 'enrolmentId', p_enrolment, 'cardCode', class.code, 'submittedAt', moment);
  UPDATE idempotency_keys SET response = answer WHERE account_id = p_account AND action = 'enrolment.register-open' AND key = p_key;
  IF p_entry IS NOT NULL THEN
    UPDATE waiting_entries SET state = 'accepted', ended_at = moment, enrolment_id = p_enrolment WHERE id = p_entry;
  ELSE
    UPDATE open_places SET used = used + 1 WHERE class_id = p_class AND used < cap AND waiting = 0;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'class % has no free place', class.code USING ERRCODE = 'GP950';
    END IF;
  END IF;
  RETURN answer || '{"replay": false}';
END $$;

-- Moves the line of one class on, as before, but each stand by the windows of its own school. Nobody is passed: offers end before the
-- first stand whose windows are shut at the moment and will open again.
CREATE OR REPLACE FUNCTION advance_waiting(p_class uuid)
RETURNS TABLE (entry_id uuid, teacher_id uuid, became text, reason text, hold_until timestamptz) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  place open_places%ROWTYPE;
  moment timestamptz;
  why text;
  starts timestamptz;
  general timestamptz;
  hold interval;
  freed integer;
  gone integer := 0;
  counted integer;
BEGIN
  SELECT * INTO place FROM open_places WHERE class_id = p_class FOR UPDATE;
  IF NOT FOUND THEN RETURN; END IF;
  moment := business_now();
  SELECT CASE WHEN k.state = 'cancelled' THEN 'class-cancelled'
      WHEN moment >= k.starts_on::timestamp AT TIME ZONE 'Asia/Shanghai' THEN 'class-started' END,
    k.starts_on::timestamp AT TIME ZONE 'Asia/Shanghai', make_interval(hours => y.offer_hold_hours),
    (SELECT max(w.closes_at) FROM time_windows w WHERE w.year = y.year AND w.key IN ('registration', 'supplement'))
    INTO why, starts, hold, general
    FROM training_classes k JOIN sub_projects s ON s.id = k.sub_project_id JOIN programme_years y ON y.year = s.year
    WHERE k.id = p_class;

  RETURN QUERY UPDATE waiting_entries SET state = 'lapsed', ended_at = moment
    WHERE class_id = p_class AND state = 'offered' AND hold_until <= moment RETURNING id, teacher_id, state, end_reason, hold_until;
  GET DIAGNOSTICS freed = ROW_COUNT;
  IF why IS NOT NULL THEN
    RETURN QUERY UPDATE waiting_entries SET state = 'expired', ended_at = moment, end_reason = why
      WHERE class_id = p_class AND state = 'offered' RETURNING id, teacher_id, state, end_reason, hold_until;
    GET DIAGNOSTICS counted = ROW_COUNT;
    freed := freed + counted;
  END IF;
  RETURN QUERY UPDATE waiting_entries w SET state = 'expired', ended_at = moment, end_reason = l.reason
    FROM (SELECT f.id, COALESCE(why,
        -- No closing of its own is earlier than the one for everybody.
        CASE WHEN moment >= general AND moment >= (SELECT max(t.closes_at) FROM windows_for(f.year, f.school_id) t WHERE t.key IN ('registration', 'supplement'))
          THEN 'window-shut' END,
        CASE WHEN EXISTS (SELECT 1 FROM enrolments e
            WHERE e.teacher_id = f.teacher_id AND e.year = f.year AND e.exclusivity_group = f.exclusivity_group
              AND e.state IN ('submitted', 'confirmed', 'returned', 'approved', 'placed', 'completed')) THEN 'enrolled-elsewhere' END) AS reason
      FROM waiting_entries f WHERE f.class_id = p_class AND f.state = 'waiting') l
    WHERE w.id = l.id AND l.reason IS NOT NULL
    RETURNING w.id, w.teacher_id, w.state, w.end_reason, w.hold_until;
  GET DIAGNOSTICS gone = ROW_COUNT;
  place.used := place.used - freed;
  IF why IS NULL AND place.used < place.cap THEN
    RETURN QUERY UPDATE waiting_entries w SET state = 'offered', offered_at = moment, hold_until = LEAST(moment + hold, l.until)
      FROM (SELECT n.id, n.until, bool_and(n.until IS NOT NULL) OVER (ORDER BY n.joined_at, n.id) AS may
        FROM (SELECT f.id, f.joined_at, (SELECT LEAST(max(t.closes_at), starts) FROM windows_for(f.year, f.school_id) t
            WHERE t.key IN ('registration', 'supplement') AND moment >= t.opens_at AND moment < t.closes_at HAVING count(*) > 0) AS until
          FROM waiting_entries f WHERE f.class_id = p_class AND f.state = 'waiting'
          ORDER BY f.joined_at, f.id LIMIT place.cap - place.used) n) l
      WHERE w.id = l.id AND l.may
      RETURNING w.id, w.teacher_id, w.state, w.end_reason, w.hold_until;
    GET DIAGNOSTICS counted = ROW_COUNT;
    place.used := place.used + counted;
    gone := gone + counted;
  END IF;
  UPDATE open_places SET used = place.used, waiting = waiting - gone WHERE class_id = p_class AND (used <> place.used OR gone > 0);
END $$;
