import type { Actor } from "@/lib/access";
import { newId } from "@/lib/kernel/id";
import type { Tx } from "@/lib/platform/db";
import type { AuditEventInput } from "../schema";

/** What the trail says where no person acted: the installation, or a job. */
export const SYSTEM = { name: "system", role: "system", organisationName: "system" };

/** The memory of a command, in its transaction. The actor's name, role and organisation are copied as they are now. */
export async function recordAudit(
  tx: Tx,
  actor: Actor | typeof SYSTEM,
  event: AuditEventInput,
): Promise<void> {
  const person = "accountId" in actor ? actor : null;
  await tx.$executeRaw`INSERT INTO audit_events (id, kind, account_id, actor_name, actor_role, organisation_id, organisation_name,
      on_behalf_of, delegation_id, subject_kind, subject_id, payload, request_id)
    VALUES (${newId()}::uuid, ${event.kind}, ${person?.accountId ?? null}::uuid, ${actor.name}, ${actor.role},
      ${person?.organisationId ?? null}::uuid, ${actor.organisationName}, ${person?.delegation?.grantorName ?? null},
      ${person?.delegation?.id ?? null}::uuid, ${event.subject.kind}, ${event.subject.id},
      ${JSON.stringify(event.payload ?? {})}::jsonb, ${person?.requestId ?? null})`;
}
