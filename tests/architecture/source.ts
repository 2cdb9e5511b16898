import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

export const root = path.resolve(import.meta.dirname, "../..");

/** Folders of lib that are not modules of the domain. */
export const FOUNDATIONS = ["kernel", "platform", "access", "i18n", "web", "worker"];

export type SourceFile = { path: string; text: string };

const kept = new Map<string, SourceFile[]>();

function* below(folder: string): Generator<string> {
  for (const entry of readdirSync(path.join(root, folder), { withFileTypes: true })) {
    const file = `${folder}/${entry.name}`;
    if (!entry.isDirectory()) yield file;
    else if (entry.name !== "generated" && entry.name !== "node_modules") yield* below(file);
  }
}

/** Every file below the folders whose name ends so, as paths from the root; what a tool generates is left out. */
export function sourceFiles(folders: string[], ending = /\.tsx?$/): SourceFile[] {
  const key = `${folders.join()} ${ending.source}`;
  let found = kept.get(key);
  if (!found) {
    found = folders
      .filter((folder) => existsSync(path.join(root, folder)))
      .flatMap((folder) => [...below(folder)])
      .filter((file) => ending.test(file))
      .sort()
      .map((file) => ({ path: file, text: readFileSync(path.join(root, file), "utf8") }));
    kept.set(key, found);
  }
  return found;
}

export const modules = readdirSync(path.join(root, "lib"), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !FOUNDATIONS.includes(entry.name))
  .map((entry) => entry.name)
  .sort();

/** The text of one file, or null where there is none. */
export function readIfThere(file: string): string | null {
  const place = path.join(root, file);
  return existsSync(place) ? readFileSync(place, "utf8") : null;
}

export function lineOf(text: string, index: number): number {
  return text.slice(0, index).split("\n").length;
}

/** Comments, each with where it begins; strings that look like comments are rare enough to be looked at. */
export function commentsOf(text: string): { index: number; text: string }[] {
  return [...text.matchAll(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/[^\n]*/g)].map((match) => ({
    index: match.index,
    text: match[0],
  }));
}

/** Places of a pattern over many files, as file:line and what was found. */
export function placesOf(files: SourceFile[], pattern: RegExp): string[] {
  return files.flatMap((file) =>
    [...file.text.matchAll(pattern)].map(
      (match) => `${file.path}:${lineOf(file.text, match.index)} ${match[0].trim().slice(0, 80)}`,
    ),
  );
}

/** The array literal behind the exported names that end so, such as QUOTA_PROBLEMS: the string literals in it. */
export function literalsOfConstants(text: string, ending: RegExp): string[] {
  const plain = text.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, "");
  return [...plain.matchAll(/export const (\w+)\s*=\s*\[([\s\S]*?)\]\s*as const/g)]
    .filter((match) => ending.test(match[1] ?? ""))
    .flatMap((match) => [...(match[2] ?? "").matchAll(/"([^"]+)"/g)].map((inner) => inner[1] ?? ""));
}

export type Messages = { [key: string]: string | Messages };

const locales = ["zh-CN", "en"] as const;
export type TestedLocale = (typeof locales)[number];
export const messageLocales = locales;

/** All messages of a locale, by file name, as the product loads them. */
export function messagesOf(locale: TestedLocale): Messages {
  const folder = `lib/i18n/messages/${locale}`;
  return Object.fromEntries(
    sourceFiles([folder], /\.json$/).map((file) => [
      path.basename(file.path, ".json"),
      JSON.parse(file.text) as Messages,
    ]),
  );
}

export function messageAt(messages: Messages, key: string): string | Messages | undefined {
  return key
    .split(".")
    .reduce<string | Messages | undefined>(
      (node, step) => (typeof node === "object" && Object.hasOwn(node, step) ? node[step] : undefined),
      messages,
    );
}
