import { expect, it } from "vitest";
import { browserOf } from "@/lib/identity/rules";

const WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)";

it.each([
  [`Mozilla/5.0 (Windows NT 10.0) ${WEBKIT} Chrome/126.0.0.0 Safari/537.36`, "chrome", false],
  [`Mozilla/5.0 (Windows NT 10.0) ${WEBKIT} Chrome/126.0.0.0 Safari/537.36 Edg/126.0`, "edge", false],
  [`Mozilla/5.0 (Macintosh) ${WEBKIT} Version/17.5 Safari/605.1.15`, "safari", false],
  [
    `Mozilla/5.0 (Linux; Android 10; HarmonyOS) ${WEBKIT} Chrome/114 HuaweiBrowser/14 Mobile Safari/537.36`,
    "huawei",
    true,
  ],
  [`Mozilla/5.0 (iPhone) ${WEBKIT} Mobile/15E148 MicroMessenger/8.0.49`, "wechat", true],
  [`Mozilla/5.0 (Linux; U; Android 12) ${WEBKIT} Chrome/109 MQQBrowser/14 Mobile Safari/537.36`, "qq", true],
  ["curl/8.5.0", "other", false],
  [null, "other", false],
])("%s is known again", (userAgent, family, phone) => {
  expect(browserOf(userAgent)).toEqual({ family, phone });
});
