import { timingSafeEqual } from "node:crypto";
import { HOTP, Secret, TOTP } from "otpauth";
import type { Role } from "@/lib/access";
import { type Problem, problem } from "@/lib/kernel/problem";
import type { BrowserFamily } from "./schema";

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

/** Which roles an account creator may give: downwards only (ministry → province, office, institution → city, school → teacher). */
export function grantableRoles(role: Role): Role[] {
  if (role === "ministry") return ["ministry", "office", "province", "institution", "auditor"];
  if (role === "office") return ["office", "institution"];
  if (role === "province") return ["province", "city", "school"];
  if (role === "institution") return ["institution"];
  if (role === "school") return ["school"];
  return [];
}

/** Roles with nobody above: whoever ends the last of them leaves nobody who could open another. */
const AT_THE_TOP: Role[] = ["ministry", "system-admin", "security-admin", "audit-admin"];

export function endsLastAtTheTop(role: Role, staying: number): boolean {
  return staying === 0 && AT_THE_TOP.includes(role);
}

/**
 * Whether an appointment may end. `staying` counts those who can act in the same role at the same body without a last day. A body
 * may lose its last one knowingly, for the body above acts then; the top may not.
 */
export function checkEnding(
  appointment: { role: Role; staying: number; endsAt: Date },
  input: { acceptLast?: "true" | undefined; now: Date },
): Problem[] {
  if (appointment.role === "teacher") return [problem("identity.teacher-stays")];
  if (appointment.endsAt < input.now)
    return [problem("identity.end-in-the-past", undefined, { field: "endsOn" })];
  if (appointment.staying > 0) return [];
  if (endsLastAtTheTop(appointment.role, appointment.staying)) return [problem("identity.last-at-the-top")];
  return input.acceptLast ? [] : [problem("identity.last-of-body", undefined, { field: "acceptLast" })];
}

type Policy = { from: string | null; days: number | null };

/** Nobody loosens what binds the own role: no later date or none, no longer absence. */
export function checkPolicy(before: Policy, next: Policy, { own }: { own: boolean }): Problem[] {
  const later = before.from !== null && (next.from === null || next.from > before.from);
  const longer = before.days !== null && (next.days === null || next.days > before.days);
  return own && (later || longer) ? [problem("identity.own-role-loosened")] : [];
}

export function dayInChina(now: Date): string {
  return new Date(now.getTime() + 8 * 60 * MINUTE_MS).toISOString().slice(0, 10);
}

/** The end of a day in China, or the instant given where no day is. */
export function endOfDay(day: string | undefined, now: Date): Date {
  return day ? new Date(Date.parse(`${day}T00:00:00+08:00`) + 24 * 60 * MINUTE_MS) : now;
}

export const RECOVERY_CODES = 10;
/** A setup that nobody confirms is forgotten after this long. */
export const SET_UP_MINUTES = 30;
/** How long a proof of the second factor holds, in real time. */
export const STEP_UP_MINUTES = 10;
/** How long the page for the code waits after a right password. */
export const HALF_SIGN_IN_MINUTES = 5;
const STEP_MS = 30_000;
const DIGITS = 6;

/** What was typed into a field for codes: of the authenticator, or one to recover with; null for neither. Full width digits count. */
export function readCode(text: string): { kind: "authenticator" | "recovery"; value: string } | null {
  const plain = text.normalize("NFKC").replace(/[\s-]/g, "").toUpperCase();
  if (/^\d{6}$/.test(plain)) return { kind: "authenticator", value: plain };
  const groups = /^([A-Z\d]{4})([A-Z\d]{4})([A-Z\d]{4})$/.exec(plain);
  return groups ? { kind: "recovery", value: groups.slice(1).join("-") } : null;
}

/**
 * The 30-second step that a code belongs to, one step of drift to either side, or null (RFC 6238). All three are compared in
 * full, so that the time taken tells nothing.
 */
export function stepOfCode(secret: string, code: string, atMs: number): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const now = Math.floor(atMs / STEP_MS);
  let found: number | null = null;
  for (const step of [now - 1, now, now + 1])
    if (timingSafeEqual(Buffer.from(codeOfStep(secret, step)), Buffer.from(code))) found = step;
  return found;
}

function codeOfStep(secret: string, step: number): string {
  return HOTP.generate({ secret: Secret.fromBase32(secret), counter: step, digits: DIGITS });
}

/** What an authenticator reads from the QR code. */
export function authenticatorAddress(secret: string, loginName: string): string {
  return new TOTP({ issuer: "Guopei", label: loginName, secret: Secret.fromBase32(secret) }).toString();
}

/** In this order: most browsers also name Chrome and Safari, so those come last. */
const FAMILIES: [RegExp, BrowserFamily][] = [
  [/MicroMessenger/i, "wechat"],
  [/Edg(e|A|iOS)?\//, "edge"],
  [/HuaweiBrowser/i, "huawei"],
  [/QQBrowser|\bQQ\//i, "qq"],
  [/UCBrowser|UBrowser/i, "uc"],
  [/360SE|360EE|QihooBrowser/i, "360"],
  [/Firefox|FxiOS/, "firefox"],
  [/Chrome|CriOS|Chromium/, "chrome"],
  [/Safari/, "safari"],
];

/** As much as a person needs to know a browser again; versions and systems would only help to track it. */
export function browserOf(userAgent: string | null): { family: BrowserFamily; phone: boolean } {
  const said = userAgent ?? "";
  const family = FAMILIES.find(([pattern]) => pattern.test(said))?.[1] ?? "other";
  return { family, phone: /Mobile|Android|iPhone|HarmonyOS/i.test(said) };
}

/** Staff of bodies that may review in another body's name. */
export const DELEGATE_ROLES: string[] = ["institution", "city"];
