-- AlterTable
ALTER TABLE "enrolments" ADD COLUMN     "move_kept_at" TIMESTAMPTZ(3),
ADD COLUMN     "teacher_moved_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "nominations" ADD COLUMN     "end_reason" TEXT;

-- CreateTable
CREATE TABLE "teacher_moves" (
    "id" UUID NOT NULL,
    "teacher_id" UUID NOT NULL,
    "from_id" UUID NOT NULL,
    "to_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "effective_on" DATE NOT NULL,
    "teacher_name" TEXT NOT NULL,
    "masked_id_number" TEXT,
    "reason" TEXT NOT NULL,
    "answer" TEXT,
    "staff_number" TEXT,
    "released_by_name" TEXT NOT NULL,
    "released_at" TIMESTAMPTZ(3) NOT NULL DEFAULT business_now(),
    "answered_by_name" TEXT,
    "answered_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "teacher_moves_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "teacher_moves_teacher_id_idx" ON "teacher_moves"("teacher_id");

-- CreateIndex
CREATE INDEX "teacher_moves_from_id_state_idx" ON "teacher_moves"("from_id", "state");

-- CreateIndex
CREATE INDEX "teacher_moves_to_id_state_idx" ON "teacher_moves"("to_id", "state");

-- AddForeignKey
ALTER TABLE "teacher_moves" ADD CONSTRAINT "teacher_moves_teacher_id_fkey" FOREIGN KEY ("teacher_id") REFERENCES "teachers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "teacher_moves" ADD CONSTRAINT "teacher_moves_from_id_fkey" FOREIGN KEY ("from_id") REFERENCES "organisations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "teacher_moves" ADD CONSTRAINT "teacher_moves_to_id_fkey" FOREIGN KEY ("to_id") REFERENCES "organisations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE teacher_moves
  ADD CONSTRAINT teacher_moves_state CHECK (state IN ('released', 'accepted', 'effective', 'declined', 'withdrawn')),
  ADD CONSTRAINT teacher_moves_two_schools CHECK (from_id <> to_id),
  ADD CONSTRAINT teacher_moves_answered CHECK ((answered_at IS NULL) = (answered_by_name IS NULL)
    AND (answered_at IS NOT NULL) = (state IN ('accepted', 'effective', 'declined'))),
  ADD CONSTRAINT teacher_moves_number CHECK ((state IN ('accepted', 'effective')) = (staff_number IS NOT NULL)),
  ADD CONSTRAINT teacher_moves_declined CHECK ((state = 'declined') = (answer IS NOT NULL)),
  ADD CONSTRAINT teacher_moves_ended CHECK ((state IN ('effective', 'declined', 'withdrawn')) = (ended_at IS NOT NULL));
CREATE UNIQUE INDEX teacher_moves_one_open ON teacher_moves (teacher_id) WHERE state IN ('released', 'accepted');
-- The number that was promised at the new school is promised to one person.
CREATE UNIQUE INDEX teacher_moves_number_promised ON teacher_moves (to_id, staff_number) WHERE state = 'accepted';
CREATE INDEX teacher_moves_due ON teacher_moves (effective_on) WHERE state = 'accepted';

-- The life of a move; who and whereto never change, and an end is final.
CREATE FUNCTION teacher_moves_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'released' THEN
      RAISE EXCEPTION 'a move begins released' USING ERRCODE = 'GP961';
    END IF;
  ELSIF NOT (NEW.state = ANY (CASE OLD.state
      WHEN 'released' THEN ARRAY['accepted', 'declined', 'withdrawn']
      WHEN 'accepted' THEN ARRAY['effective']
      ELSE ARRAY[]::text[] END))
    OR (NEW.teacher_id, NEW.from_id, NEW.to_id, NEW.effective_on, NEW.reason, NEW.teacher_name, NEW.masked_id_number) IS DISTINCT FROM
       (OLD.teacher_id, OLD.from_id, OLD.to_id, OLD.effective_on, OLD.reason, OLD.teacher_name, OLD.masked_id_number) THEN
    RAISE EXCEPTION 'move % of a teacher cannot change so', OLD.id USING ERRCODE = 'GP961';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER teacher_moves_guard BEFORE INSERT OR UPDATE ON teacher_moves FOR EACH ROW EXECUTE FUNCTION teacher_moves_guard();

-- Both schools see a move, and the person; the old one begins it.
ALTER TABLE teacher_moves ENABLE ROW LEVEL SECURITY;
CREATE POLICY teacher_moves_scope ON teacher_moves USING (
  (SELECT current_user) <> 'guopei_app'
  OR CASE (SELECT current_setting('app.role', true))
    WHEN 'school' THEN (SELECT nullif(current_setting('app.organisation', true), '')::uuid) IN (from_id, to_id)
    WHEN 'teacher' THEN teacher_id = (SELECT nullif(current_setting('app.teacher', true), '')::uuid)
    ELSE false
  END);
CREATE POLICY teacher_moves_begin ON teacher_moves AS RESTRICTIVE FOR INSERT WITH CHECK (
  (SELECT current_user) <> 'guopei_app' OR from_id = (SELECT nullif(current_setting('app.organisation', true), '')::uuid));

-- Whoever has left a school is still a name in the registrations that the school and its province have of them: to read, never to write.
CREATE POLICY teachers_of_enrolments ON teachers FOR SELECT USING (
  CASE (SELECT current_setting('app.role', true))
    WHEN 'school' THEN EXISTS (SELECT 1 FROM enrolments e WHERE e.teacher_id = teachers.id
      AND e.school_id = (SELECT nullif(current_setting('app.organisation', true), '')::uuid))
    WHEN 'province' THEN EXISTS (SELECT 1 FROM enrolments e WHERE e.teacher_id = teachers.id
      AND e.province_id = (SELECT nullif(current_setting('app.province', true), '')::uuid))
    WHEN 'delegate' THEN EXISTS (SELECT 1 FROM enrolments e WHERE e.teacher_id = teachers.id
      AND e.province_id = (SELECT nullif(current_setting('app.province', true), '')::uuid))
    ELSE false
  END);
-- A registration that stayed stands on a card of the former school; its teacher may still give it up.
CREATE POLICY registration_cards_of_moved ON registration_cards USING (
  CASE (SELECT current_setting('app.role', true))
    WHEN 'teacher' THEN EXISTS (SELECT 1 FROM enrolments e WHERE e.card_id = registration_cards.id AND e.teacher_moved_at IS NOT NULL
      AND e.teacher_id = (SELECT nullif(current_setting('app.teacher', true), '')::uuid))
    ELSE false
  END);

ALTER TABLE enrolments ADD CONSTRAINT enrolments_move_kept CHECK (move_kept_at IS NULL OR teacher_moved_at IS NOT NULL);
CREATE INDEX enrolments_move_undecided ON enrolments (province_id, year) WHERE teacher_moved_at IS NOT NULL AND move_kept_at IS NULL;
ALTER TABLE nominations DROP CONSTRAINT nominations_reason;
ALTER TABLE nominations
  ADD CONSTRAINT nominations_reason CHECK ((state = 'declined') = (reason_text IS NOT NULL)
    AND (end_reason IS NULL OR (state = 'withdrawn' AND end_reason = 'moved-school')));
ALTER TABLE waiting_entries DROP CONSTRAINT waiting_entries_reason;
ALTER TABLE waiting_entries
  ADD CONSTRAINT waiting_entries_reason CHECK ((state = 'expired') = (end_reason IS NOT NULL)
    AND end_reason IN ('window-shut', 'class-started', 'class-cancelled', 'enrolled-elsewhere', 'moved-school'));

-- What begins at a school is begun with a teacher of it. The lock meets the one of a move that takes effect (FOR UPDATE): who comes
-- second waits and then sees where the person is. A foreign key would take the same lock a moment later, so it costs nothing more.
CREATE FUNCTION belongs_to_school() RETURNS trigger LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM 1 FROM teachers WHERE id = NEW.teacher_id AND school_id = NEW.school_id FOR KEY SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'teacher % is at another school', NEW.teacher_id USING ERRCODE = 'GP962';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER nominations_belong BEFORE INSERT ON nominations FOR EACH ROW EXECUTE FUNCTION belongs_to_school();
CREATE TRIGGER waiting_entries_belong BEFORE INSERT ON waiting_entries FOR EACH ROW EXECUTE FUNCTION belongs_to_school();
CREATE TRIGGER registration_cards_belong BEFORE UPDATE OF state, teacher_id ON registration_cards
  FOR EACH ROW WHEN (NEW.state = 'bound') EXECUTE FUNCTION belongs_to_school();

-- As before, but the teacher is looked at under that lock.
CREATE OR REPLACE FUNCTION enrolments_guard() RETURNS trigger LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' OR (OLD.state = 'rejected' AND NEW.state <> 'rejected') THEN
    PERFORM 1 FROM teachers WHERE id = NEW.teacher_id AND school_id = NEW.school_id FOR KEY SHARE;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'teacher % is at another school', NEW.teacher_id USING ERRCODE = 'GP962';
    END IF;
  END IF;
  IF NEW.card_id IS NULL THEN
    IF (TG_OP = 'INSERT' OR (OLD.state = 'rejected' AND NEW.state <> 'rejected'))
      AND NOT EXISTS (SELECT 1 FROM training_classes k JOIN sub_projects s ON s.id = k.sub_project_id
          WHERE k.id = NEW.open_class_id AND s.id = NEW.sub_project_id AND s.mode = 'open') THEN
      RAISE EXCEPTION 'class, teacher, school and sub-project of an open enrolment agree' USING ERRCODE = 'GP911';
    END IF;
  ELSIF (TG_OP = 'INSERT' OR (OLD.state = 'rejected' AND NEW.state <> 'rejected'))
    AND NOT EXISTS (SELECT 1 FROM registration_cards c
        WHERE c.id = NEW.card_id AND c.sub_project_id = NEW.sub_project_id AND c.school_id = NEW.school_id
          AND c.state = 'used' AND c.teacher_id = NEW.teacher_id) THEN
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
