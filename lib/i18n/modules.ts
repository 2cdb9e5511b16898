/**
 * The message files of each locale, by name. A name without its file stops the page that loads it;
 * a file without its name is found by tests/unit/i18n/messages.test.ts.
 */
export const messageModules = [
  "account",
  "amendment",
  "arrival",
  "audit",
  "cancellation",
  "classes",
  "commands",
  "common",
  "delegations",
  "desk",
  "enrolments",
  "evidence",
  "files",
  "identity",
  "notices",
  "objection",
  "open",
  "organisations",
  "placement",
  "programmes",
  "quotas",
  "reference",
  "registration",
  "seats",
  "reporting",
  "shell",
  "teachers",
  "wishes",
] as const;
