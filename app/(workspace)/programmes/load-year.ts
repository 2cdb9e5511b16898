import { missing } from "@/app/_shell/missing";
import type { Actor } from "@/lib/access";
import { NotFound } from "@/lib/kernel/problem";
import { getProgrammeYear } from "@/lib/programmes";
import { type ProgrammeYearOverview, yearSchema } from "@/lib/programmes/schema";

/** The year that an address names; the page “not found” when there is none, or none for this reader. */
export async function loadYear(actor: Actor, asked: string): Promise<ProgrammeYearOverview> {
  const year = yearSchema.safeParse(asked);
  if (!year.success) missing();
  try {
    return await getProgrammeYear(actor, year.data);
  } catch (error) {
    if (error instanceof NotFound) missing();
    throw error;
  }
}
