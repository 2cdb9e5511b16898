import { recordAudit, SYSTEM } from "@/lib/audit";
import { failOn } from "@/lib/kernel/problem";
import type { PrismaClient } from "@/lib/platform/generated/client";
import { enqueue } from "@/lib/platform/outbox";
import { majorsImported, readMajors } from "@/lib/reference";
import { RECORD_RULES_CHANGED, recheckRecords } from "@/lib/teachers";

/**
 * Brings in one whole edition of the catalogue of majors, all or nothing: what the demonstration extract held of it is
 * replaced, codes that the file does not name go, and records are counted again. Answers the number of majors. Throws every
 * problem with its row.
 */
export async function importMajors(
  client: PrismaClient,
  catalogueYear: number,
  cells: string[][],
): Promise<number> {
  const { rows, problems } = readMajors(cells);
  failOn(problems);
  await client.$transaction(async (tx) => {
    await tx.major.deleteMany({ where: { catalogueYear } });
    await tx.major.createMany({ data: rows.map((row) => ({ ...row, catalogueYear })) });
    await recordAudit(tx, SYSTEM, majorsImported(catalogueYear, rows.length));
    await enqueue(tx, RECORD_RULES_CHANGED, {});
  });
  await recheckRecords();
  return rows.length;
}
