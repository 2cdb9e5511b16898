import type { Actor } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { newId } from "@/lib/kernel/id";
import { fail, failOn } from "@/lib/kernel/problem";
import { type Tx, transaction } from "@/lib/platform/db";
import { accessOwnClass } from "../access";
import { openingNoticePrepared } from "../audit";
import { checkChangeable } from "../rules";
import type { OpeningNoticeFields, PrepareOpeningNoticeInput } from "../schema";

/** Saves the draft as far as it goes; what is missing is asked for at issue. */
export function prepareOpeningNotice(
  actor: Actor,
  input: PrepareOpeningNoticeInput,
): Promise<{ classId: string; version: number }> {
  return transaction(actor, async (tx) => {
    const found = await accessOwnClass(tx, actor, "opening-notice.prepare", input.classId);
    failOn(checkChangeable(found.state));
    const { classId, version: seen, ...fields } = input;
    const current = found.notice?.version ?? 0;
    if (seen !== current || !(await saveDraft(tx, classId, seen, fields)))
      fail("common.stale", { version: current });
    const version = seen + 1;
    await recordAudit(tx, actor, openingNoticePrepared({ classId, code: found.code, version }));
    return { classId, version };
  });
}

/** False when another save came first. */
async function saveDraft(
  tx: Tx,
  classId: string,
  version: number,
  fields: OpeningNoticeFields,
): Promise<boolean> {
  if (version > 0) {
    const where = { classId, version, state: "draft" };
    const { count } = await tx.openingNotice.updateMany({
      where,
      data: { fields, version: { increment: 1 } },
    });
    return count > 0;
  }
  const { count } = await tx.openingNotice.createMany({
    data: [{ id: newId(), classId, fields, state: "draft" }],
    skipDuplicates: true,
  });
  return count > 0;
}
