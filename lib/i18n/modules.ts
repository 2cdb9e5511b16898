/**
 * The message files of each locale, by name. A name without its file stops the page that loads it;
 * a file without its name is found by tests/unit/i18n/messages.test.ts.
 */
export const messageModules = [
  "account",
  "audit",
  "classes",
  "commands",
  "common",
  "desk",
  "enrolments",
  "identity",
  "notices",
  "organisations",
  "placement",
  "programmes",
  "quotas",
  "reference",
  "registration",
  "reporting",
  "shell",
  "teachers",
] as const;
