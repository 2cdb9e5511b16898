import { sendMessagesOnce } from "@/lib/notices";
import { transaction } from "@/lib/platform/db";
import { type LimitedAct, RATE_LIMITS } from "@/lib/platform/rate-limits";

/** Tells the account's own organisation and the body above, which can shut the account: once for each hour that was too much. */
export async function accountLimited({ event, organisationId, act }: Record<string, string>): Promise<void> {
  if (!event || !organisationId || !act) throw new Error("account.limited without its account");
  const { perHour } = RATE_LIMITS[act as LimitedAct];
  await transaction(null, async (tx) => {
    const { name, nameEn, kind, parentId, provinceId } = await tx.organisation.findUniqueOrThrow({
      where: { id: organisationId },
      select: { name: true, nameEn: true, kind: true, parentId: true, provinceId: true },
    });
    const message = {
      kind: "account-limited" as const,
      params: { organisation: name, organisationEn: nameEn, most: perHour },
      href: `/settings/accounts?limited=${event}`,
    };
    // Accounts of a school are its province's affair, also where its seats come through a city.
    const above = kind === "school" ? provinceId : parentId;
    const told = above ? [organisationId, above] : [organisationId];
    await sendMessagesOnce(
      tx,
      told.map((one) => ({ ...message, organisationId: one })),
    );
  });
}
