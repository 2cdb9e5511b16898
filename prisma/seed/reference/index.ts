import { Prisma, type PrismaClient } from "@/lib/platform/generated/client";
import { enqueue } from "@/lib/platform/outbox";
import { RECORD_RULES_CHANGED, recheckRecords } from "@/lib/teachers";
import type { RecheckedRecords } from "@/lib/teachers/schema";
import { CODE_ENTRIES } from "./code-sets";
import { MAJORS } from "./majors";
import { RECORD_FIELD_RULES } from "./record-fields";
import { REGIONS } from "./regions";

/** A first start on a busy machine takes its time; Prisma would give up after 5 s. */
const FIRST_START = { maxWait: 30_000, timeout: 120_000 };

/**
 * Adds what is missing and changes nothing that is there: an administrator's later edits and a full catalogue stay. Records that
 * were counted without what is new are counted again; answers how many, or null where nothing that they are judged by is new.
 */
export async function seedReference(client: PrismaClient): Promise<RecheckedRecords | null> {
  const changed = await client.$transaction(async (tx) => {
    await tx.region.createMany({ data: REGIONS, skipDuplicates: true });
    await tx.codeEntry.createMany({ data: CODE_ENTRIES, skipDuplicates: true });
    const majors = await tx.major.createMany({ data: MAJORS, skipDuplicates: true });
    const rules = await tx.recordFieldRule.createMany({
      data: RECORD_FIELD_RULES.map((rule) => ({ ...rule, condition: rule.condition ?? Prisma.DbNull })),
      skipDuplicates: true,
    });
    const judgesRecords = majors.count + rules.count > 0 && (await tx.teacher.count({ take: 1 })) > 0;
    if (judgesRecords) await enqueue(tx, RECORD_RULES_CHANGED, {});
    return judgesRecords;
  }, FIRST_START);
  return changed ? recheckRecords() : null;
}
