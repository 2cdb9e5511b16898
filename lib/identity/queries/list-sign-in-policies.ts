import { type Actor, authorise, ROLES } from "@/lib/access";
import { Prisma, read } from "@/lib/platform/db";
import type { SignInPolicyRow } from "../views";

/** What is asked of the accounts of each role, in the order of the permission table, and how many have a second factor already. */
export async function listSignInPolicies(actor: Actor): Promise<SignInPolicyRow[]> {
  authorise(actor, "sign-in-policy.read");
  // In the system scope: these are numbers over everybody.
  const rows = await read<SignInPolicyRow>(
    null,
    Prisma.sql`
    SELECT d.role, d.second_factor_from::text AS "secondFactorFrom", d.dormant_after_days AS "dormantAfterDays",
      COALESCE(h.accounts, 0) AS accounts, COALESCE(h.factors, 0) AS "withSecondFactor"
    FROM sign_in_policies d LEFT JOIN (
      SELECT p.role, count(DISTINCT p.account_id) AS accounts, count(DISTINCT f.account_id) AS factors
      FROM appointments p JOIN accounts a ON a.id = p.account_id AND a.state = 'active'
        LEFT JOIN second_factors f ON f.account_id = a.id AND f.confirmed_at IS NOT NULL
      WHERE p.ends_at IS NULL OR p.ends_at > clock_timestamp() GROUP BY p.role) h ON h.role = d.role`,
  );
  return ROLES.flatMap((role) => rows.filter((row) => row.role === role));
}
