import { findSubmission } from "@/lib/enrolments";
import { sendMessagesOnce } from "@/lib/notices";
import { transaction } from "@/lib/platform/db";

/** Tells the school that somebody waits for its confirmation, once. */
export async function enrolmentSubmitted({ enrolmentId }: Record<string, string>): Promise<void> {
  if (!enrolmentId) throw new Error("enrolment.submitted without an enrolment");
  await transaction(null, async (tx) => {
    const submission = await findSubmission(tx, enrolmentId);
    if (!submission) return;
    await sendMessagesOnce(tx, [
      {
        organisationId: submission.schoolId,
        kind: "enrolment-submitted",
        params: { subProject: submission.subProjectCode, card: submission.cardCode },
        href: `/programmes/${submission.year}/enrolments/${submission.id}`,
      },
    ]);
  });
}
