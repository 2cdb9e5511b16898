import { type Actor, authorise, organisationsInScope } from "@/lib/access";
import { NotFound } from "@/lib/kernel/problem";
import { Prisma, read } from "@/lib/platform/db";
import { scopeSql } from "../access";
import { accountStateSql } from "../appointment-store";
import type { AccountDetail } from "../views";

type Row = Omit<AccountDetail, "own" | "peer" | "code" | "predecessor" | "successor"> & {
  codeExpiresAt: Date | null;
  codeMail: "none" | "waiting" | "sent" | "refused";
  predecessorId: string | null;
  predecessorName: string | null;
  successorId: string | null;
  successorName: string | null;
};

/** One appointment in the actor's scope, its account, and who held it before and holds it after. */
export async function getAccount(actor: Actor, appointmentId: string): Promise<AccountDetail> {
  const scope = authorise(actor, "account.read");
  const rows = await read<Row>(
    actor,
    Prisma.sql`
    SELECT a.id, p.id AS "appointmentId", a.login_name AS "loginName", a.display_name AS "displayName", ${accountStateSql} AS state,
      p.role, o.id AS "organisationId", o.name AS "organisationName", o.name_en AS "organisationNameEn", p.ends_at AS "endsAt",
      p.starts_at AS "startsAt", a.last_used_at AS "lastUsedAt", f.account_id IS NOT NULL AS "secondFactor",
      c.expires_at AS "codeExpiresAt", CASE WHEN c.mail_refused THEN 'refused' WHEN c.mailed_at IS NOT NULL THEN 'sent'
        WHEN c.email_sealed IS NOT NULL THEN 'waiting' ELSE 'none' END AS "codeMail",
      (SELECT count(*) FROM appointments s JOIN accounts sa ON sa.id = s.account_id AND sa.state = 'active'
        WHERE s.organisation_id = p.organisation_id AND s.role = p.role AND s.ends_at IS NULL AND s.account_id <> p.account_id) AS staying,
      before.id AS "predecessorId", before_account.display_name AS "predecessorName",
      later.id AS "successorId", later_account.display_name AS "successorName"
    FROM appointments p JOIN accounts a ON a.id = p.account_id JOIN organisations o ON o.id = p.organisation_id
      LEFT JOIN second_factors f ON f.account_id = a.id AND f.confirmed_at IS NOT NULL
      LEFT JOIN LATERAL (SELECT * FROM activation_codes k WHERE k.account_id = a.id AND k.used_at IS NULL AND k.expires_at > clock_timestamp()
        ORDER BY k.created_at DESC LIMIT 1) c ON true
      LEFT JOIN appointments before ON before.id = p.predecessor_id LEFT JOIN accounts before_account ON before_account.id = before.account_id
      LEFT JOIN LATERAL (SELECT n.id, n.account_id FROM appointments n WHERE n.predecessor_id = p.id ORDER BY n.starts_at DESC LIMIT 1) later ON true
      LEFT JOIN accounts later_account ON later_account.id = later.account_id
    WHERE p.id = ${appointmentId}::uuid AND ${scopeSql(organisationsInScope(actor, scope))}`,
  );
  const row = rows[0];
  if (!row) throw new NotFound("appointment");
  const { codeExpiresAt, codeMail, predecessorId, predecessorName, successorId, successorName, ...known } =
    row;
  return {
    ...known,
    own: row.appointmentId === actor.appointmentId,
    peer: row.role === actor.role && row.organisationId === actor.organisationId,
    code: codeExpiresAt ? { expiresAt: codeExpiresAt, mail: codeMail } : null,
    predecessor: toNeighbour(predecessorId, predecessorName),
    successor: toNeighbour(successorId, successorName),
  };
}

function toNeighbour(appointmentId: string | null, displayName: string | null) {
  return appointmentId && displayName ? { appointmentId, displayName } : null;
}
