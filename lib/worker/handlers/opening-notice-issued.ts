import { loadClasses, loadIssuedNotice } from "@/lib/classes";
import { noticeRecipients } from "@/lib/enrolments";
import { sendMessagesOnce } from "@/lib/notices";
import type { MessageInput } from "@/lib/notices/schema";
import { transaction } from "@/lib/platform/db";

/** Tells everybody whom the notice concerns, in one transaction and once: a second delivery of the event sends nothing. */
export async function openingNoticeIssued({ classId }: Record<string, string>): Promise<void> {
  if (!classId) throw new Error("opening-notice.issued without a class");
  await transaction(null, async (tx) => {
    const [trainingClass] = await loadClasses(tx, { ids: [classId] });
    const notice = await loadIssuedNotice(tx, classId);
    if (!trainingClass || !notice?.documentNumber) return;
    const recipients = await noticeRecipients(tx, classId);
    const message = {
      kind: "opening-notice-issued" as const,
      params: {
        classCode: trainingClass.code,
        documentNumber: notice.documentNumber,
        institution: trainingClass.institutionName,
        institutionEn: trainingClass.institutionNameEn,
      },
      href: `/classes/${classId}/notice`,
    };
    const organisations = [...recipients.schoolIds, ...recipients.provinceIds];
    const messages: MessageInput[] = [
      ...recipients.accountIds.map((accountId) => ({ ...message, accountId })),
      ...organisations.map((organisationId) => ({ ...message, organisationId })),
    ];
    await sendMessagesOnce(tx, messages);
  });
}
