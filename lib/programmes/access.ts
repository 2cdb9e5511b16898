import { type Actor, authorise } from "@/lib/access";
import { NotFound } from "@/lib/kernel/problem";
import type { Tx } from "@/lib/platform/db";
import { IMPORT_KINDS } from "./schema";

export type LockedYear = { year: number; state: string; version: number };

/** The year, locked until the transaction ends; every change of a year goes through this row first. */
export async function accessProgrammeYear(
  tx: Tx,
  actor: Actor,
  permission: "programme.import" | "programme.publish" | "window.extend",
  year: number,
): Promise<LockedYear> {
  authorise(actor, permission);
  const rows = await tx.$queryRaw<LockedYear[]>`
    SELECT year, state, version FROM programme_years WHERE year = ${year} FOR UPDATE`;
  if (!rows[0]) throw new NotFound("programme year");
  return rows[0];
}

/** An import of this module, locked together with every other run of the same file, so that one of them wins. */
export async function accessImport(tx: Tx, actor: Actor, operationId: string) {
  authorise(actor, "programme.import");
  const found = await tx.bulkOperation.findFirst({
    where: { id: operationId, kind: { in: [...IMPORT_KINDS] } },
    select: { kind: true, fileHash: true },
  });
  if (!found) throw new NotFound("import");
  await tx.$queryRaw`SELECT id FROM bulk_operations
    WHERE kind = ${found.kind} AND file_hash = ${found.fileHash} ORDER BY id FOR UPDATE`;
  return tx.bulkOperation.findUniqueOrThrow({
    where: { id: operationId },
    select: { id: true, kind: true, state: true, fileHash: true, input: true, results: true },
  });
}
