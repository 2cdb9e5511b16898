import { describe, expect, it } from "vitest";
import {
  formatClosing,
  formatDate,
  formatDateTime,
  formatDay,
  formatFullDateTime,
  formatNumber,
  formatShare,
  formatWeekday,
  parseLocale,
  remainingText,
  timeLeft,
} from "@/lib/i18n";
import english from "@/lib/i18n/messages/en/common.json";
import chinese from "@/lib/i18n/messages/zh-CN/common.json";
import { chinaDay } from "@/lib/kernel/dates";

const at = (text: string) => new Date(`${text}+08:00`);
/** Enough of the message format for these words: numbers and two plural forms. */
function translator(tree: Record<"remaining" | "overdue", Record<string, string>>) {
  return (key: string, values: Record<string, number>) => {
    const [group, unit = ""] = key.split(".");
    const message = (group === "overdue" ? tree.overdue : tree.remaining)[unit] ?? key;
    return message
      .replace(/\{(\w+), plural, one \{([^}]*)\} other \{([^}]*)\}\}/g, (_, name, one, other) =>
        String(values[name] === 1 ? one : other).replace("#", String(values[name])),
      )
      .replace(/\{(\w+), number\}/g, (_, name) => String(values[name]));
  };
}

const zh = translator(chinese);
const en = translator(english);

describe("dates are shown in China time", () => {
  it("writes days, in full and short", () => {
    expect(formatDate(at("2022-04-29T00:00:00"), "zh-CN")).toBe("2022年4月29日");
    expect(formatDate(at("2022-04-29T23:59:59"), "en")).toBe("29 April 2022");
    expect(formatDay(at("2022-05-16T09:40:00"), "zh-CN")).toBe("5月16日");
    expect(formatDay(at("2022-05-16T09:40:00"), "en")).toBe("16 May");
    expect(formatWeekday(at("2022-05-16T09:40:00"), "zh-CN")).toBe("星期一");
  });

  it("takes a plain date, which arrives as midnight UTC, for the same day", () => {
    expect(formatDate(new Date("2022-05-22T00:00:00Z"), "zh-CN")).toBe("2022年5月22日");
  });

  it("joins day and clock", () => {
    expect(formatDateTime(at("2022-05-16T09:40:00"), "zh-CN")).toBe("5月16日09:40");
    expect(formatDateTime(at("2022-05-16T00:05:00"), "en")).toBe("16 May, 00:05");
    expect(formatFullDateTime(at("2022-05-15T14:50:00"), "zh-CN")).toBe("2022年5月15日14:50");
  });

  it("shows a closing at midnight as 24:00 of the day that ends", () => {
    expect(formatClosing(at("2022-05-17T00:00:00"), "zh-CN")).toBe("5月16日24:00");
    expect(formatClosing(at("2022-05-17T00:00:00"), "en")).toBe("16 May, 24:00");
    expect(formatClosing(at("2022-06-01T00:00:00"), "zh-CN")).toBe("5月31日24:00");
    expect(formatClosing(at("2022-05-17T18:00:00"), "zh-CN")).toBe("5月17日18:00");
  });

  it("names the calendar day", () => {
    expect(chinaDay(at("2022-05-16T00:00:00"))).toBe("2022-05-16");
    expect(chinaDay(at("2022-05-16T23:59:59"))).toBe("2022-05-16");
  });
});

describe("time left", () => {
  const now = at("2022-05-16T09:40:00");
  const inMs = (ms: number) => timeLeft(new Date(now.getTime() + ms), now);
  const hour = 3_600_000;

  it("is rounded down, in the units of its distance", () => {
    const left = timeLeft(at("2022-05-17T00:00:00"), now);
    expect(left).toMatchObject({ unit: "hoursMinutes", hours: 14, minutes: 20, tone: "last", over: false });
    expect(remainingText(left, zh)).toBe("剩14小时20分");
    expect(remainingText(left, en)).toBe("14 h 20 min left");
    expect(remainingText(inMs(33 * hour), zh)).toBe("剩1天9小时");
    expect(remainingText(inMs(72 * hour), zh)).toBe("剩3天");
    expect(remainingText(inMs(72 * hour - 1), zh)).toBe("剩2天23小时");
    expect(remainingText(inMs(59 * 60_000 + 59_999), zh)).toBe("剩59分钟");
    expect(remainingText(inMs(hour), zh)).toBe("剩1小时0分");
    expect(remainingText(inMs(96 * hour), en)).toBe("4 days left");
  });

  it("turns near at 48 hours, last at 24, over at the instant itself", () => {
    expect(inMs(48 * hour + 1).tone).toBe("calm");
    expect(inMs(48 * hour).tone).toBe("near");
    expect(inMs(24 * hour).tone).toBe("last");
    expect(inMs(1).tone).toBe("last");
    expect(inMs(0)).toMatchObject({ tone: "over", over: true });
    expect(remainingText(inMs(-33 * hour), zh)).toBe("逾期1天9小时");
    expect(remainingText(inMs(-24 * hour), en)).toBe("1 day 0 h overdue");
  });
});

describe("numbers and locales", () => {
  it("groups thousands", () => {
    expect(formatNumber(1226, "zh-CN")).toBe("1,226");
    expect(formatNumber(2150, "en")).toBe("2,150");
  });

  it("says 100 % only of all", () => {
    expect(formatShare(2149 / 2150)).toBe("99%");
    expect(formatShare(1)).toBe("100%");
    expect(formatShare(0.29)).toBe("29%");
  });

  it("falls back to Chinese", () => {
    expect(parseLocale("en")).toBe("en");
    expect(parseLocale("fr")).toBe("zh-CN");
    expect(parseLocale(undefined)).toBe("zh-CN");
  });
});
