import type { Actor } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { requireStepUp } from "@/lib/identity";
import { failOn } from "@/lib/kernel/problem";
import { sendMessage } from "@/lib/notices";
import { transaction } from "@/lib/platform/db";
import { once } from "@/lib/platform/idempotency";
import { momentOf, windowProblems } from "@/lib/programmes";
import { accessRootAccount } from "../access";
import { accountEvent } from "../audit";
import { checkLeft } from "../rules";
import type { HandedBackSeats, TopUpProvinceInput } from "../schema";
import { openAccounts, postEntries } from "../store";

/** Gives a province more seats out of the ministry's reserve, with a reason. */
export function topUpProvince(actor: Actor, input: TopUpProvinceInput): Promise<HandedBackSeats> {
  return transaction(actor, async (tx) => {
    const ledger = await accessRootAccount(tx, actor, input.subProjectId, [input.provinceId]);
    await requireStepUp(tx, actor);
    return once(tx, actor, "quota.top-up", input.key, input, async () => {
      const { year, code } = ledger.subProject;
      const { windows, now } = await momentOf(tx, year, null);
      failOn(windowProblems(windows["quota-table"], now, "quota-table"));
      failOn(checkLeft(ledger.parent, input.seats, code));
      await openAccounts(tx, ledger, [input.provinceId]);
      const account = ledger.children.get(input.provinceId);
      if (!account) throw new Error("the account was just opened");
      await postEntries(tx, actor, [{ account, kind: "top-up", seats: input.seats, reason: input.reason }]);
      await recordAudit(
        tx,
        actor,
        accountEvent("quota.topped-up", account.id, { code, seats: input.seats, reason: input.reason }),
      );
      await sendMessage(tx, {
        organisationId: input.provinceId,
        kind: "quota-topped-up",
        params: { subProject: code, seats: input.seats },
        href: `/programmes/${year}/quotas`,
      });
      return { seats: input.seats };
    });
  });
}
