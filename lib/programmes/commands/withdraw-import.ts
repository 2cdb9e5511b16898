import type { Actor } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { fail } from "@/lib/kernel/problem";
import { transaction } from "@/lib/platform/db";
import { accessImport } from "../access";
import { importWithdrawn } from "../audit";
import type { ImportRef } from "../schema";

/** Puts a dry run aside; nothing had been changed by it. */
export function withdrawImport(actor: Actor, input: ImportRef): Promise<{ operationId: string }> {
  return transaction(actor, async (tx) => {
    const operation = await accessImport(tx, actor, input.operationId);
    if (operation.state !== "dry-run") fail("programmes.import-not-open", { state: operation.state });
    await tx.bulkOperation.update({
      where: { id: operation.id },
      data: { state: "abandoned" },
      select: { id: true },
    });
    await recordAudit(tx, actor, importWithdrawn(operation));
    return { operationId: operation.id };
  });
}
