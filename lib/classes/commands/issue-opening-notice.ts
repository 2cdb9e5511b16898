import type { Actor } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { chinaDay } from "@/lib/kernel/dates";
import { fail, failOn } from "@/lib/kernel/problem";
import { checkDocumentNumber, checkNumberYear } from "@/lib/notices";
import { transaction } from "@/lib/platform/db";
import { enqueue } from "@/lib/platform/outbox";
import { momentOf, windowIsLate, windowProblems } from "@/lib/programmes";
import { accessOwnClass } from "../access";
import { openingNoticeIssued } from "../audit";
import { checkChangeable, checkNoticeComplete, checkNotStarted } from "../rules";
import type { IssueOpeningNoticeInput, OpeningNoticeFields } from "../schema";

/**
 * Fixes the notice for good. The event leads to the people it concerns, whom this module does not know; the database refuses a
 * notice of a class without people (GP916).
 */
export function issueOpeningNotice(
  actor: Actor,
  input: IssueOpeningNoticeInput,
): Promise<{ classId: string; late: boolean }> {
  return transaction(actor, async (tx) => {
    const found = await accessOwnClass(tx, actor, "opening-notice.issue", input.classId);
    failOn(checkChangeable(found.state));
    const notice = found.notice;
    if (!notice) fail("classes.notice-not-prepared");
    if (notice.version !== input.version) fail("common.stale", { version: notice.version });
    const { now, windows } = await momentOf(tx, found.year, actor.organisationId);
    failOn([
      ...windowProblems(windows["opening-notice"], now, "opening-notice"),
      ...checkNotStarted(found.startsOn, now),
      ...checkNoticeComplete(notice.fields as OpeningNoticeFields),
      ...checkDocumentNumber(input.documentNumber),
      ...checkNumberYear(input.documentNumber, chinaDay(now)),
    ]);
    const issued = await tx.openingNotice.updateMany({
      where: { id: notice.id, version: input.version, state: "draft" },
      data: {
        state: "issued",
        documentNumber: input.documentNumber,
        issuedAt: now,
        issuedByName: actor.name,
        version: { increment: 1 },
      },
    });
    if (issued.count === 0) fail("common.stale", { version: notice.version });
    await tx.trainingClass.update({
      where: { id: found.id },
      data: { state: "notice-issued", version: { increment: 1 } },
      select: { id: true },
    });
    const late = windowIsLate(windows["opening-notice"], now);
    const { documentNumber } = input;
    await recordAudit(
      tx,
      actor,
      openingNoticeIssued({ classId: found.id, code: found.code, documentNumber, late }),
    );
    await enqueue(tx, "opening-notice.issued", { classId: found.id });
    return { classId: found.id, late };
  });
}
