import { type Actor, authorise } from "@/lib/access";
import { reading } from "@/lib/platform/db";

/** The teacher's own place in a class, and whether the opening notice was acknowledged. */
export async function findOwnPlace(
  actor: Actor,
  classId: string,
): Promise<{ enrolmentId: string; acknowledgedAt: Date | null } | null> {
  authorise(actor, "opening-notice.acknowledge");
  if (!actor.teacherId) return null;
  const { teacherId } = actor;
  const place = await reading(actor, (tx) =>
    tx.enrolment.findFirst({
      where: { classId, teacherId, state: { in: ["placed", "completed"] } },
      select: { id: true, acknowledgedAt: true },
    }),
  );
  return place && { enrolmentId: place.id, acknowledgedAt: place.acknowledgedAt };
}
