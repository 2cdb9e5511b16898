import { cache } from "react";
import { missing } from "@/app/_shell/missing";
import { getClass } from "@/lib/classes";
import { getOpeningNoticeFor } from "@/lib/enrolments";
import { Forbidden, NotFound } from "@/lib/kernel/problem";
import { requireActor } from "@/lib/web";

/** Null where there is nothing, or nothing for this reader. */
async function orNull<Found>(found: Promise<Found>): Promise<Found | null> {
  try {
    return await found;
  } catch (error) {
    if (error instanceof NotFound || error instanceof Forbidden) return null;
    throw error;
  }
}

export const loadClass = cache(async (classId: string) => {
  const actor = await requireActor();
  const trainingClass = await orNull(getClass(actor, classId));
  if (!trainingClass) missing();
  return { actor, trainingClass };
});

export const loadNotice = cache(async (classId: string) =>
  orNull(getOpeningNoticeFor(await requireActor(), classId)),
);
