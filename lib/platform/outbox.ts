import "server-only";
import { newId } from "@/lib/kernel/id";
import type { Prisma, Tx } from "./db";

/** Leaves a consequence in the same transaction: it happens if and only if the write is committed. A relay hands it to the job runner. */
export async function enqueue(tx: Tx, kind: string, payload: Prisma.InputJsonObject): Promise<void> {
  await tx.outboxEvent.create({ data: { id: newId(), kind, payload }, select: { id: true } });
}
