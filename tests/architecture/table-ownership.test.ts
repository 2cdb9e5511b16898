import { describe, expect, it } from "vitest";
import { lineOf, modules, type SourceFile, sourceFiles } from "./source";

type Table = { owner: string; model: string; table: string };

const tables: Table[] = sourceFiles(["prisma/models"], /\.prisma$/).flatMap((file) =>
  [...file.text.matchAll(/^model (\w+) \{([\s\S]*?)^\}/gm)].map((match) => ({
    owner: file.path.replace(/^prisma\/models\/|\.prisma$/g, ""),
    model: `${(match[1] ?? "").charAt(0).toLowerCase()}${(match[1] ?? "").slice(1)}`,
    table: /@@map\("([^"]+)"\)/.exec(match[2] ?? "")?.[1] ?? "",
  })),
);

/** Tables of the platform that modules write themselves: mass acts are a noun of whoever runs them. */
const SHARED: Record<string, string[]> = { bulk_operations: ["programmes", "enrolments"] };
/** The relay marks what it has handed to the job runner; a demonstration's clock is kept so that it resumes. */
const FOUNDATION_WRITES: Record<string, string[]> = { worker: ["outbox_events", "business_clock"] };

type Write = { place: string; table: Table | string };

function writesOf(file: SourceFile): Write[] {
  const place = (index: number, words: string) => `${file.path}:${lineOf(file.text, index)} ${words}`;
  const found: Write[] = [];
  const calls =
    /\b(?:tx|reader|client|db\(\))\s*\.\s*(\w+)\s*\.\s*(create|createMany|createManyAndReturn|update|updateMany|updateManyAndReturn|upsert|delete|deleteMany)\(/g;
  for (const match of file.text.matchAll(calls)) {
    const model = match[1] ?? "";
    found.push({
      place: place(match.index, `${model}.${match[2]}`),
      table: tables.find((one) => one.model === model) ?? model,
    });
  }
  const sql =
    /\b(?:INSERT\s+INTO|DELETE\s+FROM|TRUNCATE(?:\s+TABLE)?)\s+"?([a-z_]+)"?|\bUPDATE\s+(?:ONLY\s+)?"?([a-z_]+)"?(?:\s+(?:AS\s+)?[a-z]+)?\s+SET\b/g;
  for (const match of file.text.matchAll(sql)) {
    const name = match[1] ?? match[2] ?? "";
    found.push({
      place: place(match.index, match[0].replace(/\s+/g, " ")),
      table: tables.find((one) => one.table === name) ?? name,
    });
  }
  return found;
}

it("knows every table of the models", () => {
  expect(tables.length).toBeGreaterThan(30);
  expect(tables.filter((one) => one.table === "")).toEqual([]);
});

describe.each(modules)("lib/%s", (module) => {
  const files = sourceFiles([`lib/${module}`]);

  it("writes only its own tables", () => {
    const foreign = files.flatMap(writesOf).filter(({ table }) => {
      if (typeof table === "string") return true;
      return table.owner !== module && !SHARED[table.table]?.includes(module);
    });
    expect(foreign.map(({ place }) => place)).toEqual([]);
  });

  it("writes nothing through a relation", () => {
    const nested = files.flatMap((file) =>
      [
        ...file.text.matchAll(
          /\b(create|createMany|connectOrCreate|upsert|updateMany|deleteMany)\s*:\s*[[{]/g,
        ),
      ].map((match) => `${file.path}:${lineOf(file.text, match.index)} ${match[0]}`),
    );
    expect(nested).toEqual([]);
  });

  it("writes nothing in a query", () => {
    const queries = files.filter((file) => file.path.startsWith(`lib/${module}/queries/`));
    // The time of last use is written where the session is read, once a minute at most.
    const allowed = ["lib/identity/queries/find-session-actor.ts"];
    const writes = queries.filter((file) => !allowed.includes(file.path)).flatMap(writesOf);
    expect(writes.map(({ place }) => place)).toEqual([]);
  });
});

it.each(["access", "i18n", "kernel", "web", "worker"])("lib/%s writes what is declared", (foundation) => {
  const writes = sourceFiles([`lib/${foundation}`])
    .flatMap(writesOf)
    .filter(({ table }) => {
      const name = typeof table === "string" ? table : table.table;
      return !FOUNDATION_WRITES[foundation]?.includes(name);
    });
  expect(writes.map(({ place }) => place)).toEqual([]);
});

it("lets the platform write its own tables only", () => {
  const writes = sourceFiles(["lib/platform"])
    .flatMap(writesOf)
    .filter(({ table }) => typeof table === "string" || table.owner !== "platform");
  expect(writes.map(({ place }) => place)).toEqual([]);
});

it("writes nothing from pages and components", () => {
  expect(
    sourceFiles(["app", "components"])
      .flatMap(writesOf)
      .map(({ place }) => place),
  ).toEqual([]);
});

it("calls the one function that writes across modules from one place", () => {
  const callers = sourceFiles(["app", "components", "lib"]).filter((file) =>
    /\bregister_enrolment\(/.test(file.text),
  );
  expect(callers.map((file) => file.path)).toEqual(["lib/enrolments/seat-store.ts"]);
});
