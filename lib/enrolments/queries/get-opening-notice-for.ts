import { type Actor, authorise } from "@/lib/access";
import { findOpeningNotice, loadIssuedNotice } from "@/lib/classes";
import type { OpeningNoticeDetail } from "@/lib/classes/schema";
import { isId } from "@/lib/kernel/id";
import { NotFound } from "@/lib/kernel/problem";
import { db, reading } from "@/lib/platform/db";
import { enrolmentsInScope } from "../access";

/**
 * The opening notice for exactly those it concerns: the institution and national readers, and whoever sits in the class or has
 * one of their own people in it. For everybody else there is no such class. Null while nothing is issued.
 */
export async function getOpeningNoticeFor(
  actor: Actor,
  classId: string,
): Promise<OpeningNoticeDetail | null> {
  const scope = authorise(actor, "opening-notice.read");
  if (scope !== "assigned") return findOpeningNotice(actor, classId);
  if (!isId(classId)) throw new NotFound("class");
  const concerned = await reading(actor, (tx) =>
    tx.enrolment.findFirst({
      where: {
        AND: [
          enrolmentsInScope(actor, "enrolment.read"),
          { classId, state: { in: ["placed", "completed"] } },
        ],
      },
      select: { id: true },
    }),
  );
  if (!concerned) throw new NotFound("class");
  return loadIssuedNotice(db(), classId);
}
