import { expect, it } from "vitest";
import { isNamed, keyUsesOf, namesIn } from "./message-keys";
import { type Messages, messageLocales, messagesOf, sourceFiles } from "./source";

const product = sourceFiles(["app", "components", "lib", "scripts"]);

function leaves(tree: Messages, path = ""): string[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string" ? [path + key] : leaves(value, `${path}${key}.`),
  );
}

/**
 * A key is used where a reader names it; else something that could reach its reader must name its end: a code of a module, a file
 * that is handed a reader, or one that has a reader of the key's namespace.
 */
function spareKeys(keys: string[]): string[] {
  const uses = product
    .flatMap(keyUsesOf)
    .filter((use) => !use.handed)
    .map((use) => use.key);
  const exact = new Set(uses.filter((key) => typeof key === "string"));
  const patterns = uses.filter((key) => typeof key !== "string");
  const isUsed = (key: string) => {
    const steps = key.split(".");
    return (
      steps.some((_, index) => exact.has(steps.slice(0, index + 1).join("."))) ||
      patterns.some((pattern) => pattern.test(key))
    );
  };
  const rest = keys.filter((key) => !isUsed(key));
  const each = product.map((file) => ({ path: file.path, names: namesIn([file]) }));
  const readers = each.filter(
    ({ path, names }) => /^(app|components)\//.test(path) && names.namespaces.size > 0,
  );
  const withReader = new Set(readers.map(({ path }) => path));
  const others = namesIn(product.filter((file) => !withReader.has(file.path)));
  const reaches = (namespace: string, key: string) => namespace === "" || key.startsWith(`${namespace}.`);
  return rest.filter(
    (key) =>
      !isNamed(key, others) &&
      !readers.some(
        ({ names }) =>
          [...names.namespaces].some((namespace) => reaches(namespace, key)) && isNamed(key, names),
      ),
  );
}

it.each(messageLocales)("has no words of %s that nothing says", (locale) => {
  expect(spareKeys(leaves(messagesOf(locale)))).toEqual([]);
});
