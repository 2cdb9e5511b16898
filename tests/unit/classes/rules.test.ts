import { describe, expect, it } from "vitest";
import {
  checkCapacity,
  checkChangeable,
  checkNoticeComplete,
  checkNotStarted,
  checkPlan,
  classCode,
  classFace,
} from "@/lib/classes/rules";
import { REQUIRED_NOTICE_FIELDS } from "@/lib/classes/schema";

const codes = (problems: { code: string }[]) => problems.map((one) => one.code);
const at = (text: string) => new Date(`${text}+08:00`);

const plan = {
  mode: "on-site" as const,
  startsOn: "2022-05-22",
  endsOn: "2022-06-04",
  days: 14,
  hours: 112,
  place: "演示",
  capacity: 50,
};
const training = { opensAt: at("2022-05-22T00:00:00"), closesAt: at("2022-11-01T00:00:00") };
const now = at("2022-05-14T10:00:00");

describe("the plan of a class", () => {
  it("fits its dates, the year and the clock", () => {
    expect(checkPlan(plan, training, now)).toEqual([]);
    expect(checkPlan({ ...plan, endsOn: "2022-10-31" }, training, now)).toEqual([]);
  });

  it.each([
    [{ endsOn: "2022-05-21" }, "classes.ends-before-start"],
    [{ days: 15 }, "classes.days-exceed-span"],
    [{ startsOn: "2022-05-21" }, "classes.outside-training"],
    [{ endsOn: "2022-11-01" }, "classes.outside-training"],
  ])("refuses %o", (change, code) => {
    expect(codes(checkPlan({ ...plan, ...change }, training, now))).toContain(code);
  });

  it("is possible until the class starts, to the instant", () => {
    expect(checkPlan(plan, training, at("2022-05-21T23:59:59"))).toEqual([]);
    expect(codes(checkPlan(plan, training, at("2022-05-22T00:00:00")))).toEqual(["classes.started"]);
    expect(codes(checkNotStarted(new Date("2022-05-22T00:00:00Z"), at("2022-05-22T00:00:00")))).toEqual([
      "classes.started",
    ]);
  });
});

describe("capacity", () => {
  it("stays within the designation", () => {
    expect(checkCapacity({ seats: 100, plannedElsewhere: 50, capacity: 50 })).toEqual([]);
    expect(checkCapacity({ seats: 100, plannedElsewhere: 50, capacity: 51 })[0]).toMatchObject({
      code: "classes.more-than-designated",
      params: { seats: 100, planned: 50, left: 50 },
    });
  });
});

describe("an opening notice", () => {
  const full = {
    reportInAt: "2022-05-21T14:00",
    reportInPlace: "1号楼",
    trainingPlace: "实训楼",
    travel: "",
    materials: "",
    fees: "项目承担",
    requirements: "",
    contactName: "演示",
    contactPhone: "000-0000",
  };

  it("lacks nothing without which nobody could come", () => {
    expect(checkNoticeComplete(full)).toEqual([]);
    for (const field of REQUIRED_NOTICE_FIELDS)
      expect(checkNoticeComplete({ ...full, [field]: " " })).toEqual([
        { code: "classes.notice-field-missing", params: { field }, field },
      ]);
  });

  it("ends the changes of its class", () => {
    expect(checkChangeable("formed")).toEqual([]);
    expect(codes(checkChangeable("notice-issued"))).toEqual(["classes.notice-issued-already"]);
    expect(codes(checkChangeable("cancelled"))).toEqual(["classes.cancelled"]);
  });
});

describe("the face of a class", () => {
  const facts = {
    state: "formed" as const,
    startsOn: new Date("2022-05-22T00:00:00Z"),
    endsOn: new Date("2022-06-04T00:00:00Z"),
    noticeOpensAt: at("2022-05-12T00:00:00"),
  };

  it("asks the institution to act and lets others wait", () => {
    expect(classFace(facts, "institution", now)).toEqual({ face: "todo", label: "notice-due" });
    expect(classFace(facts, "province", now)).toEqual({ face: "wait", label: "notice-awaited" });
    expect(classFace(facts, "institution", at("2022-05-11T00:00:00")).label).toBe("formed");
  });

  it("follows the calendar once the notice is out", () => {
    const issued = { ...facts, state: "notice-issued" as const };
    expect(classFace(issued, "school", at("2022-05-21T23:59:00")).label).toBe("notice-issued");
    expect(classFace(issued, "school", at("2022-05-22T00:00:00")).label).toBe("running");
    expect(classFace(issued, "school", at("2022-06-05T00:00:00")).label).toBe("ended");
  });
});

it("a class is called by year, sub-project and number", () => {
  expect(classCode(2022, "B301", 1)).toBe("2022-B301-01");
});
