import { type Actor, authorise } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { newId } from "@/lib/kernel/id";
import { failOn } from "@/lib/kernel/problem";
import { clockState } from "@/lib/platform/clock";
import { transaction } from "@/lib/platform/db";
import { once } from "@/lib/platform/idempotency";
import { noticeCreated } from "../audit";
import { checkDocumentNumber, toBody } from "../rules";
import type { CreateNoticeInput } from "../schema";

/** A draft of the actor's own body; nobody else reads it before its issue. */
export function createNotice(actor: Actor, input: CreateNoticeInput): Promise<{ id: string }> {
  return transaction(actor, async (tx) => {
    authorise(actor, "notice.create");
    return once(tx, actor, "notices.create", input.key, input, async () => {
      failOn(checkDocumentNumber(input.documentNumber));
      const { demonstration } = await clockState(tx);
      const notice = await tx.notice.create({
        data: {
          id: newId(),
          issuerId: actor.organisationId,
          documentNumber: input.documentNumber,
          title: input.title,
          body: toBody(input),
          addressees: input.addressees,
          programmeYear: input.programmeYear ?? null,
          state: "draft",
          demonstration,
        },
        select: { id: true, documentNumber: true },
      });
      await recordAudit(tx, actor, noticeCreated(notice));
      return { id: notice.id };
    });
  });
}
