import { type Actor, authorise, organisationsInScope } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { newId } from "@/lib/kernel/id";
import { fail, NotFound } from "@/lib/kernel/problem";
import { type Tx, transaction } from "@/lib/platform/db";
import { requireStepUp } from "../access";
import { accountEvent } from "../audit";
import { grantableRoles } from "../rules";
import type { CreateAccountInput, CreatedAccount } from "../schema";
import { handOutCode } from "../store";

/**
 * Accounts are made downwards, at an organisation in the actor's scope; each person has one of their own. Problems:
 * identity.role-not-yours, .login-name-taken, .no-mail, and as of requireStepUp.
 */
export function createAccount(actor: Actor, input: CreateAccountInput): Promise<CreatedAccount> {
  return transaction(actor, async (tx) => {
    const scope = authorise(actor, "account.create");
    const organisation = await tx.organisation.findFirst({
      where: { AND: [{ id: input.organisationId }, organisationsInScope(actor, scope)] },
      select: { id: true, kind: true },
    });
    if (!organisation) throw new NotFound("organisation");
    await requireStepUp(tx, actor);
    const fits =
      input.role === organisation.kind || (input.role === "auditor" && organisation.kind === "ministry");
    if (!grantableRoles(actor.role).includes(input.role) || !fits)
      fail("identity.role-not-yours", { role: input.role }, { field: "role" });
    const accountId = await createPendingAccount(tx, actor, { ...input, teacherId: null });
    const activationCode = await handOutCode(tx, actor, { accountId, email: input.email });
    await recordAudit(
      tx,
      actor,
      accountEvent("account.created", accountId, { role: input.role, organisation: input.organisationId }),
    );
    return { accountId, loginName: input.loginName, activationCode };
  });
}

/** An account without password, and its first appointment; the caller records the act. */
export async function createPendingAccount(
  tx: Tx,
  actor: Actor,
  input: Omit<CreateAccountInput, "email"> & { teacherId: string | null; predecessorId?: string },
): Promise<string> {
  const accountId = newId();
  // Without its appointment nobody sees the account yet, so nothing of it is read back.
  await tx.account.createMany({
    data: [
      {
        id: accountId,
        loginName: input.loginName,
        displayName: input.displayName,
        state: "pending",
        createdById: actor.accountId,
      },
    ],
  });
  await tx.appointment.create({
    data: {
      id: newId(),
      accountId,
      role: input.role,
      organisationId: input.organisationId,
      teacherId: input.teacherId,
      predecessorId: input.predecessorId ?? null,
    },
    select: { id: true },
  });
  return accountId;
}
