import { type Actor, authorise } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { failOn, NotFound } from "@/lib/kernel/problem";
import { transaction } from "@/lib/platform/db";
import { requireStepUp } from "../access";
import { checkPolicy } from "../rules";
import type { UpdateSignInPolicyInput } from "../schema";

/**
 * From when weighty acts ask a role for the second factor, and how long its accounts may lie unused. Whoever decides does not loosen
 * what binds the own role. Problems: identity.own-role-loosened, and as of requireStepUp.
 */
export function updateSignInPolicy(actor: Actor, input: UpdateSignInPolicyInput): Promise<void> {
  return transaction(actor, async (tx) => {
    authorise(actor, "sign-in-policy.update");
    await requireStepUp(tx, actor);
    const [policy] = await tx.$queryRaw<{ from: string | null; days: number | null }[]>`
      SELECT second_factor_from::text AS "from", dormant_after_days AS days FROM sign_in_policies WHERE role = ${input.role} FOR UPDATE`;
    if (!policy) throw new NotFound("sign-in policy");
    const next = { from: input.secondFactorFrom || null, days: input.dormantAfterDays ?? null };
    failOn(checkPolicy(policy, next, { own: input.role === actor.role }));
    await tx.$executeRaw`UPDATE sign_in_policies SET second_factor_from = ${next.from}::date, dormant_after_days = ${next.days}::int
      WHERE role = ${input.role}`;
    await recordAudit(tx, actor, {
      kind: "sign-in-policy.changed",
      subject: { kind: "sign-in-policy", id: input.role },
      payload: { fromBefore: policy.from, from: next.from, daysBefore: policy.days, days: next.days },
    });
  });
}
