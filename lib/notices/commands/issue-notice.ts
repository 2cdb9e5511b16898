import type { Actor } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { chinaDay, dateColumn } from "@/lib/kernel/dates";
import { fail, failOn } from "@/lib/kernel/problem";
import { businessNow } from "@/lib/platform/clock";
import { transaction } from "@/lib/platform/db";
import { accessOwnNotice } from "../access";
import { noticeIssued } from "../audit";
import { checkDocumentNumber, checkIssueDates, checkNumberYear } from "../rules";
import type { IssueNoticeInput } from "../schema";
import { addressedOrganisations } from "../store";
import { sendMessages } from "./send-message";

/** Fixes the text for good and tells the bodies it is addressed to; everybody else reads it from its public date. */
export function issueNotice(
  actor: Actor,
  input: IssueNoticeInput,
): Promise<{ id: string; recipients: number }> {
  return transaction(actor, async (tx) => {
    const notice = await accessOwnNotice(tx, actor, "notice.issue", input.id);
    if (notice.state === "issued") fail("notices.already-issued");
    if (notice.version !== input.version) fail("common.stale", { version: notice.version });
    const now = await businessNow(tx);
    const today = chinaDay(now);
    const issuedOn = input.issuedOn ?? today;
    failOn([
      ...checkDocumentNumber(notice.documentNumber),
      ...checkNumberYear(notice.documentNumber, issuedOn),
      ...checkIssueDates({ issuedOn, publicOn: input.publicOn, today }),
    ]);
    const { count } = await tx.notice.updateMany({
      where: { id: notice.id, version: input.version, state: "draft" },
      data: {
        state: "issued",
        issuedOn: dateColumn(issuedOn),
        publicOn: dateColumn(input.publicOn),
        issuedAt: now,
        version: { increment: 1 },
      },
    });
    if (count === 0) fail("common.stale", { version: notice.version });
    const recipients = await addressedOrganisations(tx, notice.addressees, actor.organisationId);
    const { id, documentNumber, addressees } = notice;
    const { name: issuer, nameEn: issuerEn } = notice.issuer;
    const params = { documentNumber, title: notice.title, issuer, issuerEn };
    await sendMessages(
      tx,
      recipients.map((organisationId) => ({
        organisationId,
        kind: "notice-issued",
        params,
        href: `/notices/manage/${id}`,
      })),
    );
    const facts = { id, documentNumber, issuedOn, publicOn: input.publicOn, addressees };
    await recordAudit(tx, actor, noticeIssued({ ...facts, recipients: recipients.length }));
    return { id, recipients: recipients.length };
  });
}
