-- CreateTable
CREATE TABLE "class_cancellations" (
    "id" UUID NOT NULL,
    "class_id" UUID NOT NULL,
    "into_class_id" UUID,
    "reason_code" TEXT NOT NULL,
    "reason_text" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "requested_by_name" TEXT NOT NULL,
    "requested_by_role" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL DEFAULT business_now(),
    "decided_by_name" TEXT,
    "decision_text" TEXT,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "class_cancellations_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "class_cancellations_class_id_idx" ON "class_cancellations"("class_id");

-- CreateIndex
CREATE INDEX "class_cancellations_into_class_id_idx" ON "class_cancellations"("into_class_id");

-- AddForeignKey
ALTER TABLE "class_cancellations" ADD CONSTRAINT "class_cancellations_class_id_fkey" FOREIGN KEY ("class_id") REFERENCES "training_classes"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "class_cancellations" ADD CONSTRAINT "class_cancellations_into_class_id_fkey" FOREIGN KEY ("into_class_id") REFERENCES "training_classes"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE class_cancellations
  ADD CONSTRAINT class_cancellations_state CHECK (state IN ('requested', 'refused', 'done')),
  ADD CONSTRAINT class_cancellations_reason CHECK (reason_code IN ('too-few', 'teachers', 'venue', 'emergency', 'plan', 'other')
    AND reason_text <> ''),
  ADD CONSTRAINT class_cancellations_other_class CHECK (into_class_id <> class_id),
  ADD CONSTRAINT class_cancellations_decided CHECK ((state = 'requested') = (decided_at IS NULL)
    AND (state = 'requested') = (decided_by_name IS NULL) AND (state <> 'refused' OR decision_text <> ''));
CREATE UNIQUE INDEX class_cancellations_one_open ON class_cancellations (class_id) WHERE state = 'requested';
CREATE UNIQUE INDEX class_cancellations_one_done ON class_cancellations (class_id) WHERE state = 'done';

-- What was decided stays; only a wish that waits can be changed, by its decision.
CREATE FUNCTION class_cancellations_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state <> 'requested' THEN
    RAISE EXCEPTION 'cancellation % is decided', OLD.id USING ERRCODE = 'GP917';
  END IF;
  RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER class_cancellations_frozen BEFORE UPDATE OR DELETE ON class_cancellations
  FOR EACH ROW EXECUTE FUNCTION class_cancellations_frozen();

-- A cancelled class holds nobody and stays cancelled. Counts rows of everybody, so it counts as the owner.
CREATE FUNCTION training_classes_cancelled_empty() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.state = 'cancelled' AND NEW.state <> 'cancelled' THEN
    RAISE EXCEPTION 'class % is cancelled', OLD.code USING ERRCODE = 'GP918';
  END IF;
  IF NEW.state = 'cancelled' AND EXISTS (SELECT 1 FROM enrolments WHERE class_id = NEW.id AND state IN ('placed', 'completed')) THEN
    RAISE EXCEPTION 'people sit in class %', NEW.code USING ERRCODE = 'GP918';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER training_classes_cancelled_empty BEFORE UPDATE OF state ON training_classes
  FOR EACH ROW EXECUTE FUNCTION training_classes_cancelled_empty();

CREATE OR REPLACE FUNCTION enrolments_within_class() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  room integer;
  class_sub_project uuid;
  class_state text;
BEGIN
  SELECT capacity, sub_project_id, state INTO STRICT room, class_sub_project, class_state
    FROM training_classes WHERE id = NEW.class_id FOR UPDATE;
  IF class_sub_project <> NEW.sub_project_id THEN
    RAISE EXCEPTION 'class and enrolment belong to one sub-project' USING ERRCODE = 'GP913';
  END IF;
  IF class_state = 'cancelled' THEN
    RAISE EXCEPTION 'class % is cancelled', NEW.class_id USING ERRCODE = 'GP918';
  END IF;
  IF (SELECT count(*) FROM enrolments WHERE class_id = NEW.class_id AND state IN ('placed', 'completed')) > room THEN
    RAISE EXCEPTION 'class % is full', NEW.class_id USING ERRCODE = 'GP914';
  END IF;
  RETURN NULL;
END $$;
