import { type Actor, authorise, type Permission, scopeOf } from "@/lib/access";
import { Prisma, read } from "@/lib/platform/db";
import { isPersonalNumber } from "../rules";
import { subtreeSql } from "../store";
import type { SearchGroup, SearchHit } from "../views";

/** As many of each kind as are shown; one more says that there are more. */
const SHOWN = 8;
/** Sorts after every character that a name can go on with. */
const LAST_CHARACTER = "\u{10FFFF}";

type Row = {
  kind: SearchGroup["kind"];
  id: string;
  label: string;
  label_en: string;
  note: string;
  note_en: string;
  year: number | null;
};

/**
 * Cards, sub-projects, classes, bodies and teachers that a text names, within what the actor may read of each kind. A teacher is
 * found by the beginning of the name. A personal number finds nothing: it has no place in an address. One statement.
 */
export async function searchEverything(actor: Actor, text: string): Promise<SearchGroup[]> {
  authorise(actor, "desk.read");
  const asked = text.trim().slice(0, 60);
  if (asked.length < 2 || isPersonalNumber(asked)) return [];
  const code = asked.toUpperCase();
  const upTo = `${asked}${LAST_CHARACTER}`;
  const codeUpTo = `${code}${LAST_CHARACTER}`;
  const rows = await read<Row>(
    actor,
    Prisma.sql`
    (SELECT 'card' AS kind, k.id, k.code AS label, k.code AS label_en, s.name || ' · ' || o.short_name AS note,
      s.name_en || ' · ' || o.short_name_en AS note_en, s.year
      FROM registration_cards k JOIN sub_projects s ON s.id = k.sub_project_id JOIN organisations o ON o.id = k.school_id
      WHERE k.code >= ${code} AND k.code < ${codeUpTo} AND ${inScope(actor, "seat.trace")} ORDER BY k.code LIMIT ${SHOWN + 1})
    UNION ALL
    (SELECT 'sub-project', s.id, s.code || ' ' || s.name, s.code || ' ' || s.name_en, p.name, p.name_en, s.year
      FROM sub_projects s JOIN projects p ON p.id = s.project_id JOIN programme_years y ON y.year = s.year AND y.state = 'published'
      WHERE (s.code = ${code} OR strpos(s.name, ${asked}) > 0 OR strpos(lower(s.name_en), lower(${asked})) > 0)
        AND ${scopeOf(actor.role, "programme.read") !== null} ORDER BY s.year DESC, s.position LIMIT ${SHOWN + 1})
    UNION ALL
    (SELECT 'class', c.id, c.code || ' ' || s.name, c.code || ' ' || s.name_en, o.short_name, o.short_name_en, s.year
      FROM training_classes c JOIN sub_projects s ON s.id = c.sub_project_id JOIN organisations o ON o.id = c.institution_id
      WHERE ((c.code >= ${code} AND c.code < ${codeUpTo}) OR s.code = ${code} OR strpos(o.name, ${asked}) > 0)
        AND ${inScope(actor, "class.read")} ORDER BY c.code LIMIT ${SHOWN + 1})
    UNION ALL
    (SELECT 'body', o.id, o.name, o.name_en, o.code, o.code, NULL FROM organisations o
      WHERE (o.code = ${asked} OR strpos(o.name, ${asked}) > 0 OR strpos(lower(o.name_en), lower(${asked})) > 0)
        AND ${inScope(actor, "organisation.read")} ORDER BY o.code LIMIT ${SHOWN + 1})
    UNION ALL
    (SELECT 'teacher', t.id, t.name, t.name, o.short_name, o.short_name_en, NULL FROM organisations o
      JOIN LATERAL (SELECT id, name FROM teachers WHERE school_id = o.id AND name >= ${asked} AND name < ${upTo} ORDER BY name, id LIMIT ${SHOWN + 1}) t ON true
      WHERE o.kind = 'school' AND ${actor.role !== "teacher"} AND ${inScope(actor, "teacher.read")} ORDER BY t.name, t.id LIMIT ${SHOWN + 1})`,
  );
  const kinds = [...new Set(rows.map((row) => row.kind))];
  return kinds.map((kind) => {
    const own = rows.filter((row) => row.kind === kind);
    return { kind, hits: own.slice(0, SHOWN).map(toHit), more: own.length > SHOWN };
  });
}

/** A permission's scope as a condition on `organisations o`. */
function inScope(actor: Actor, permission: Permission): Prisma.Sql {
  const scope = scopeOf(actor.role, permission);
  if (scope === "all") return Prisma.sql`true`;
  if (scope === "subtree") return subtreeSql(actor);
  if (scope === "own") return Prisma.sql`o.id = ${actor.organisationId}::uuid`;
  if (scope === "self" && permission === "seat.trace" && actor.teacherId)
    return Prisma.sql`k.teacher_id = ${actor.teacherId}::uuid`;
  return Prisma.sql`false`;
}

function toHit({ id, label, label_en, note, note_en, year }: Row): SearchHit {
  return { id, label, labelEn: label_en, note, noteEn: note_en, year };
}
