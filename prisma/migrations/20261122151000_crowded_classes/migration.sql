-- Classes that more people wish for first than they take. It counts everybody's wishes, so it runs as its owner: behind the wall of a
-- province it would count short, and a decision about all those shown would mean fewer than the list showed. It tells classes, no person.
CREATE FUNCTION crowded_classes(of_year integer) RETURNS SETOF uuid LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT w.class_id FROM (SELECT e.preferences[1] AS class_id, count(*) AS people FROM enrolments e
    WHERE e.year = of_year AND e.state IN ('submitted', 'confirmed', 'returned', 'approved', 'placed') GROUP BY 1) w
  JOIN training_classes c ON c.id = w.class_id WHERE w.people > c.capacity
$$;
