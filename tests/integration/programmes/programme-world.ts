import { readFileSync } from "node:fs";
import path from "node:path";
import type { Actor, Role } from "@/lib/access";
import { newId } from "@/lib/kernel/id";
import { db } from "@/lib/platform/db";
import { type ProgrammeFile, programmeFileSchema } from "@/lib/programmes/schema";
import { seedReference } from "../../../prisma/seed/reference";

const root = path.resolve(import.meta.dirname, "../../..");

export function programmeFile(): ProgrammeFile {
  return programmeFileSchema.parse(
    JSON.parse(readFileSync(path.join(root, "prisma/seed/data/programme-2022.json"), "utf8")),
  );
}

export function demonstrationFile(name: "quota-table-2022.xlsx" | "institutions-2022.xlsx"): Uint8Array {
  return new Uint8Array(readFileSync(path.join(root, "public/demonstration", name)));
}

/** Regions, the ministry, two provincial bodies and a school, with an actor for each role that the module knows. */
export async function programmeWorld() {
  await seedReference(db());
  const ministry = newId();
  const [hunan, school] = [newId(), newId()];
  const organisation = (id: string, kind: string, code: string, more: object = {}) => ({
    id,
    kind,
    code,
    name: `演示${code}`,
    nameEn: code,
    shortName: code,
    shortNameEn: code,
    ...more,
  });
  await db().organisation.createMany({
    data: [
      organisation(ministry, "ministry", "MOE"),
      organisation(hunan, "province", "P43", { regionCode: "43", provinceId: hunan, parentId: ministry }),
      organisation(school, "school", "S4301", {
        regionCode: "43",
        provinceId: hunan,
        parentId: hunan,
        schoolLevel: "secondary",
      }),
    ],
  });
  const actor = (role: Role, organisationId: string, provinceId: string | null = null): Actor => ({
    accountId: newId(),
    name: `演示${role}`,
    role,
    appointmentId: newId(),
    organisationId,
    organisationName: "演示单位",
    organisationNameEn: "Demonstration body",
    provinceId,
    teacherId: null,
    sessionId: null,
    requestId: null,
  });
  return {
    ministry: actor("ministry", ministry),
    office: actor("office", ministry),
    province: actor("province", hunan, hunan),
    school: actor("school", school, hunan),
    auditor: actor("auditor", ministry),
  };
}

/** How many rows stand in the tables that an import or a publication may touch. */
export async function rowCounts(): Promise<Record<string, number>> {
  const rows = await db().$queryRaw<Record<string, number>[]>`SELECT
    (SELECT count(*)::int FROM programme_years) AS years, (SELECT count(*)::int FROM sub_projects) AS sub_projects,
    (SELECT count(*)::int FROM designations) AS designations, (SELECT count(*)::int FROM time_windows) AS windows,
    (SELECT count(*)::int FROM organisations) AS organisations, (SELECT count(*)::int FROM audit_events) AS events,
    (SELECT count(*)::int FROM outbox_events) AS outbox, (SELECT count(*)::int FROM inbox_messages) AS messages,
    (SELECT count(*)::int FROM bulk_operations) AS operations`;
  return rows[0] ?? {};
}

export function without<Row extends object>(counts: Row, ...keys: (keyof Row)[]): Partial<Row> {
  return Object.fromEntries(
    Object.entries(counts).filter(([key]) => !keys.includes(key as keyof Row)),
  ) as Partial<Row>;
}

/** The codes of a refusal; fails the test when the call goes through. */
export async function refusal(call: Promise<unknown>): Promise<string[]> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Error && "problems" in error)
      return (error.problems as { code: string }[]).map((problem) => problem.code);
    return [error instanceof Error ? error.name : String(error)];
  }
  throw new Error("The call was not refused.");
}
