import { Prisma, type PrismaClient } from "@/lib/platform/generated/client";
import { CODE_ENTRIES } from "./code-sets";
import { MAJORS } from "./majors";
import { RECORD_FIELD_RULES } from "./record-fields";
import { REGIONS } from "./regions";

/** Adds what is missing and changes nothing that is there: an administrator's later edits and a full catalogue stay. */
export async function seedReference(client: PrismaClient): Promise<void> {
  await client.$transaction([
    client.region.createMany({ data: REGIONS, skipDuplicates: true }),
    client.codeEntry.createMany({ data: CODE_ENTRIES, skipDuplicates: true }),
    client.major.createMany({ data: MAJORS, skipDuplicates: true }),
    client.recordFieldRule.createMany({
      data: RECORD_FIELD_RULES.map((rule) => ({ ...rule, condition: rule.condition ?? Prisma.DbNull })),
      skipDuplicates: true,
    }),
  ]);
}
