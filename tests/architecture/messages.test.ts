import { describe, expect, it } from "vitest";
import { PERMISSIONS } from "@/lib/access";
import { type KeyUse, keyUsesOf } from "./message-keys";
import {
  literalsOfConstants,
  type Messages,
  messageAt,
  messageLocales,
  messagesOf,
  modules,
  readIfThere,
  sourceFiles,
} from "./source";

const product = sourceFiles(["app", "components", "lib"]);
const uses = product.flatMap(keyUsesOf);

function leaves(tree: Messages, path = ""): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[path + key, value]] : leaves(value, `${path}${key}.`),
  );
}

describe.each(messageLocales)("the messages of %s", (locale) => {
  const messages = messagesOf(locale);
  const known = new Map(leaves(messages));

  it("are there for every key in code", () => {
    expect(uses.length).toBeGreaterThan(300);
    const there = ({ key }: KeyUse) =>
      typeof key === "string"
        ? messageAt(messages, key) !== undefined
        : [...known.keys()].some((one) => key.test(one));
    const missing = uses.filter((use) => !there(use)).map(({ place, key }) => `${place} ${String(key)}`);
    expect(missing).toEqual([]);
  });

  it("have what happened and the next step for every problem", () => {
    const missing = problemCodes().flatMap((code) => {
      const [module, name] = code.split(".");
      return ["message", "next"]
        .map((part) => `${module}.problems.${name}.${part}`)
        .filter((key) => typeof messageAt(messages, key) !== "string");
    });
    expect(missing).toEqual([]);
  });

  it("have no words for a problem that cannot happen", () => {
    const codes = problemCodes();
    const spare = Object.keys(messages).flatMap((file) => {
      const problems = messageAt(messages, `${file}.problems`);
      return typeof problems === "object" ? Object.keys(problems).map((name) => `${file}.${name}`) : [];
    });
    expect(spare.filter((code) => !codes.includes(code))).toEqual([]);
  });
});

/** Codes that modules declare, and those of the edge and the platform as they stand in code. */
function problemCodes(): string[] {
  const declared = modules.flatMap((module) => declaredCodes(module));
  const common = product.flatMap((file) =>
    [...file.text.matchAll(/"(common\.[a-z-]+)"/g)].map((match) => match[1] ?? ""),
  );
  // Refusals that a page makes of its own form, before any command is asked.
  const pages = sourceFiles(["app"]).flatMap((file) =>
    [...file.text.matchAll(/"([a-z]+\.[a-z]+(?:-[a-z]+)+)"/g)].map((match) => match[1] ?? ""),
  );
  const own = pages.filter((code) => !modules.includes(code.split(".")[0] ?? "") && !isPermission(code));
  return [...new Set([...declared, ...common, ...own, "common.unknown"])];
}

function isPermission(text: string): boolean {
  return Object.hasOwn(PERMISSIONS, text);
}

/** The list of errors.ts as it is at run time would need the module; spreads of other lists are read from where they stand. */
function declaredCodes(module: string): string[] {
  const text = readIfThere(`lib/${module}/errors.ts`) ?? "";
  const rules = readIfThere(`lib/${module}/rules.ts`) ?? "";
  const faults = /\.\.\.ID_NUMBER_FAULTS\.map\(\(fault\) => `([a-z.-]+)\$\{fault\}`/.exec(text);
  const spread = faults
    ? literalsOfConstants(rules, /^ID_NUMBER_FAULTS$/).map((fault) => `${faults[1]}${fault}`)
    : [];
  return [...literalsOfConstants(text, /_PROBLEMS$/), ...spread];
}

describe.each(modules)("the problem codes of %s", (module) => {
  it("are declared in its errors.ts", () => {
    const files = sourceFiles([`lib/${module}`]).filter((file) => !file.path.endsWith("/errors.ts"));
    const used = files.flatMap((file) =>
      [...file.text.matchAll(/\b(?:fail|problem)\(\s*"([a-z]+\.[a-z-]+)"/g)].map((match) => match[1] ?? ""),
    );
    const zod = (readIfThere(`lib/${module}/schema.ts`) ?? "").matchAll(/"([a-z]+\.[a-z]+(?:-[a-z]+)+)"/g);
    const messages = [...zod].map((match) => match[1] ?? "").filter((code) => /^[a-z]+\./.test(code));
    const own = declaredCodes(module);
    const everywhere = modules.flatMap(declaredCodes);
    const undeclared = [...used, ...messages].filter(
      (code) => !own.includes(code) && !everywhere.includes(code) && !code.startsWith("common."),
    );
    expect([...new Set(undeclared)]).toEqual([]);
  });
});

it("translates database refusals into declared problems", () => {
  const text = readIfThere("lib/platform/database-error.ts") ?? "";
  const codes = [...text.matchAll(/: "([a-z]+\.[a-z-]+)"/g)].map((match) => match[1] ?? "");
  const declared = problemCodes();
  expect(codes.length).toBeGreaterThan(10);
  expect(codes.filter((code) => !declared.includes(code))).toEqual([]);
});
