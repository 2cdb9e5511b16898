import { unseal } from "@/lib/platform/crypto";
import { transaction } from "@/lib/platform/db";
import { codePlace } from "../store";
import type { ActivationLetter } from "../views";

/** The letter that a code waits for, or null: it has gone, was used or replaced, or is past its time. */
export function takeActivationLetter(codeId: string): Promise<ActivationLetter | null> {
  return transaction(null, async (tx) => {
    const [waiting] = await tx.$queryRaw<
      (Omit<ActivationLetter, "email" | "code" | "codeId"> & { emailSealed: string; codeSealed: string })[]
    >`SELECT c.email_sealed AS "emailSealed", c.code_sealed AS "codeSealed", c.expires_at AS "expiresAt",
        a.login_name AS "loginName", a.display_name AS "displayName", o.name AS "organisationName"
      FROM activation_codes c JOIN accounts a ON a.id = c.account_id
        JOIN LATERAL (SELECT organisation_id FROM appointments p WHERE p.account_id = a.id ORDER BY starts_at DESC LIMIT 1) p ON true
        JOIN organisations o ON o.id = p.organisation_id
      WHERE c.id = ${codeId}::uuid AND c.code_sealed IS NOT NULL AND c.expires_at > clock_timestamp()`;
    if (!waiting) return null;
    const { emailSealed, codeSealed, ...known } = waiting;
    return {
      ...known,
      codeId,
      email: unseal(emailSealed, codePlace(codeId, "email_sealed")),
      code: unseal(codeSealed, codePlace(codeId, "code_sealed")),
    };
  });
}

/** The mail server took the letter, or refused it for good: the sealed code is forgotten either way. */
export function closeActivationLetter(codeId: string, outcome: "sent" | "refused"): Promise<void> {
  return transaction(null, async (tx) => {
    await tx.$executeRaw`UPDATE activation_codes SET code_sealed = NULL,
        mailed_at = CASE WHEN ${outcome} = 'sent' THEN clock_timestamp() END, mail_refused = ${outcome} = 'refused'
      WHERE id = ${codeId}::uuid AND code_sealed IS NOT NULL`;
  });
}
