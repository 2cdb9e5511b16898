import { type Actor, authorise, can } from "@/lib/access";
import { NotFound } from "@/lib/kernel/problem";
import { db, Prisma, read } from "@/lib/platform/db";
import { publicationChecks, windowState } from "../rules";
import type { ProgrammeYearOverview, ProgrammeYearRow } from "../schema";
import { loadYearContents, momentOf } from "../store";

/** A year with its windows as they hold for the actor's organisation, and what publication still needs; drafts for those who may read drafts. Throws NotFound. */
export async function getProgrammeYear(actor: Actor, year: number): Promise<ProgrammeYearOverview> {
  authorise(actor, "programme.read");
  const [contents, { windows, now }] = await Promise.all([
    loadYearContents(db(), year),
    momentOf(db(), year, actor.organisationId),
  ]);
  if (!contents || (contents.state === "draft" && !can(actor, "programme.read-draft")))
    throw new NotFound("programme year");
  const { state, ...rest } = contents;
  const rows = Object.values(windows);
  return {
    ...rest,
    published: state === "published",
    windows: rows.map((window) => ({ ...window, state: windowState(window, now) })),
    checks: publicationChecks({
      state,
      windowKeys: rows.map((window) => window.key),
      subProjects: contents.entries.map((entry) => ({
        code: entry.code,
        mode: entry.mode,
        designations: entry.institutions.length,
      })),
    }),
    now,
  };
}

/** Newest first; drafts for those who may read drafts. */
export async function listProgrammeYears(actor: Actor): Promise<ProgrammeYearRow[]> {
  authorise(actor, "programme.read");
  const rows = await read<Omit<ProgrammeYearRow, "published"> & { state: string }>(
    actor,
    Prisma.sql`
    SELECT y.year, y.title, y.title_en AS "titleEn", y.document_number AS "documentNumber", y.state, y.demonstration,
      (SELECT count(*)::int FROM sub_projects s WHERE s.year = y.year) AS "subProjectCount",
      (SELECT COALESCE(sum(d.seats), 0)::int FROM designations d JOIN sub_projects s ON s.id = d.sub_project_id
        WHERE s.year = y.year) AS seats
    FROM programme_years y
    WHERE y.state = 'published' OR ${can(actor, "programme.read-draft")}
    ORDER BY y.year DESC LIMIT 50`,
  );
  return rows.map(({ state, ...row }) => ({ ...row, published: state === "published" }));
}
