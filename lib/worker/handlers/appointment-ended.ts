import { findAppointment } from "@/lib/identity";
import { sendMessagesOnce } from "@/lib/notices";
import type { MessageInput } from "@/lib/notices/schema";
import { transaction } from "@/lib/platform/db";

/** Tells the person, the body and the body above that an appointment has a last day, once. */
export function appointmentEnded(payload: Record<string, string>): Promise<void> {
  return tell(payload, "appointment-ended");
}

/** The same where a successor is named; both bodies hear that, too. */
export function appointmentHandedOver(payload: Record<string, string>): Promise<void> {
  return tell(payload, "appointment-handed-over");
}

/** Names of people stay out of messages: the page behind the link shows them to whoever may read it. */
async function tell(
  { appointmentId }: Record<string, string>,
  kind: "appointment-ended" | "appointment-handed-over",
): Promise<void> {
  if (!appointmentId) throw new Error(`${kind} without an appointment`);
  await transaction(null, async (tx) => {
    const ended = await findAppointment(tx, appointmentId);
    if (!ended?.endsAt) return;
    const params = {
      organisation: ended.organisationName,
      organisationEn: ended.organisationNameEn,
      until: ended.endsAt.toISOString(),
    };
    const href = `/settings/accounts/${ended.id}`;
    const bodies = [ended.organisationId, ...(ended.aboveId ? [ended.aboveId] : [])];
    await sendMessagesOnce(
      tx,
      bodies.map((organisationId): MessageInput => ({ organisationId, kind, params, href })),
    );
    await sendMessagesOnce(tx, [
      {
        accountId: ended.accountId,
        kind: "own-appointment-ended",
        params,
        href: `/settings/account#${ended.id}`,
      },
    ]);
  });
}
