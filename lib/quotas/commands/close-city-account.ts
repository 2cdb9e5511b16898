import { recordAudit, SYSTEM } from "@/lib/audit";
import { transaction } from "@/lib/platform/db";
import { accountEvent } from "../audit";
import { left } from "../rules";
import { lockAccounts, postEntries } from "../store";

/**
 * For the job, once the supplement window has shut: what lies with a city then is its province's. Nothing can be handed down by that
 * time, so no reader needs to count it before it is posted. Doing it again changes nothing.
 */
export async function closeCityAccount(accountId: string): Promise<{ seats: number }> {
  return transaction(null, async (tx) => {
    const account = await tx.quotaAccount.findUniqueOrThrow({
      where: { id: accountId },
      select: { parentId: true, organisationId: true, subProject: { select: { code: true } } },
    });
    if (!account.parentId) throw new Error(`account ${accountId} is a root`);
    await lockAccounts(tx, account.parentId, [account.organisationId]);
    const { parent: own } = await lockAccounts(tx, accountId, []);
    const seats = left(own);
    if (seats === 0) return { seats };
    if (own.reserved > 0)
      await tx.quotaAccount.update({
        where: { id: accountId },
        data: { reserved: 0, reserveReason: null },
        select: { id: true },
      });
    await postEntries(tx, SYSTEM, [{ account: own, kind: "hand-back", seats }]);
    await recordAudit(
      tx,
      SYSTEM,
      accountEvent("quota.handed-back", accountId, { code: account.subProject.code, seats }),
    );
    return { seats };
  });
}
