import { expect, it } from "vitest";
import { isNamed, keyUsesOf, namesIn } from "./message-keys";
import { type Messages, messageLocales, messagesOf, sourceFiles } from "./source";

const product = sourceFiles(["app", "components", "lib", "scripts"]);

function leaves(tree: Messages, path = ""): string[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string" ? [path + key] : leaves(value, `${path}${key}.`),
  );
}

const uses = product
  .flatMap(keyUsesOf)
  .filter((use) => !use.handed)
  .map((use) => use.key);
const exact = new Set(uses.filter((key) => typeof key === "string"));
const patterns = uses.filter((key) => typeof key !== "string");
const readers = product
  .filter(({ path }) => /^(app|components)\//.test(path))
  .map((file) => ({ path: file.path, names: namesIn([file]) }))
  .filter(({ names }) => names.namespaces.size > 0);
const withReader = new Set(readers.map(({ path }) => path));
const others = namesIn(product.filter((file) => !withReader.has(file.path)));

function isUsed(key: string): boolean {
  const steps = key.split(".");
  return (
    steps.some((_, index) => exact.has(steps.slice(0, index + 1).join("."))) ||
    patterns.some((pattern) => pattern.test(key))
  );
}

function isReached(key: string): boolean {
  const reaches = (namespace: string) => namespace === "" || key.startsWith(`${namespace}.`);
  return readers.some(({ names }) => [...names.namespaces].some(reaches) && isNamed(key, names));
}

/**
 * A key is used where a reader names it; else something that could reach its reader must name its end: a code of a module, a file
 * that is handed a reader, or one that has a reader of the key's namespace.
 */
it("has no words that nothing says", () => {
  const keys = new Set(messageLocales.flatMap((locale) => leaves(messagesOf(locale))));
  const spare = [...keys].filter((key) => !isUsed(key) && !isNamed(key, others) && !isReached(key));
  expect(spare).toEqual([]);
});
