import { recordAudit, SYSTEM } from "@/lib/audit";
import { db, transaction } from "@/lib/platform/db";
import { dropBytes, listKept } from "@/lib/platform/storage";
import { filesSwept } from "../audit";

/** Longer than any upload is under way between its bytes and its row. */
const GRACE_MS = 60 * 60 * 1000;

/** Removes what nobody holds. Rows go first: bytes that a crash leaves behind have no row then, and the next sweep finds them. */
export async function sweepFiles(): Promise<{ released: number; orphaned: number }> {
  const kept = await listKept(new Date(Date.now() - GRACE_MS));
  const held = await db().attachment.findMany({ where: { id: { in: kept } }, select: { id: true } });
  const known = new Set(held.map((row) => row.id));
  const orphans = kept.filter((id) => !known.has(id));
  const released = await transaction(null, async (tx) => {
    const rows = await tx.$queryRaw<{ id: string }[]>`
      DELETE FROM attachments WHERE released_at IS NOT NULL RETURNING id`;
    if (rows.length + orphans.length > 0)
      await recordAudit(tx, SYSTEM, filesSwept({ released: rows.length, orphaned: orphans.length }));
    return rows.map((row) => row.id);
  });
  for (const id of [...released, ...orphans]) await dropBytes(id);
  return { released: released.length, orphaned: orphans.length };
}
