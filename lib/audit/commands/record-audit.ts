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
  await tx.auditEvent.create({
    data: {
      id: newId(),
      kind: event.kind,
      accountId: person?.accountId ?? null,
      actorName: actor.name,
      actorRole: actor.role,
      organisationId: person?.organisationId ?? null,
      organisationName: actor.organisationName,
      subjectKind: event.subject.kind,
      subjectId: event.subject.id,
      payload: event.payload ?? {},
      requestId: person?.requestId ?? null,
    },
    select: { id: true },
  });
}
