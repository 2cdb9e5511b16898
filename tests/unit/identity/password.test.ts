import { describe, expect, it } from "vitest";
import type { Role } from "@/lib/access";
import { checkPassword, grantableRoles, lockMinutes, sessionLimits } from "@/lib/identity/rules";

const OK = "accepted";
const SHORT = "identity.password-short";
const COMMON = "identity.password-common";
const NAME = "identity.password-has-name";
const PLAIN = "identity.password-plain";

/** Staff by GB/T 22239-2019 8.1.4.1 a: twelve characters of three kinds; teachers ten of any. */
const TABLE: [Role, string, string][] = [
  ["ministry", "Kaoshi-2022-anpai", OK],
  ["province", "kaoshi-2022-anpai", OK],
  ["school", "Kaoshi2022anpai", OK],
  ["school", "四川盆地的Abc123ok!", OK],
  ["institution", "correct horse 7 battery", OK],
  ["office", "", SHORT],
  ["office", "Ab1-Ab1-Ab1", SHORT],
  ["office", "Ab1!Ab1!Ab1x", OK],
  ["school", "kaoshianpaijihua", PLAIN],
  ["school", "KAOSHI1234567", PLAIN],
  ["school", "kaoshi anpai jihua", PLAIN],
  ["school", "13579246801357", PLAIN],
  ["school", "aaaaaaaaaaaaaa", COMMON],
  ["school", "password-Ab1-2022", COMMON],
  ["school", "Password-2022-ok", COMMON],
  ["school", "Guopei-2022-Xuexiao", COMMON],
  ["school", "1234567890-Abc", COMMON],
  ["school", "Lisi-2022-Xuexiao", NAME],
  ["school", "Xuexiao-2022-LISI", NAME],
  ["teacher", "kaoshianpai", OK],
  ["teacher", "考试安排计划课程表格", OK],
  ["teacher", "考试安排计划课程表", SHORT],
  ["teacher", "9876501234", OK],
  ["teacher", "1234567890", COMMON],
  ["teacher", "0000000000", COMMON],
  ["teacher", "qwertyuiop", COMMON],
  ["teacher", "woaini1314520", COMMON],
  ["teacher", "123lisi4567", NAME],
  ["teacher", "short", SHORT],
];

describe("a password", () => {
  it.each(TABLE)("for %s: %s is %s", (role, password, verdict) => {
    const [problem] = checkPassword(password, { loginName: "lisi", role });
    expect(problem?.code ?? OK).toBe(verdict);
  });
});

describe("a lock", () => {
  it("lasts twice as long each time, a day at most", () => {
    expect([0, 1, 2, 3, 6, 7, 40].map(lockMinutes)).toEqual([15, 30, 60, 120, 960, 1440, 1440]);
  });
});

describe("a session", () => {
  it("of staff may be idle for half an hour, and nobody's lasts longer than twelve", () => {
    expect(sessionLimits("province").idleMs).toBe(30 * 60_000);
    expect(sessionLimits("teacher").idleMs).toBeLessThanOrEqual(12 * 60 * 60_000);
    expect(sessionLimits("teacher").absoluteMs).toBe(12 * 60 * 60_000);
  });
});

describe("accounts", () => {
  it("are made downwards, and nobody makes an administrator of the separated kind", () => {
    expect(grantableRoles("school")).toEqual(["school"]);
    expect(grantableRoles("teacher")).toEqual([]);
    expect(grantableRoles("province")).not.toContain("ministry");
    expect(grantableRoles("province")).toContain("city");
    for (const role of ["ministry", "office", "province", "institution", "school"] as const)
      expect(grantableRoles(role).filter((given) => given.endsWith("-admin"))).toEqual([]);
  });
});
