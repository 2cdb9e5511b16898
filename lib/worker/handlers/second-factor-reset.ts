import { sendMessagesOnce } from "@/lib/notices";
import { transaction } from "@/lib/platform/db";

/** Tells the person, once a reset: whoever did not ask for it must hear of it. */
export async function secondFactorReset({ accountId, resetId }: Record<string, string>): Promise<void> {
  if (!accountId || !resetId) throw new Error("second-factor.reset without an account");
  await transaction(null, (tx) =>
    sendMessagesOnce(tx, [{ accountId, kind: "second-factor-reset", href: `/settings/account#${resetId}` }]),
  );
}
