import { expect, test } from "vitest";
import { messageParams } from "@/lib/i18n/message-words";
import en from "@/lib/i18n/messages/en/programmes.json";
import zh from "@/lib/i18n/messages/zh-CN/programmes.json";
import { WINDOW_KEYS } from "@/lib/programmes/schema";

const named = (names: Record<string, string>) => (key: string) => names[key] ?? null;

test("a window is named in the reader's language, and its closing is 24:00 of the day that ends", () => {
  const params = { window: "registration", until: "2022-05-17T16:00:00.000Z" };
  const english = messageParams(params, "en", named(en.windowNames));
  expect(english).toEqual({ window: "Teacher registration", until: "17 May, 24:00" });
  const chinese = messageParams(params, "zh-CN", named(zh.windowNames));
  expect(chinese).toEqual({ window: "教师报名", until: "5月17日24:00" });
});

test("every window has a name in both languages", () => {
  for (const key of WINDOW_KEYS) {
    expect(messageParams({ window: key }, "en", named(en.windowNames)).window).not.toBe(key);
    expect(messageParams({ window: key }, "zh-CN", named(zh.windowNames)).window).not.toBe(key);
  }
});

test("a body goes by its English name on English pages only", () => {
  const params = { organisation: "演示学校", organisationEn: "Demo school", seats: 3 };
  expect(messageParams(params, "en", () => null)).toMatchObject({ organisation: "Demo school", seats: 3 });
  expect(messageParams(params, "zh-CN", () => null)).toMatchObject({ organisation: "演示学校", seats: 3 });
});

test("what an earlier release sent is shown as it came", () => {
  expect(messageParams({ window: "教师报名", issuer: "演示部" }, "en", named(en.windowNames))).toMatchObject({
    window: "教师报名",
    issuer: "演示部",
    until: "",
  });
});
