import { Prisma } from "@/lib/platform/db";
import { MOVE_UNDECIDED, RECORD_CHANGED } from "./change-store";
import type { EnrolmentFilter } from "./schema";

/** What the filters of a list ask for, as conditions on `enrolments e`; the tab is the list's own. */
export function conditionsOf({ subProjectId, schoolId, check, search }: EnrolmentFilter): Prisma.Sql[] {
  return [
    ...(subProjectId ? [Prisma.sql`e.sub_project_id = ${subProjectId}::uuid`] : []),
    ...(schoolId ? [Prisma.sql`e.school_id = ${schoolId}::uuid`] : []),
    ...(check === "judgement" ? [Prisma.sql`e.needs_judgement`] : []),
    ...(check === "met" ? [Prisma.sql`NOT e.needs_judgement`] : []),
    ...(check === "changed" ? [RECORD_CHANGED] : []),
    ...(check === "moved" ? [MOVE_UNDECIDED] : []),
    ...(search
      ? [
          Prisma.sql`(strpos((SELECT name FROM teachers WHERE id = e.teacher_id), ${search}) > 0
            OR strpos((SELECT name FROM organisations WHERE id = e.school_id), ${search}) > 0
            OR strpos((SELECT code FROM registration_cards WHERE id = e.card_id), ${search.toUpperCase()}) > 0)`,
        ]
      : []),
  ];
}
