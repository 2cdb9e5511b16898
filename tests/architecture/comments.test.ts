import { expect, it } from "vitest";
import { commentsOf, lineOf, sourceFiles } from "./source";

const files = sourceFiles(["app", "components", "lib", "prisma", "scripts", "tests"], /\.(tsx?|mjs|cjs)$/);

const BANNED = [
  /\b(TODO|FIXME|XXX|HACK)\b/,
  // Numbers of issues, tickets and pull requests.
  /(^|\s)#\d+\b/,
  /\b(issue|ticket|PR|pull request) ?#?\d+\b/i,
];

function found(pattern: RegExp): string[] {
  return files.flatMap((file) =>
    commentsOf(file.text)
      .filter((comment) => pattern.test(comment.text))
      .map((comment) => `${file.path}:${lineOf(file.text, comment.index)} ${comment.text.slice(0, 80)}`),
  );
}

it.each(BANNED)("has no comment with %s", (pattern) => {
  expect(found(pattern)).toEqual([]);
});

it("switches no check off without a reason", () => {
  const off = files.flatMap((file) =>
    [...file.text.matchAll(/@ts-(ignore|nocheck|expect-error)|biome-ignore(?![^\n]*: \S)/g)].map(
      (match) => `${file.path}:${lineOf(file.text, match.index)} ${match[0]}`,
    ),
  );
  expect(off.filter((place) => !place.startsWith("tests/architecture/"))).toEqual([]);
});
