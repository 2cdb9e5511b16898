import type { IconName } from "@/components/ui/icon";
import type { Role } from "@/lib/access";
import type { ShellFacts } from "@/lib/reporting/schema";

export type SectionKey =
  | "desk"
  | "programmes"
  | "quotas"
  | "cards"
  | "enrolments"
  | "delegations"
  | "classes"
  | "placement"
  | "teachers"
  | "organisations"
  | "notices"
  | "accounts"
  | "audit"
  | "permissions"
  | "policies"
  | "registration"
  | "record"
  | "inbox"
  | "overview"
  | "calendar";

type Section = { icon: IconName; path: (year: string) => string; count?: keyof ShellFacts["waiting"] };

export const SECTIONS: Record<SectionKey, Section> = {
  desk: { icon: "home", path: () => "/desk" },
  programmes: { icon: "book", path: (year) => `/programmes/${year}` },
  quotas: { icon: "grid", path: (year) => `/programmes/${year}/quotas` },
  cards: { icon: "card", path: (year) => `/programmes/${year}/cards`, count: "cards" },
  enrolments: { icon: "check-circle", path: (year) => `/programmes/${year}/enrolments` },
  delegations: { icon: "swap", path: (year) => `/programmes/${year}/delegations` },
  classes: { icon: "users", path: (year) => `/programmes/${year}/classes`, count: "classes" },
  placement: { icon: "team", path: (year) => `/programmes/${year}/placement`, count: "placements" },
  teachers: { icon: "user", path: () => "/teachers", count: "records" },
  organisations: { icon: "sitemap", path: () => "/organisations" },
  notices: { icon: "file", path: () => "/notices/manage" },
  accounts: { icon: "key", path: () => "/settings/accounts" },
  audit: { icon: "shield", path: () => "/audit" },
  permissions: { icon: "lock", path: () => "/settings/permissions" },
  policies: { icon: "shield", path: () => "/settings/sign-in-policies" },
  registration: { icon: "card", path: () => "/registration", count: "own" },
  record: { icon: "user", path: () => "/teachers/me" },
  inbox: { icon: "inbox", path: () => "/inbox" },
  overview: { icon: "chart", path: (year) => `/programmes/${year}/overview` },
  calendar: { icon: "calendar", path: (year) => `/programmes/${year}/calendar` },
};

/** First, this year, standing: the sections of each role, in an order that never changes with the data. */
export const NAVIGATION: Record<Role, { year: SectionKey[]; standing: SectionKey[] }> = {
  ministry: {
    year: ["programmes", "quotas", "classes"],
    standing: ["organisations", "notices", "calendar", "overview", "accounts"],
  },
  office: {
    year: ["programmes", "classes", "placement"],
    standing: ["organisations", "notices", "calendar", "overview", "accounts"],
  },
  province: {
    year: ["programmes", "quotas", "cards", "enrolments", "classes", "overview"],
    standing: ["organisations", "teachers", "delegations", "notices", "calendar", "accounts"],
  },
  city: {
    year: ["programmes", "quotas", "cards"],
    standing: ["organisations", "teachers", "notices", "calendar"],
  },
  institution: { year: ["programmes", "classes"], standing: ["notices", "calendar", "accounts"] },
  school: {
    year: ["cards", "enrolments", "classes"],
    standing: ["teachers", "notices", "calendar", "accounts"],
  },
  teacher: { year: ["registration"], standing: ["record", "notices", "inbox"] },
  expert: { year: ["programmes"], standing: ["notices"] },
  auditor: {
    year: ["programmes", "quotas", "classes"],
    standing: ["calendar", "overview", "audit", "permissions", "policies"],
  },
  "system-admin": { year: [], standing: ["accounts", "permissions"] },
  "security-admin": { year: [], standing: ["accounts", "policies", "permissions"] },
  "audit-admin": { year: [], standing: ["audit", "permissions"] },
  delegate: { year: ["enrolments"], standing: ["permissions"] },
};

/** What a role is waiting for in its queue of enrolments: the school confirms, the province reviews. */
export function enrolmentCount(role: Role): keyof ShellFacts["waiting"] | null {
  if (role === "school") return "confirmations";
  if (role === "province" || role === "delegate") return "reviews";
  return null;
}
