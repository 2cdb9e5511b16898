-- CreateTable
CREATE TABLE "arrival_plans" (
    "enrolment_id" UUID NOT NULL,
    "arrives_on" DATE NOT NULL,
    "arrives_time" TEXT,
    "lodging" TEXT NOT NULL,
    "diet" TEXT NOT NULL,
    "needs" TEXT,
    "contact_name_sealed" TEXT NOT NULL,
    "contact_mobile_sealed" TEXT NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT business_now(),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "arrival_plans_pkey" PRIMARY KEY ("enrolment_id")
);

-- AddForeignKey
ALTER TABLE "arrival_plans" ADD CONSTRAINT "arrival_plans_enrolment_id_fkey" FOREIGN KEY ("enrolment_id") REFERENCES "enrolments"("id") ON DELETE RESTRICT ON UPDATE CASCADE;



ALTER TABLE "arrival_plans"
  ADD CONSTRAINT arrival_plans_lodging CHECK (lodging IN ('none', 'shared', 'single')),
  ADD CONSTRAINT arrival_plans_diet CHECK (diet IN ('any', 'halal', 'vegetarian', 'other')),
  ADD CONSTRAINT arrival_plans_time CHECK (arrives_time ~ '^\d\d:\d\d$'),
  ADD CONSTRAINT arrival_plans_sealed CHECK (contact_name_sealed LIKE 'v1:%' AND contact_mobile_sealed LIKE 'v1:%');

-- What was said for one class is nobody's business once the person does not sit in it any more.
CREATE FUNCTION enrolments_forget_arrival() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM arrival_plans WHERE enrolment_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER enrolments_forget_arrival AFTER UPDATE OF state, class_id ON enrolments FOR EACH ROW
  WHEN (OLD.state IN ('placed', 'completed')
    AND (NEW.state NOT IN ('placed', 'completed') OR NEW.class_id IS DISTINCT FROM OLD.class_id))
  EXECUTE FUNCTION enrolments_forget_arrival();
