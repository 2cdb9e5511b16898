import { recordAudit, SYSTEM } from "@/lib/audit";
import { sendMessages } from "@/lib/notices";
import type { MessageInput } from "@/lib/notices/schema";
import { db, type Tx, transaction } from "@/lib/platform/db";
import { waitingEvent } from "../audit";
import { type Advanced, advance, linesToAdvance } from "../waiting-store";

/**
 * For the worker, every second: lines that can move are moved on, each class in a transaction of its own. Doing it again changes
 * nothing. Returns how many stands changed.
 */
export async function advanceWaitingLines(): Promise<number> {
  let changed = 0;
  for (const classId of await linesToAdvance(db())) changed += await advanceLine(classId);
  return changed;
}

async function advanceLine(classId: string): Promise<number> {
  return transaction(null, async (tx) => {
    const stands = await advance(tx, classId);
    if (stands.length === 0) return 0;
    const idsOf = (became: Advanced["became"]) =>
      stands.filter((stand) => stand.became === became).map((stand) => stand.entryId);
    const moved = { offered: idsOf("offered"), lapsed: idsOf("lapsed"), expired: idsOf("expired") };
    await recordAudit(tx, SYSTEM, waitingEvent("waiting.advanced", classId, moved));
    await sendMessages(tx, await messagesOf(tx, classId, stands));
    return stands.length;
  });
}

/** To each person what became of the own stand, with its page. */
async function messagesOf(tx: Tx, classId: string, stands: Advanced[]): Promise<MessageInput[]> {
  const teachers = stands.map((stand) => stand.teacherId);
  const accounts = await tx.$queryRaw<{ teacherId: string; accountId: string; subProject: string }[]>`
    SELECT p.teacher_id AS "teacherId", p.account_id AS "accountId", s.code AS "subProject" FROM appointments p
    JOIN training_classes k ON k.id = ${classId}::uuid JOIN sub_projects s ON s.id = k.sub_project_id
    WHERE p.role = 'teacher' AND p.ends_at IS NULL AND p.teacher_id = ANY (${teachers}::uuid[])`;
  const kinds = { offered: "waiting-offered", lapsed: "waiting-lapsed", expired: "waiting-expired" } as const;
  return stands.flatMap(({ entryId, teacherId, became, holdUntil }) =>
    accounts
      .filter((account) => account.teacherId === teacherId)
      .map(({ accountId, subProject }) => ({
        accountId,
        kind: kinds[became],
        params: { subProject, until: holdUntil?.toISOString() ?? "" },
        href: `/registration/waiting/${entryId}`,
      })),
  );
}
