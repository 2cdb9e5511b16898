import { describe, expect, it } from "vitest";
import { type CalendarEntry, calendarFile } from "@/lib/platform/calendar-file";

const url = "http://localhost:3000/classes/1";
const days: CalendarEntry = {
  kind: "days",
  uid: "class-1@guopei",
  title: "智能制造, 第1班; 培训",
  place: "演示市",
  firstDay: "2022-05-22",
  lastDay: "2022-06-04",
  url,
};
const deadline: CalendarEntry = {
  kind: "deadline",
  uid: "window-2022-review@guopei",
  title: "截止",
  closesAt: new Date("2022-05-19T00:00:00+08:00"),
  url,
};
const instant: CalendarEntry = {
  kind: "instant",
  uid: "class-1-report-in@guopei",
  title: "报到",
  at: new Date("2022-05-21T14:00:00+08:00"),
  url,
};

/** Lines of the file, unfolded. */
const linesOf = (file: string) => file.replace(/\r\n[ \t]/g, "").split("\r\n");

describe("a calendar file", () => {
  const lines = linesOf(calendarFile("国培", [days, deadline, instant]));

  it("holds an event for each entry, under the same name each time", () => {
    expect(lines[0]).toBe("BEGIN:VCALENDAR");
    expect(lines.filter((line) => line === "BEGIN:VEVENT")).toHaveLength(3);
    const uids = lines.filter((line) => line.startsWith("UID:"));
    expect(uids).toEqual([
      "UID:class-1@guopei",
      "UID:window-2022-review@guopei",
      "UID:class-1-report-in@guopei",
    ]);
    expect(linesOf(calendarFile("国培", [days])).filter((line) => line.startsWith("UID:"))).toEqual([
      uids[0],
    ]);
  });

  it("writes whole days with an exclusive end and instants of China in UTC", () => {
    expect(lines).toContain("DTSTART;VALUE=DATE:20220522");
    expect(lines).toContain("DTEND;VALUE=DATE:20220605");
    expect(lines).toContain("DTSTART:20220521T060000Z");
    expect(lines).toContain("DTEND:20220518T160000Z");
    expect(lines).toContain("DTSTART:20220518T150000Z");
  });

  it("escapes what the format reserves", () => {
    expect(lines).toContain("SUMMARY:智能制造\\, 第1班\\; 培训");
  });

  it("says so when an entry cannot be written", () => {
    expect(() => calendarFile("国培", [{ ...deadline, closesAt: new Date(Number.NaN) }])).toThrow();
  });
});
