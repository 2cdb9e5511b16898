import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { locales } from "@/lib/i18n";
import { messageModules } from "@/lib/i18n/modules";

// next-intl itself asks for a running Next on the server; what formats its messages stands behind it.
const behind = createRequire(createRequire(import.meta.url).resolve("next-intl/config"));
const { createTranslator }: Pick<typeof import("next-intl"), "createTranslator"> = await import(
  behind.resolve("use-intl/core")
);

const folder = new URL("../../../lib/i18n/messages/", import.meta.url);

type Tree = { [key: string]: string | Tree };

function leaves(tree: Tree, path = ""): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string" ? [[path + key, value] as [string, string]] : leaves(value, `${path}${key}.`),
  );
}

function read(locale: string, name: string): [string, string][] {
  return leaves(JSON.parse(readFileSync(new URL(`${locale}/${name}.json`, folder), "utf8")));
}

/** The names of a message's parameters. */
function parameters(message: string): string[] {
  return [...new Set([...message.matchAll(/\{(\w+)(?=[,}])/g)].map((match) => match[1] ?? ""))].sort();
}

/** What the formatter of the pages says against a message that gets the parameters and tags of its twin; null for nothing. */
function refusalOf(locale: string, text: string, twin: string): string | null {
  let refusal: string | null = null;
  const onError = (error: Error) => {
    refusal = `${text}: ${error.message}`;
  };
  const t = createTranslator({ locale, messages: { text }, onError, timeZone: "Asia/Shanghai" });
  const tags = [...twin.matchAll(/<(\w+)>/g)].map((match) => match[1] ?? "");
  const values = parameters(twin).map((parameter) => [parameter, 1] as const);
  const chunks = tags.map((tag) => [tag, (inner: unknown) => inner] as const);
  t.rich("text", Object.fromEntries<never>([...values, ...chunks] as never));
  return refusal;
}

describe.each(locales)("messages of %s", (locale) => {
  it("has exactly the listed files", () => {
    const files = readdirSync(new URL(locale, folder)).map((file) => file.replace(/\.json$/, ""));
    expect(files.sort()).toEqual([...messageModules].sort());
  });

  it.each(messageModules)("%s leaves no text empty", (name) => {
    expect(read(locale, name).filter(([, text]) => text.trim() === "")).toEqual([]);
  });
});

describe.each(messageModules)("%s", (name) => {
  it("has the same keys in both languages", () => {
    expect(
      read("en", name)
        .map(([key]) => key)
        .sort(),
    ).toEqual(
      read("zh-CN", name)
        .map(([key]) => key)
        .sort(),
    );
  });

  it("takes the same parameters in both languages", () => {
    const english = new Map(read("en", name));
    for (const [key, text] of read("zh-CN", name)) {
      expect([key, parameters(english.get(key) ?? "")]).toEqual([key, parameters(text)]);
    }
  });

  it("can be said in each language with the parameters of the other", () => {
    const chinese = new Map(read("zh-CN", name));
    const english = new Map(read("en", name));
    const refused = locales.flatMap((locale) => {
      const [own, other] = locale === "en" ? [english, chinese] : [chinese, english];
      return [...own].flatMap(([key, text]) => refusalOf(locale, text, other.get(key) ?? "") ?? []);
    });
    expect(refused).toEqual([]);
  });

  // A terminal sets no gap of its own, so the words of the commands keep their spaces.
  it.skipIf(name === "commands")("has no hand-made space between Han and Latin or digits", () => {
    const spaced = read("zh-CN", name).filter(([, text]) =>
      /\p{Script=Han} [\w{]|[\w}] \p{Script=Han}/u.test(text),
    );
    expect(spaced).toEqual([]);
  });

  it("keeps to the house words", () => {
    const banned = /请注意|温馨提示|非法|！|!|您/;
    expect(read("zh-CN", name).filter(([, text]) => banned.test(text))).toEqual([]);
  });
});
