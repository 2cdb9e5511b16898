import type { Tx } from "@/lib/platform/db";

/**
 * Frees the cards that other schools than this one have bound to a teacher who has left them; the seats stay with those schools. The
 * caller decides that the person has left, and records it. Returns the codes.
 */
export async function unbindCardsOfIn(
  tx: Tx,
  { teacherId, schoolId }: { teacherId: string; schoolId: string },
): Promise<string[]> {
  const cards = await tx.$queryRaw<{ code: string }[]>`
    UPDATE registration_cards SET state = 'issued', teacher_id = NULL, version = version + 1
    WHERE teacher_id = ${teacherId}::uuid AND school_id <> ${schoolId}::uuid AND state = 'bound' RETURNING code`;
  return cards.map(({ code }) => code);
}
