import { readFile } from "node:fs/promises";
import { parseCsv } from "hucre/csv";
import { DomainError } from "@/lib/kernel/problem";
import { db, disconnect } from "@/lib/platform/db";
import { importMajors } from "@/prisma/seed/reference/import-majors";
import { withDatabase } from "./environment";
import { exitWith } from "./failure";

const [year = "", file = ""] = process.argv.slice(-2);

try {
  if (!/^\d{4}$/.test(year) || !file)
    throw new Error("usage: import-majors <edition, as 2021> <file.csv with code, level, name>");
  const cells = parseCsv(await readFile(file, "utf8")).map((row) => row.map((cell) => String(cell ?? "")));
  await withDatabase(async () => {
    const count = await importMajors(db(), Number(year), cells);
    console.log(`${count} majors of the ${year} edition`);
    await disconnect();
  });
} catch (error) {
  if (!(error instanceof DomainError)) exitWith(error);
  for (const { code, row, params } of (error as DomainError).problems)
    console.error(`row ${row ?? "-"}: ${code} ${JSON.stringify(params ?? {})}`);
  await disconnect();
  process.exitCode = 1;
}
