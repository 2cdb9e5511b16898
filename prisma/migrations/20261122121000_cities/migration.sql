-- CreateTable
CREATE TABLE "seat_routes" (
    "year" INTEGER NOT NULL,
    "province_id" UUID NOT NULL,
    "through_cities" BOOLEAN NOT NULL,
    "decided_by" TEXT NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL DEFAULT business_now(),

    CONSTRAINT "seat_routes_pkey" PRIMARY KEY ("year","province_id")
);

-- CreateIndex
CREATE INDEX "seat_routes_province_id_idx" ON "seat_routes"("province_id");

-- AddForeignKey
ALTER TABLE "seat_routes" ADD CONSTRAINT "seat_routes_province_id_fkey" FOREIGN KEY ("province_id") REFERENCES "organisations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The route of a year stays once an account stands below the province's. Whoever decides locks the province's row, whoever opens an
-- account that the route decides about shares it, so that neither misses the other.
CREATE FUNCTION seat_routes_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND (NEW.year, NEW.province_id) IS DISTINCT FROM (OLD.year, OLD.province_id) THEN
    RAISE EXCEPTION 'a route keeps its year and province' USING ERRCODE = 'GP941';
  END IF;
  PERFORM 1 FROM organisations WHERE id = NEW.province_id FOR NO KEY UPDATE;
  IF EXISTS (SELECT 1 FROM quota_accounts a JOIN quota_accounts above ON above.id = a.parent_id
      JOIN sub_projects s ON s.id = a.sub_project_id
      WHERE above.organisation_id = NEW.province_id AND s.year = NEW.year) THEN
    RAISE EXCEPTION 'seats of % were handed down already', NEW.year USING ERRCODE = 'GP941';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER seat_routes_guard BEFORE INSERT OR UPDATE ON seat_routes FOR EACH ROW EXECUTE FUNCTION seat_routes_guard();

-- Where a city is concerned, an account stands below the one that the route of the year says: through cities, a city's below the
-- province's and a school's below its city's; else a school's below the province's, and a city has none.
CREATE FUNCTION quota_accounts_follow_the_route() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  own organisations%ROWTYPE;
  above organisations%ROWTYPE;
  through boolean;
BEGIN
  SELECT o.* INTO own FROM organisations o WHERE o.id = NEW.organisation_id;
  SELECT o.* INTO above FROM quota_accounts a JOIN organisations o ON o.id = a.organisation_id WHERE a.id = NEW.parent_id;
  IF above.kind = 'city' THEN
    IF own.kind <> 'school' OR own.parent_id <> above.id THEN
      RAISE EXCEPTION 'account of % stands below another city', own.id USING ERRCODE = 'GP905';
    END IF;
    RETURN NEW;
  END IF;
  IF own.kind NOT IN ('city', 'school') OR own.parent_id = above.id AND own.kind = 'school' THEN
    RETURN NEW;
  END IF;
  PERFORM 1 FROM organisations WHERE id = own.province_id FOR SHARE;
  SELECT COALESCE(bool_or(r.through_cities), false) INTO through FROM seat_routes r
    JOIN sub_projects s ON s.year = r.year AND s.id = NEW.sub_project_id WHERE r.province_id = own.province_id;
  IF above.id <> own.province_id OR through <> (own.kind = 'city') THEN
    RAISE EXCEPTION 'account of % does not follow the route of its year', own.id USING ERRCODE = 'GP905';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER quota_accounts_follow_the_route BEFORE INSERT ON quota_accounts
  FOR EACH ROW WHEN (NEW.parent_id IS NOT NULL) EXECUTE FUNCTION quota_accounts_follow_the_route();

-- A city sees its own schools, not the whole province; else as before.
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
    ELSE false
  END);

ALTER POLICY registration_cards_scope ON registration_cards USING (
  (SELECT current_user) <> 'guopei_app'
  OR CASE (SELECT current_setting('app.role', true))
    WHEN 'ministry' THEN true
    WHEN 'office' THEN true
    WHEN 'auditor' THEN true
    WHEN 'school' THEN school_id = (SELECT nullif(current_setting('app.organisation', true), '')::uuid)
    WHEN 'teacher' THEN school_id = (SELECT nullif(current_setting('app.organisation', true), '')::uuid)
    WHEN 'province' THEN EXISTS (SELECT 1 FROM organisations o WHERE o.id = registration_cards.school_id
      AND o.province_id = (SELECT nullif(current_setting('app.province', true), '')::uuid))
    WHEN 'delegate' THEN EXISTS (SELECT 1 FROM organisations o WHERE o.id = registration_cards.school_id
      AND o.province_id = (SELECT nullif(current_setting('app.province', true), '')::uuid))
    WHEN 'city' THEN EXISTS (SELECT 1 FROM organisations o WHERE o.id = registration_cards.school_id
      AND o.parent_id = (SELECT nullif(current_setting('app.organisation', true), '')::uuid))
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
    WHEN 'city' THEN EXISTS (SELECT 1 FROM organisations o WHERE o.id = enrolments.school_id
      AND o.parent_id = (SELECT nullif(current_setting('app.organisation', true), '')::uuid))
    WHEN 'institution' THEN EXISTS (SELECT 1 FROM training_classes c WHERE c.id IN (enrolments.class_id, enrolments.open_class_id)
      AND c.institution_id = (SELECT nullif(current_setting('app.organisation', true), '')::uuid))
    ELSE false
  END);
