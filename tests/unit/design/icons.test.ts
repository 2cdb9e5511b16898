import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ICONS } from "@/components/ui/icon";

test("every icon has its drawing, and every drawing its icon", () => {
  const css = readFileSync("components/ui/icons.css", "utf8");
  const drawn = [...css.matchAll(/\.icon-([\w-]+) \{/g)].map(([, name]) => name ?? "");
  expect(drawn.toSorted()).toEqual([...ICONS].toSorted());
});
