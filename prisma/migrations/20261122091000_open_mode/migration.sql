-- AlterTable
ALTER TABLE "enrolments" ADD COLUMN     "open_class_id" UUID,
ALTER COLUMN "card_id" DROP NOT NULL;

-- AlterTable
ALTER TABLE "programme_years" ADD COLUMN     "offer_hold_hours" INTEGER NOT NULL DEFAULT 24;

-- CreateTable
CREATE TABLE "open_places" (
    "class_id" UUID NOT NULL,
    "cap" INTEGER NOT NULL,
    "used" INTEGER NOT NULL DEFAULT 0,
    "waiting" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "open_places_pkey" PRIMARY KEY ("class_id")
);

-- CreateTable
CREATE TABLE "waiting_entries" (
    "id" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "exclusivity_group" TEXT NOT NULL,
    "sub_project_id" UUID NOT NULL,
    "class_id" UUID NOT NULL,
    "teacher_id" UUID NOT NULL,
    "school_id" UUID NOT NULL,
    "province_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "joined_at" TIMESTAMPTZ(3) NOT NULL DEFAULT business_now(),
    "offered_at" TIMESTAMPTZ(3),
    "hold_until" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "end_reason" TEXT,
    "enrolment_id" UUID,

    CONSTRAINT "waiting_entries_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "waiting_entries_enrolment_id_key" ON "waiting_entries"("enrolment_id");

-- CreateIndex
CREATE INDEX "waiting_entries_teacher_id_idx" ON "waiting_entries"("teacher_id");

-- CreateIndex
CREATE INDEX "waiting_entries_school_id_idx" ON "waiting_entries"("school_id");

-- CreateIndex
CREATE INDEX "waiting_entries_sub_project_id_idx" ON "waiting_entries"("sub_project_id");

-- AddForeignKey
ALTER TABLE "enrolments" ADD CONSTRAINT "enrolments_open_class_id_fkey" FOREIGN KEY ("open_class_id") REFERENCES "training_classes"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "open_places" ADD CONSTRAINT "open_places_class_id_fkey" FOREIGN KEY ("class_id") REFERENCES "training_classes"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "waiting_entries" ADD CONSTRAINT "waiting_entries_sub_project_id_fkey" FOREIGN KEY ("sub_project_id") REFERENCES "sub_projects"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "waiting_entries" ADD CONSTRAINT "waiting_entries_class_id_fkey" FOREIGN KEY ("class_id") REFERENCES "training_classes"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "waiting_entries" ADD CONSTRAINT "waiting_entries_teacher_id_fkey" FOREIGN KEY ("teacher_id") REFERENCES "teachers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "waiting_entries" ADD CONSTRAINT "waiting_entries_school_id_fkey" FOREIGN KEY ("school_id") REFERENCES "organisations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "waiting_entries" ADD CONSTRAINT "waiting_entries_enrolment_id_fkey" FOREIGN KEY ("enrolment_id") REFERENCES "enrolments"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Open mode: an enrolment stands on a card, or on a place of an open class, never on both and never on nothing.
ALTER TABLE programme_years ADD CONSTRAINT programme_years_offer_hold CHECK (offer_hold_hours BETWEEN 1 AND 336);
ALTER TABLE enrolments
  DROP CONSTRAINT enrolments_route,
  ADD CONSTRAINT enrolments_route CHECK (route IN ('code', 'binding', 'free', 'open')),
  ADD CONSTRAINT enrolments_card_or_place CHECK ((card_id IS NULL) = (route = 'open') AND (card_id IS NULL) = (open_class_id IS NOT NULL));
CREATE INDEX enrolments_open_class ON enrolments (open_class_id, state) WHERE card_id IS NULL;
CREATE INDEX enrolments_open_province ON enrolments (province_id, state) WHERE card_id IS NULL;
CREATE OR REPLACE FUNCTION enrolments_guard() RETURNS trigger LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.card_id IS NULL THEN
    IF (TG_OP = 'INSERT' OR (OLD.state = 'rejected' AND NEW.state <> 'rejected'))
      AND NOT EXISTS (SELECT 1 FROM training_classes k JOIN sub_projects s ON s.id = k.sub_project_id JOIN teachers t ON t.id = NEW.teacher_id
          WHERE k.id = NEW.open_class_id AND s.id = NEW.sub_project_id AND s.mode = 'open' AND t.school_id = NEW.school_id) THEN
      RAISE EXCEPTION 'class, teacher, school and sub-project of an open enrolment agree' USING ERRCODE = 'GP911';
    END IF;
  ELSIF (TG_OP = 'INSERT' OR (OLD.state = 'rejected' AND NEW.state <> 'rejected'))
    AND NOT EXISTS (SELECT 1 FROM registration_cards c JOIN teachers t ON t.id = NEW.teacher_id
        WHERE c.id = NEW.card_id AND c.sub_project_id = NEW.sub_project_id AND c.school_id = NEW.school_id
          AND t.school_id = NEW.school_id AND c.state = 'used' AND c.teacher_id = NEW.teacher_id) THEN
    RAISE EXCEPTION 'card, teacher, school and sub-project of an enrolment agree' USING ERRCODE = 'GP911';
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'submitted' THEN
      RAISE EXCEPTION 'an enrolment begins submitted' USING ERRCODE = 'GP912';
    END IF;
  ELSIF NEW.state <> OLD.state AND NOT (NEW.state = ANY (CASE OLD.state
      WHEN 'submitted' THEN ARRAY['confirmed', 'returned', 'withdrawn', 'replaced', 'rejected']
      WHEN 'confirmed' THEN ARRAY['approved', 'returned', 'rejected', 'withdrawn', 'replaced']
        || CASE WHEN NEW.card_id IS NULL THEN ARRAY['placed'] ELSE ARRAY[]::text[] END
      WHEN 'returned' THEN ARRAY['submitted', 'confirmed', 'withdrawn', 'replaced', 'rejected']
      WHEN 'approved' THEN ARRAY['placed', 'confirmed', 'withdrawn', 'replaced']
      WHEN 'placed' THEN ARRAY['approved', 'completed', 'withdrawn', 'replaced']
      WHEN 'rejected' THEN ARRAY['confirmed']
      ELSE ARRAY[]::text[] END)) THEN
    RAISE EXCEPTION 'enrolment % cannot go from % to %', OLD.id, OLD.state, NEW.state USING ERRCODE = 'GP912';
  ELSIF (NEW.teacher_id, NEW.card_id, NEW.open_class_id, NEW.sub_project_id, NEW.school_id, NEW.year, NEW.exclusivity_group) IS DISTINCT FROM
        (OLD.teacher_id, OLD.card_id, OLD.open_class_id, OLD.sub_project_id, OLD.school_id, OLD.year, OLD.exclusivity_group) THEN
    RAISE EXCEPTION 'an enrolment keeps its teacher, card, sub-project and school' USING ERRCODE = 'GP911';
  END IF;
  RETURN NEW;
END $$;

-- The counter of a class's places. Direct registration takes one last of all; the line of those who wait takes its row first, so that
-- joining, leaving, offering and lapsing of one class come one after the other. Accepting an offer does not touch it: the place is
-- held already.
ALTER TABLE open_places
  ADD CONSTRAINT open_places_within CHECK (used BETWEEN 0 AND cap),
  ADD CONSTRAINT open_places_waiting CHECK (waiting >= 0);
CREATE FUNCTION open_places_of_class() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO open_places (class_id, cap)
    SELECT NEW.id, NEW.capacity FROM sub_projects s WHERE s.id = NEW.sub_project_id AND s.mode = 'open'
    ON CONFLICT (class_id) DO UPDATE SET cap = EXCLUDED.cap WHERE open_places.cap <> EXCLUDED.cap;
  RETURN NULL;
END $$;
CREATE TRIGGER open_places_of_class AFTER INSERT OR UPDATE OF capacity ON training_classes
  FOR EACH ROW EXECUTE FUNCTION open_places_of_class();

-- Whoever falls out frees the place in the same transaction, whichever act it was; who comes back to life takes one again.
CREATE FUNCTION open_places_follow() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  held uuid := CASE WHEN OLD.state IN ('submitted', 'confirmed', 'returned', 'approved', 'placed', 'completed')
    THEN COALESCE(OLD.class_id, OLD.open_class_id) END;
  holds uuid := CASE WHEN NEW.state IN ('submitted', 'confirmed', 'returned', 'approved', 'placed', 'completed')
    THEN COALESCE(NEW.class_id, NEW.open_class_id) END;
BEGIN
  IF held IS DISTINCT FROM holds THEN
    UPDATE open_places SET used = used - 1 WHERE class_id = held;
    UPDATE open_places SET used = used + 1 WHERE class_id = holds;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER open_places_follow AFTER UPDATE OF state, class_id ON enrolments
  FOR EACH ROW WHEN (NEW.card_id IS NULL) EXECUTE FUNCTION open_places_follow();

ALTER TABLE waiting_entries
  ADD CONSTRAINT waiting_entries_state CHECK (state IN ('waiting', 'offered', 'accepted', 'lapsed', 'left', 'expired')),
  ADD CONSTRAINT waiting_entries_offered CHECK ((offered_at IS NULL) = (hold_until IS NULL)
    AND (state NOT IN ('offered', 'accepted', 'lapsed') OR offered_at IS NOT NULL) AND (state <> 'waiting' OR offered_at IS NULL)),
  ADD CONSTRAINT waiting_entries_ended CHECK ((state IN ('waiting', 'offered')) = (ended_at IS NULL)),
  ADD CONSTRAINT waiting_entries_reason CHECK ((state = 'expired') = (end_reason IS NOT NULL)
    AND end_reason IN ('window-shut', 'class-started', 'class-cancelled', 'enrolled-elsewhere')),
  ADD CONSTRAINT waiting_entries_accepted CHECK ((state = 'accepted') = (enrolment_id IS NOT NULL));
CREATE UNIQUE INDEX waiting_entries_one_live ON waiting_entries (teacher_id, year, exclusivity_group) WHERE state IN ('waiting', 'offered');
CREATE INDEX waiting_entries_line ON waiting_entries (class_id, joined_at, id) WHERE state IN ('waiting', 'offered');
CREATE INDEX waiting_entries_holds ON waiting_entries (hold_until) WHERE state = 'offered';
CREATE FUNCTION waiting_entries_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'waiting' THEN
      RAISE EXCEPTION 'a stand in the line begins waiting' USING ERRCODE = 'GP951';
    END IF;
  ELSIF NEW.state <> OLD.state AND NOT (NEW.state = ANY (CASE OLD.state
      WHEN 'waiting' THEN ARRAY['offered', 'left', 'expired']
      WHEN 'offered' THEN ARRAY['accepted', 'lapsed', 'left', 'expired']
      ELSE ARRAY[]::text[] END)) THEN
    RAISE EXCEPTION 'a stand in the line cannot go from % to %', OLD.state, NEW.state USING ERRCODE = 'GP951';
  ELSIF (NEW.teacher_id, NEW.class_id, NEW.sub_project_id, NEW.school_id, NEW.year, NEW.exclusivity_group, NEW.joined_at) IS DISTINCT FROM
        (OLD.teacher_id, OLD.class_id, OLD.sub_project_id, OLD.school_id, OLD.year, OLD.exclusivity_group, OLD.joined_at) THEN
    RAISE EXCEPTION 'a stand in the line keeps its person, class and instant' USING ERRCODE = 'GP951';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER waiting_entries_guard BEFORE INSERT OR UPDATE ON waiting_entries FOR EACH ROW EXECUTE FUNCTION waiting_entries_guard();

-- Registration for an open class, in one round trip: directly on a free place, or on the place that an offer holds (p_entry).
-- Order: idempotency key, window, versions, the offer, enrolment, trail, and the counter of the class last: the row that everybody wants
-- is held for no longer than the commit takes. Nobody takes a place past those who wait for one.
CREATE FUNCTION register_open_place(
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

-- Moves the line of one class on, at the present instant: offers that were not taken in time lapse, a line that can lead nowhere ends,
-- and every free place is offered to whoever came first. Nobody is registered here: an offer is accepted by the person.
CREATE FUNCTION advance_waiting(p_class uuid)
RETURNS TABLE (entry_id uuid, teacher_id uuid, became text, reason text, hold_until timestamptz) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  place open_places%ROWTYPE;
  moment timestamptz;
  why text;
  shuts timestamptz;
  hold interval;
  freed integer;
  gone integer := 0;
  counted integer;
BEGIN
  SELECT * INTO place FROM open_places WHERE class_id = p_class FOR UPDATE;
  IF NOT FOUND THEN RETURN; END IF;
  moment := business_now();
  SELECT CASE WHEN k.state = 'cancelled' THEN 'class-cancelled'
      WHEN moment >= k.starts_on::timestamp AT TIME ZONE 'Asia/Shanghai' THEN 'class-started'
      WHEN moment >= max(w.closes_at) THEN 'window-shut' END,
    max(LEAST(w.closes_at, k.starts_on::timestamp AT TIME ZONE 'Asia/Shanghai'))
      FILTER (WHERE moment >= w.opens_at AND moment < w.closes_at),
    make_interval(hours => y.offer_hold_hours)
    INTO why, shuts, hold
    FROM training_classes k JOIN sub_projects s ON s.id = k.sub_project_id JOIN programme_years y ON y.year = s.year
    JOIN time_windows w ON w.year = y.year AND w.key IN ('registration', 'supplement')
    WHERE k.id = p_class GROUP BY k.id, y.year;

  RETURN QUERY UPDATE waiting_entries SET state = 'lapsed', ended_at = moment
    WHERE class_id = p_class AND state = 'offered' AND hold_until <= moment RETURNING id, teacher_id, state, end_reason, hold_until;
  GET DIAGNOSTICS freed = ROW_COUNT;
  IF why IS NOT NULL THEN
    RETURN QUERY UPDATE waiting_entries SET state = 'expired', ended_at = moment, end_reason = why
      WHERE class_id = p_class AND state = 'offered' RETURNING id, teacher_id, state, end_reason, hold_until;
    GET DIAGNOSTICS counted = ROW_COUNT;
    freed := freed + counted;
  END IF;
  RETURN QUERY UPDATE waiting_entries w SET state = 'expired', ended_at = moment, end_reason = COALESCE(why, 'enrolled-elsewhere')
    WHERE w.class_id = p_class AND w.state = 'waiting' AND (why IS NOT NULL OR EXISTS (SELECT 1 FROM enrolments e
      WHERE e.teacher_id = w.teacher_id AND e.year = w.year AND e.exclusivity_group = w.exclusivity_group
        AND e.state IN ('submitted', 'confirmed', 'returned', 'approved', 'placed', 'completed')))
    RETURNING w.id, w.teacher_id, w.state, w.end_reason, w.hold_until;
  GET DIAGNOSTICS gone = ROW_COUNT;
  place.used := place.used - freed;
  IF why IS NULL AND shuts IS NOT NULL AND place.used < place.cap THEN
    RETURN QUERY UPDATE waiting_entries SET state = 'offered', offered_at = moment, hold_until = LEAST(moment + hold, shuts)
      WHERE id IN (SELECT f.id FROM waiting_entries f WHERE f.class_id = p_class AND f.state = 'waiting'
        ORDER BY f.joined_at, f.id LIMIT place.cap - place.used)
      RETURNING id, teacher_id, state, end_reason, hold_until;
    GET DIAGNOSTICS counted = ROW_COUNT;
    place.used := place.used + counted;
    gone := gone + counted;
  END IF;
  UPDATE open_places SET used = place.used, waiting = waiting - gone WHERE class_id = p_class AND (used <> place.used OR gone > 0);
END $$;

-- The second wall (ADR 0020).
ALTER TABLE waiting_entries ENABLE ROW LEVEL SECURITY;
CREATE POLICY waiting_entries_scope ON waiting_entries USING (
  (SELECT current_user) <> 'guopei_app'
  OR CASE (SELECT current_setting('app.role', true))
    WHEN 'ministry' THEN true
    WHEN 'office' THEN true
    WHEN 'auditor' THEN true
    WHEN 'school' THEN school_id = (SELECT nullif(current_setting('app.organisation', true), '')::uuid)
    WHEN 'teacher' THEN teacher_id = (SELECT nullif(current_setting('app.teacher', true), '')::uuid)
    WHEN 'province' THEN province_id = (SELECT nullif(current_setting('app.province', true), '')::uuid)
    WHEN 'institution' THEN EXISTS (SELECT 1 FROM training_classes c WHERE c.id = waiting_entries.class_id
      AND c.institution_id = (SELECT nullif(current_setting('app.organisation', true), '')::uuid))
    ELSE false
  END);
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
      AND o.province_id = (SELECT nullif(current_setting('app.province', true), '')::uuid))
    WHEN 'institution' THEN EXISTS (SELECT 1 FROM enrolments e JOIN training_classes c ON c.id = e.class_id OR c.id = e.open_class_id
      WHERE e.teacher_id = teachers.id
        AND c.institution_id = (SELECT nullif(current_setting('app.organisation', true), '')::uuid))
    ELSE false
  END);

ALTER POLICY enrolments_scope ON enrolments USING (
  (SELECT current_user) <> 'guopei_app'
  OR CASE (SELECT current_setting('app.role', true))
    WHEN 'ministry' THEN true
    WHEN 'office' THEN true
    WHEN 'auditor' THEN true
    WHEN 'school' THEN school_id = (SELECT nullif(current_setting('app.organisation', true), '')::uuid)
    WHEN 'teacher' THEN teacher_id = (SELECT nullif(current_setting('app.teacher', true), '')::uuid)
    WHEN 'province' THEN province_id = (SELECT nullif(current_setting('app.province', true), '')::uuid)
    WHEN 'delegate' THEN province_id = (SELECT nullif(current_setting('app.province', true), '')::uuid)
    WHEN 'city' THEN province_id = (SELECT nullif(current_setting('app.province', true), '')::uuid)
    WHEN 'institution' THEN EXISTS (SELECT 1 FROM training_classes c WHERE c.id IN (enrolments.class_id, enrolments.open_class_id)
      AND c.institution_id = (SELECT nullif(current_setting('app.organisation', true), '')::uuid))
    ELSE false
  END);
