import { expect, test } from "vitest";
import { ownPath } from "@/lib/kernel/own-path";

const OUR_ORIGIN = "https://guopei.test";

test.each([
  ["/classes/7?tab=roster#top", "/classes/7?tab=roster#top"],
  ["/a/../desk", "/desk"],
  ["/programmes/2022/enrolments?tab=all&q=%E5%BC%A0", "/programmes/2022/enrolments?tab=all&q=%E5%BC%A0"],
  ["/desk?next=https://evil.test/", "/desk?next=https://evil.test/"],
])("%j leads to %s", (next, path) => {
  expect(ownPath(next)).toBe(path);
});

test("nowhere leads where one wants it to", () => {
  expect(ownPath(undefined)).toBe("/desk");
  expect(ownPath("//evil.test", "/display")).toBe("/display");
});

test.each(["/sign-in", "/sign-in?next=/sign-in", "/sign-in/code", "/activate?who=staff", "/sign-out"])(
  "%s would lead in a circle",
  (next) => {
    expect(ownPath(next)).toBe("/desk");
  },
);

/** Ways to name a foreign place that browsers, servers or careless checks have read as one of ours. */
const FOREIGN = [
  "",
  "desk",
  "evil.test",
  "https://evil.test/",
  "http://evil.test",
  "HTTPS://EVIL.TEST",
  "https:evil.test",
  "https:/evil.test",
  "https:///evil.test",
  "https:\\\\evil.test",
  "//evil.test",
  "//evil.test/x",
  "///evil.test",
  "////evil.test",
  "//evil.test@guopei.test",
  "//guopei.test@evil.test",
  "//guopei.test.evil.test",
  "//evil%00.test",
  "/\\evil.test",
  "\\/evil.test",
  "\\\\evil.test",
  "/\\/evil.test",
  "/\\\\evil.test",
  "/\t/evil.test",
  "/\n/evil.test",
  "/\r/evil.test",
  "/\r\n/evil.test",
  "/\t\\evil.test",
  "\t//evil.test",
  " //evil.test",
  "\u0000//evil.test",
  "/.//evil.test",
  "/./\\evil.test",
  "/..//evil.test",
  "/a/..//evil.test",
  "/%2e//evil.test",
  "/%2E%2e//evil.test",
  "/a/b/../..//evil.test/desk",
  "/desk/../..//evil.test",
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)",
  "java\tscript:alert(1)",
  "javascript://guopei.test/%0aalert(1)",
  "data:text/html,<script>alert(1)</script>",
  "vbscript:msgbox(1)",
  "blob:https://guopei.test/1",
  "file:///etc/passwd",
  "ftp://evil.test",
  "mailto:a@evil.test",
  "tel:110",
  "?next=//evil.test",
  "#//evil.test",
  "@evil.test",
  ":80",
  "。evil.test",
  "／／evil.test",
];

test.each(FOREIGN)("%j leads to nowhere else", (next) => {
  const path = ownPath(next);
  expect(path).toBe("/desk");
  expect(new URL(path, OUR_ORIGIN).origin).toBe(OUR_ORIGIN);
});

test.each([
  "/%2f/evil.test",
  "/%5cevil.test",
  "/%09/evil.test",
  "/@evil.test",
  "/:80",
  "/desk/..%2f..%2f/evil.test",
  "/;//evil.test",
])("%j is strange, and ours", (next) => {
  const path = ownPath(next);
  expect(path.startsWith("//")).toBe(false);
  expect(new URL(path, OUR_ORIGIN).origin).toBe(OUR_ORIGIN);
});
