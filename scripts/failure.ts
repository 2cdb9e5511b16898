import { readFileSync } from "node:fs";
import path from "node:path";

export const projectFolder = path.resolve(import.meta.dirname, "..");

/** What can stop a command, with its exit code; docs/operating.md lists the same. 10 and 11 belong to run.mjs. */
export const exitCodes = {
  "port-taken": 12,
  "no-readable-place": 13,
  "database-unreachable": 14,
  "database-missing": 15,
  "database-refused": 16,
  "migration-missing": 17,
  "migration-changed": 18,
  "migration-broken": 19,
  "disk-full": 20,
  "secrets-missing": 21,
  "already-running": 22,
  "build-broken": 23,
  "data-broken": 24,
  "process-ended": 25,
  "database-too-old": 26,
  "database-start": 27,
  drift: 28,
  "port-invalid": 29,
  findings: 30,
  "migration-unfinished": 31,
  "admin-arguments": 32,
  "admin-exists": 33,
  "trail-broken": 34,
} as const;

export type FailureCode = keyof typeof exitCodes;

/** An expected end of a command: one sentence in each language and an exit code of its own. */
export class Failure extends Error {
  constructor(
    readonly code: FailureCode,
    readonly params: Record<string, string | number> = {},
  ) {
    super(sentence("en", code, params));
    this.name = "Failure";
  }
}

export function sentence(
  locale: "en" | "zh-CN",
  code: FailureCode,
  params: Record<string, string | number>,
): string {
  const file = path.join(projectFolder, "lib/i18n/messages", locale, "commands.json");
  const messages = JSON.parse(readFileSync(file, "utf8")) as Record<string, string>;
  const text = messages[code] ?? code;
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}

const unreachable = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ETIMEDOUT",
  "ENETUNREACH",
  "EHOSTUNREACH",
]);

const tlsRefusal = /SELF_SIGNED|UNABLE_TO_|CERT_|ALTNAME|DEPTH_ZERO|does not support SSL/;

/** Sorts what the file system and PostgreSQL throw into the failures a person can do something about. */
export function toFailure(error: unknown, params: Record<string, string | number> = {}): unknown {
  if (error instanceof Failure || !(error instanceof Error)) return error;
  const code = "code" in error ? String(error.code) : "";
  if (code === "ENOSPC" || code === "53100" || /No space left on device/.test(error.message)) {
    return new Failure("disk-full", { place: projectFolder, ...params });
  }
  if (unreachable.has(code) || /timeout expired|Connection terminated/.test(error.message)) {
    return new Failure("database-unreachable", { address: "", ...params });
  }
  if (code === "3D000") return new Failure("database-missing", { address: "", ...params });
  if (code.startsWith("28") || tlsRefusal.test(`${code} ${error.message}`))
    return new Failure("database-refused", { address: "", ...params });
  return error;
}

/** Prints an expected failure as its two sentences and leaves with its code; a bug keeps its stack. */
export function exitWith(error: unknown): never {
  const failure = toFailure(error);
  if (failure instanceof Failure) {
    console.error(`\n${failure.message}\n${sentence("zh-CN", failure.code, failure.params)}`);
    process.exit(exitCodes[failure.code]);
  }
  console.error(failure);
  process.exit(1);
}
