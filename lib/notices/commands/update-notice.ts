import type { Actor } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { fail, failOn } from "@/lib/kernel/problem";
import { transaction } from "@/lib/platform/db";
import { accessOwnNotice } from "../access";
import { noticeUpdated } from "../audit";
import { checkDocumentNumber, toBody } from "../rules";
import type { UpdateNoticeInput } from "../schema";

export function updateNotice(
  actor: Actor,
  input: UpdateNoticeInput,
): Promise<{ id: string; version: number }> {
  return transaction(actor, async (tx) => {
    const notice = await accessOwnNotice(tx, actor, "notice.create", input.id);
    if (notice.state === "issued") fail("notices.already-issued");
    if (notice.version !== input.version) fail("common.stale", { version: notice.version });
    failOn(checkDocumentNumber(input.documentNumber));
    const { count } = await tx.notice.updateMany({
      where: { id: notice.id, version: input.version, state: "draft" },
      data: {
        documentNumber: input.documentNumber,
        title: input.title,
        body: toBody(input),
        addressees: input.addressees,
        programmeYear: input.programmeYear ?? null,
        version: { increment: 1 },
      },
    });
    if (count === 0) fail("common.stale", { version: notice.version });
    const version = input.version + 1;
    await recordAudit(
      tx,
      actor,
      noticeUpdated({ id: notice.id, documentNumber: input.documentNumber, version }),
    );
    return { id: notice.id, version };
  });
}
