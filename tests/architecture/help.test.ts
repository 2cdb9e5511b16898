import { existsSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { groupOf, PAGE_GROUPS, ROLE_QUESTIONS } from "@/app/help/questions";
import { TERMS } from "@/app/help/terms";
import { ROLES } from "@/lib/access";
import { type Messages, messageAt, messageLocales, messagesOf, root, sourceFiles } from "./source";

/** Every page of the product as its address pattern. */
const pages = sourceFiles(["app"], /(^|\/)page\.tsx$/).map(({ path: file }) => {
  const steps = file.split("/").slice(1, -1);
  return `/${steps.filter((step) => !step.startsWith("(")).join("/")}`;
});

it("answers three questions about every page", () => {
  expect(pages.length).toBeGreaterThan(80);
  expect(pages.filter((page) => groupOf(page) === null)).toEqual([]);
  const counts = Object.values(PAGE_GROUPS).map(({ questions }) => new Set<string>(questions).size);
  expect(counts.filter((count) => count !== 3)).toEqual([]);
});

it("takes the nearest group of a page", () => {
  expect(groupOf("/programmes/2022/quotas/moves")).toBe("moves");
  expect(groupOf("/programmes/2022/quotas/issue")).toBe("quotas");
  expect(groupOf("/teachers/me")).toBe("record");
  expect(groupOf("/teachers/0190")).toBe("records");
  expect(groupOf("/elsewhere")).toBeNull();
});

it("has no group without a page", () => {
  const groups = new Set(pages.map((page) => groupOf(page)));
  expect(Object.keys(PAGE_GROUPS).filter((group) => !groups.has(group as never))).toEqual([]);
});

it.each(messageLocales)("calls every group by a name in %s", (locale) => {
  const names = messageAt(messagesOf(locale), "help.groups");
  expect(Object.keys(PAGE_GROUPS).filter((group) => !Object.hasOwn(Object(names), group))).toEqual([]);
});

it("answers five questions of every role", () => {
  const counts = ROLES.map((role) => new Set<string>(ROLE_QUESTIONS[role]).size);
  expect(counts.filter((count) => count !== 5)).toEqual([]);
});

function leaves(tree: Messages): string[] {
  return Object.values(tree).flatMap((value) => (typeof value === "string" ? [value] : leaves(value)));
}

/** A text with its arguments, plurals among them, as anything. */
function patternOf(text: string): RegExp {
  let depth = 0;
  let pattern = "";
  for (const character of text) {
    if (character === "{") {
      if (depth === 0) pattern += ".+";
      depth += 1;
    } else if (character === "}") depth -= 1;
    else if (depth === 0) pattern += character.replace(/[.*+?^${}()|[\]\\]/, "\\$&");
  }
  return new RegExp(`^${pattern}$`);
}

describe.each(messageLocales)("the help of %s", (locale) => {
  const { help, glossary, ...others } = messagesOf(locale);

  it("names only what stands on the pages", () => {
    const words = leaves(others as Messages);
    const exact = new Set(words);
    const patterns = words.filter((word) => word.includes("{") && !word.startsWith("{")).map(patternOf);
    const named = leaves(help as Messages).flatMap((text) =>
      [...text.matchAll(/“([^”]+)”/g)].map((match) => match[1] ?? ""),
    );
    expect(named.length).toBeGreaterThan(120);
    const unknown = named.filter((name) => !exact.has(name) && !patterns.some((one) => one.test(name)));
    expect(unknown).toEqual([]);
  });

  it("has a line for every term", () => {
    const missing = TERMS.filter(
      (term) => !messageAt({ glossary } as Messages, `glossary.terms.${term}.line`),
    );
    expect(missing).toEqual([]);
  });
});

it("explains in place only terms that the glossary has, and some", () => {
  const used = sourceFiles(["app", "components"]).flatMap((file) =>
    [...file.text.matchAll(/<Explained\s+term="(\w+)"/g)].map((match) => match[1]),
  );
  expect(new Set(used).size).toBeGreaterThan(8);
  expect(existsSync(path.join(root, "app/help/glossary/page.tsx"))).toBe(true);
});
