-- AlterTable
ALTER TABLE "nominations" ADD COLUMN     "commitment" TEXT,
ADD COLUMN     "preferences" UUID[] DEFAULT ARRAY[]::UUID[],
ADD COLUMN     "prepared_at" TIMESTAMPTZ(3),
ADD COLUMN     "prepared_by_name" TEXT,
ADD COLUMN     "reminded_on" DATE;

-- What is filled in says by whom and when; what is not filled in is empty.
ALTER TABLE nominations
  ADD CONSTRAINT nominations_prepared CHECK ((prepared_at IS NULL) = (prepared_by_name IS NULL)
    AND (prepared_at IS NOT NULL OR (commitment IS NULL AND preferences = '{}' AND reminded_on IS NULL)));

-- The one read before a registration, as before, with what the school filled in for the teacher.
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
      'entry', (SELECT jsonb_build_object('commitment', n.commitment, 'preferences', n.preferences) FROM nominations n
          WHERE n.teacher_id = t.id AND n.sub_project_id = s.id AND n.state = 'open' AND n.school_id = t.school_id
            AND n.prepared_at IS NOT NULL),
      -- Counted to a hundred: what matters is whether there is one.
      'free', (SELECT jsonb_build_object('count', count(*), 'supplement', COALESCE(bool_and(c.supplement), false))
          FROM (SELECT f.supplement FROM registration_cards f WHERE f.school_id = t.school_id AND f.sub_project_id = s.id
            AND f.state = 'issued' AND f.lapses_at > moment LIMIT 100) c))
    FROM teachers t JOIN organisations o ON o.id = t.school_id, sub_projects s
      JOIN projects p ON p.id = s.project_id JOIN programme_years y ON y.year = s.year
    WHERE t.id = p_teacher AND s.id = p_sub_project AND y.state = 'published');
END $$;
