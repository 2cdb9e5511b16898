import { type Actor, authorise } from "@/lib/access";
import { reading } from "@/lib/platform/db";

export type RecipientCounts = { teachers: number; schools: number; provinces: number };

/** How many people and bodies an opening notice of the actor's own class would reach; nobody for any other class. */
export async function countNoticeRecipients(actor: Actor, classId: string): Promise<RecipientCounts> {
  authorise(actor, "opening-notice.prepare");
  const rows = await reading(actor, (tx) =>
    tx.enrolment.findMany({
      where: {
        classId,
        state: { in: ["placed", "completed"] },
        class: { institutionId: actor.organisationId },
      },
      select: { schoolId: true, provinceId: true },
    }),
  );
  return {
    teachers: rows.length,
    schools: new Set(rows.map((row) => row.schoolId)).size,
    provinces: new Set(rows.map((row) => row.provinceId)).size,
  };
}
