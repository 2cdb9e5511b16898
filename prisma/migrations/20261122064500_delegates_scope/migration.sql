-- A delegate sees through the second wall what the body sees that delegates: app.province is then the grantor's. Which sub-projects and
-- days, and the conflicts of interest, are judged by the first wall.
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
    WHEN 'institution' THEN EXISTS (SELECT 1 FROM enrolments e JOIN training_classes c ON c.id = e.class_id
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
      AND o.province_id = (SELECT nullif(current_setting('app.province', true), '')::uuid))
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
    WHEN 'institution' THEN EXISTS (SELECT 1 FROM training_classes c WHERE c.id = enrolments.class_id
      AND c.institution_id = (SELECT nullif(current_setting('app.organisation', true), '')::uuid))
    ELSE false
  END);
