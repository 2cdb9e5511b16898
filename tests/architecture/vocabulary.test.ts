import { readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { modules, placesOf, readIfThere, root, sourceFiles } from "./source";

const MANDATORY = ["README.md", "index.ts", "schema.ts"];
const ALLOWED = [
  ...MANDATORY,
  "views.ts",
  "rules.ts",
  "lifecycle.ts",
  "errors.ts",
  "access.ts",
  "audit.ts",
  "store.ts",
  "jobs.ts",
];
/** A store, the views or the inputs that outgrow one file are split by subject. */
const BY_SUBJECT = /^[a-z]+-(store|views|schema)\.ts$/;
const FOLDERS = ["commands", "queries", "jobs"];
const BANNED = /^(utils?|helpers?|services?|types|constants|managers?|common|misc|shared)(\.[a-z]+)?$/;
const MOST_LINES = 400;
/** Files that are a list rather than a text. */
const LONG = ["app/globals.css"];

describe.each(modules)("lib/%s", (module) => {
  const entries = readdirSync(path.join(root, "lib", module), { withFileTypes: true });

  it("has its README, its two doors and nothing outside the vocabulary", () => {
    const files = entries.filter((entry) => !entry.isDirectory()).map((entry) => entry.name);
    const folders = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
    expect(files.filter((name) => !ALLOWED.includes(name) && !BY_SUBJECT.test(name))).toEqual([]);
    expect(folders.filter((name) => !FOLDERS.includes(name))).toEqual([]);
    expect(MANDATORY.filter((name) => !files.includes(name))).toEqual([]);
  });

  it("keeps commands and queries flat, in kebab-case, handlers named as such", () => {
    for (const folder of FOLDERS) {
      const files = sourceFiles([`lib/${module}/${folder}`], /./).map((file) =>
        file.path.slice(`lib/${module}/${folder}/`.length),
      );
      const shape = folder === "jobs" ? /^[a-z0-9-]+\.handler\.ts$/ : /^[a-z0-9-]+\.ts$/;
      expect(files.filter((name) => !shape.test(name))).toEqual([]);
    }
  });

  it("says in its README which tables it owns, if it owns any", () => {
    const model = readIfThere(`prisma/models/${module}.prisma`);
    const readme = readIfThere(`lib/${module}/README.md`) ?? "";
    const tables = [...(model ?? "").matchAll(/@@map\("([^"]+)"\)/g)].map((match) => match[1] ?? "");
    expect(tables.filter((table) => !readme.includes(table))).toEqual([]);
  });
});

const written = sourceFiles(
  ["app", "components", "lib", "prisma", "scripts", "tests"],
  /\.(tsx?|mjs|cjs|css|prisma)$/,
);

it("has no drawer", () => {
  const product = sourceFiles(["app", "components", "lib"], /./).map((file) => file.path);
  expect(product.filter((file) => file.split("/").some((step) => BANNED.test(step)))).toEqual(
    product.filter((file) => /^lib\/i18n\/messages\/[^/]+\/common\.json$/.test(file)),
  );
});

it("names files in kebab-case", () => {
  const odd = written
    .map((file) => path.basename(file.path))
    .filter((name) => !/^_?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)*$/.test(name));
  expect(odd).toEqual([]);
});

it("keeps every file within 400 lines", () => {
  const long = written
    .filter((file) => !LONG.includes(file.path))
    .map((file) => ({ path: file.path, lines: file.text.split("\n").length - 1 }))
    .filter((file) => file.lines > MOST_LINES)
    .map((file) => `${file.path} ${file.lines}`);
  expect(long).toEqual([]);
});

it("has no Han characters and no Chinese punctuation in code", () => {
  // It speaks before anything is installed that could read the messages.
  const bilingual = "scripts/run.mjs";
  const configurations = readdirSync(root)
    .filter((name) => /\.(ts|mjs|cjs)$/.test(name))
    .map((name) => ({ path: name, text: readIfThere(name) ?? "" }));
  const code = [
    ...sourceFiles(["app", "components", "lib", "scripts"], /\.(tsx?|mjs|cjs|css)$/),
    ...configurations,
  ].filter((file) => file.path !== bilingual);
  expect(placesOf(code, /.{0,20}[\p{Script=Han}\u3001\u3002\u300a-\u3011\uff01-\uff5e].{0,20}/gu)).toEqual(
    [],
  );
});
