import { expect, test } from "vitest";
import { ownPath } from "@/lib/kernel/own-path";

test.each([
  ["/classes/7?tab=roster#top", "/classes/7?tab=roster#top"],
  ["/a/../desk", "/desk"],
  [undefined, "/desk"],
  ["", "/desk"],
  ["desk", "/desk"],
  ["https://evil.test/", "/desk"],
  ["//evil.test/x", "/desk"],
  ["/\\evil.test", "/desk"],
  ["/\t/evil.test", "/desk"],
  ["/\n/evil.test", "/desk"],
  ["javascript:alert(1)", "/desk"],
])("%j leads to %s", (next, path) => {
  expect(ownPath(next)).toBe(path);
});
