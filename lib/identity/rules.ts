import type { Role } from "@/lib/access";
import { type Problem, problem } from "@/lib/kernel/problem";

const MINUTE_MS = 60_000;

/** How long sessions live, in milliseconds of real time: idle, and in all. */
export function sessionLimits(role: Role): { idleMs: number; absoluteMs: number } {
  return { idleMs: (role === "teacher" ? 120 : 30) * MINUTE_MS, absoluteMs: 12 * 60 * MINUTE_MS };
}

export const MAX_FAILED_ATTEMPTS = 5;
export const ACTIVATION_DAYS = 7;

/** 15 minutes for the first lock, twice as long for each that follows at once, a day at most. */
export function lockMinutes(earlierLocks: number): number {
  return Math.min(15 * 2 ** earlierLocks, 24 * 60);
}

const COMMON = [
  "password",
  "1234567890",
  "0123456789",
  "qwertyuiop",
  "12345678910",
  "guopei",
  "woaini1314",
  "a123456789",
];

/** Teachers: 10 characters. Staff: 12, of three kinds (GB/T 22239-2019 8.1.4.1 a). Nobody: common ones or the own login name. */
export function checkPassword(password: string, person: { loginName: string; role: Role }): Problem[] {
  const field = { field: "newPassword" };
  const least = person.role === "teacher" ? 10 : 12;
  if ([...password].length < least) return [problem("identity.password-short", { least }, field)];
  const lower = password.toLowerCase();
  if (COMMON.some((word) => lower.startsWith(word)) || /^(.)\1+$/.test(password))
    return [problem("identity.password-common", undefined, field)];
  if (lower.includes(person.loginName.toLowerCase()))
    return [problem("identity.password-has-name", undefined, field)];
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z\d]/].filter((kind) => kind.test(password)).length;
  if (person.role !== "teacher" && kinds < 3) return [problem("identity.password-plain", undefined, field)];
  return [];
}

/** Which roles an account creator may give: downwards only (ministry → province, office, institution → school → teacher). */
export function grantableRoles(role: Role): Role[] {
  if (role === "ministry") return ["ministry", "office", "province", "institution", "auditor"];
  if (role === "office") return ["office", "institution"];
  if (role === "province") return ["province", "school"];
  if (role === "institution") return ["institution"];
  if (role === "school") return ["school"];
  return [];
}
