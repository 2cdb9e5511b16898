import { db, type Reader } from "@/lib/platform/db";
import { CODE_SETS, type CodeOption, type CodeSet } from "../schema";

/** Code sets with both labels, each in its own order. One statement. */
export async function codeSets(reader: Reader = db()): Promise<Record<CodeSet, CodeOption[]>> {
  const rows = await reader.codeEntry.findMany({
    select: { codeSet: true, code: true, zh: true, en: true },
    orderBy: [{ codeSet: "asc" }, { position: "asc" }],
  });
  const sets = Object.fromEntries(CODE_SETS.map((set) => [set, [] as CodeOption[]])) as Record<
    CodeSet,
    CodeOption[]
  >;
  for (const { codeSet, ...option } of rows) {
    if (Object.hasOwn(sets, codeSet)) sets[codeSet as CodeSet].push(option);
  }
  return sets;
}

/** Codes of one set by their Chinese label, for files that name values instead of coding them. */
export async function codesByLabel(reader: Reader, codeSet: CodeSet): Promise<Map<string, string>> {
  const rows = await reader.codeEntry.findMany({ where: { codeSet }, select: { code: true, zh: true } });
  return new Map(rows.map((row) => [row.zh, row.code]));
}
