import { type Actor, authorise } from "@/lib/access";
import { db, type Reader } from "@/lib/platform/db";
import type { MajorOption } from "../schema";

/** The majors of the newest edition, by code. */
export async function listMajors(actor: Actor, reader: Reader = db()): Promise<MajorOption[]> {
  authorise(actor, "reference.read");
  return reader.$queryRaw<MajorOption[]>`
    SELECT code, name, level, catalogue_year AS "catalogueYear" FROM majors
    WHERE catalogue_year = (SELECT max(catalogue_year) FROM majors) ORDER BY code`;
}
