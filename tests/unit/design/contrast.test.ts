import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const css = readFileSync(new URL("../../../app/globals.css", import.meta.url), "utf8");

type Tokens = Record<string, string>;

function tokensAfter(opening: string, from = 0): Tokens {
  const start = css.indexOf(opening, from);
  if (start < 0) throw new Error(`no block ${opening}`);
  const body = css.slice(start, css.indexOf("}", start));
  return Object.fromEntries([...body.matchAll(/--([a-z0-9-]+): (#[0-9a-f]{6});/g)].map((m) => [m[1], m[2]]));
}

const themes: Record<string, Tokens> = {
  light: tokensAfter(":root {"),
  dark: tokensAfter(':root[data-theme="dark"] {'),
  contrast: tokensAfter(':root[data-theme="contrast"] {'),
};

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function ratio(tokens: Tokens, front: string, back: string): number {
  const [a, b] = [tokens[front], tokens[back]];
  if (!a || !b) throw new Error(`no token ${a ? back : front}`);
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

const grounds = ["canvas", "surface", "sunken", "raised", "select", "brand-soft", "grid-change"];
const states = ["todo", "wait", "ok", "bad", "idle", "deleg"];

const text: [string, string][] = [
  ...["ink", "ink-2"].flatMap((ink) => grounds.map((ground): [string, string] => [ink, ground])),
  ...["canvas", "surface", "sunken", "raised", "select", "brand-soft"].map((ground): [string, string] => [
    "ink-3",
    ground,
  ]),
  ...["brand", "brand-hover"].flatMap((ink) =>
    ["canvas", "surface", "raised", "select", "brand-soft"].map((ground): [string, string] => [ink, ground]),
  ),
  ["on-brand", "brand"],
  ["on-brand", "brand-hover"],
  ...states.flatMap((state): [string, string][] => [
    [state, `${state}-bg`],
    [state, "surface"],
    [state, "canvas"],
    [state, "select"],
    ["ink", `${state}-bg`],
    ["ink-2", `${state}-bg`],
    ["brand", `${state}-bg`],
  ]),
  ["s-low-ink", "s1"],
  ["s-low-ink", "s2"],
  ["s-low-ink", "s3"],
  ["s-high-ink", "s4"],
  ["s-high-ink", "s5"],
  ["s-high-ink", "s6"],
  ["official", "surface"],
  ["cat-a", "surface"],
  ["cat-b", "surface"],
  ["cat-c", "surface"],
];

const nonText: [string, string][] = [
  ["control", "surface"],
  ["control", "canvas"],
  ["focus", "surface"],
  ["focus", "canvas"],
  ["focus", "sunken"],
  ["focus", "brand-soft"],
  ["bar", "surface"],
  ["bar", "canvas"],
  ["bar", "bar-track"],
  ["brand", "canvas"],
  ["official", "canvas"],
  ["cat-a", "canvas"],
  ["cat-b", "canvas"],
  ["cat-c", "canvas"],
];

describe.each(Object.entries(themes))("contrast of the theme %s", (_, tokens) => {
  it.each(text)("text %s on %s reaches 4.5", (front, back) => {
    expect(ratio(tokens, front, back)).toBeGreaterThanOrEqual(4.5);
  });
  it.each(nonText)("%s on %s reaches 3", (front, back) => {
    expect(ratio(tokens, front, back)).toBeGreaterThanOrEqual(3);
  });
});

describe("the themes", () => {
  it("name the same tokens", () => {
    for (const tokens of Object.values(themes)) {
      expect(Object.keys(tokens).sort()).toEqual(Object.keys(themes.light ?? {}).sort());
    }
  });

  it("are the same by the system's preference as by choice", () => {
    const dark = css.indexOf("prefers-color-scheme: dark");
    const more = css.indexOf("prefers-contrast: more");
    expect(tokensAfter(":root:not([data-theme]) {", dark)).toEqual(themes.dark);
    expect(tokensAfter(":root:not([data-theme]) {", more)).toEqual(themes.contrast);
  });

  it("know the ratio of black on white", () => {
    expect(ratio({ a: "#000000", b: "#ffffff" }, "a", "b")).toBeCloseTo(21, 5);
  });
});
