import { describe, expect, it } from "vitest";
import {
  literalsOfConstants,
  messageAt,
  messageLocales,
  messagesOf,
  modules,
  readIfThere,
  sourceFiles,
} from "./source";

/** Commands that leave their memory to somebody else, each with who that is. */
const RECORDED_ELSEWHERE: Record<string, string> = {
  "lib/audit/commands/record-audit.ts": "it is the memory itself",
  "lib/audit/commands/seal-trail.ts": "nobody acts: the trail itself is sealed",
  "lib/identity/commands/send-activation-letter.ts":
    "nobody acts: the letter follows from the code, whose making is recorded",
  "lib/identity/commands/move-teacher-appointment.ts": "part of the caller's act, which records it",
  "lib/notices/commands/send-letters.ts":
    "nobody acts: letters follow from messages, whose acts are recorded",
  "lib/notices/commands/send-message.ts": "a consequence of the caller's act, in the caller's transaction",
  "lib/quotas/commands/assign-card.ts": "part of the caller's act, which records it",
  "lib/quotas/commands/keep-quota-work.ts":
    "nothing that anybody else sees changes; the draft that it becomes is recorded",
  "lib/quotas/commands/release-card.ts": "part of the caller's act, which records it",
  "lib/quotas/commands/unbind-cards-of.ts": "part of the caller's act, which records it",
  "lib/reporting/commands/refresh-overview.ts": "nobody acts: what is kept is what anybody could count",
  "lib/teachers/commands/recheck-records.ts":
    "no field of a record changes; counts follow from data that others changed",
  "lib/enrolments/commands/register-enrolment.ts": "the one SQL function inserts the event",
  "lib/enrolments/commands/register-open.ts": "the one SQL function inserts the event",
  "lib/enrolments/commands/accept-offer.ts": "the one SQL function inserts the event",
  "lib/enrolments/commands/replace-enrolment.ts": "the one SQL function inserts the event",
};

const declared = new Map(
  modules.map((module) => [
    module,
    literalsOfConstants(readIfThere(`lib/${module}/audit.ts`) ?? "", /_AUDIT_KINDS$/),
  ]),
);
const withCommands = modules.filter((module) => sourceFiles([`lib/${module}/commands`]).length > 0);

describe.each(withCommands)("lib/%s", (module) => {
  const commands = sourceFiles([`lib/${module}/commands`]);

  it("records an event in every command", () => {
    const silent = commands
      .filter((file) => /^export (async )?function/m.test(file.text))
      .filter((file) => !RECORDED_ELSEWHERE[file.path])
      .filter((file) => !/\brecordAudit\(|\b(\w+In|handOutCode|applyContent)\(\s*tx\b/.test(file.text));
    expect(silent.map((file) => file.path)).toEqual([]);
  });

  it("records after the change and inside the transaction", () => {
    const outside = commands
      .filter((file) => /\brecordAudit\(/.test(file.text))
      .filter((file) => /\brecordAudit\((?!\s*tx\b)/.test(file.text) && !file.path.includes("record-audit"));
    expect(outside.map((file) => file.path)).toEqual([]);
  });

  it("declares its kinds in its audit.ts", () => {
    if (module === "audit") return;
    expect(declared.get(module)?.length).toBeGreaterThan(0);
  });
});

const every = modules.flatMap((module) => (declared.get(module) ?? []).map((kind) => ({ module, kind })));

describe("declared kinds", () => {
  it("are a noun and a past participle, each once", () => {
    const kinds = every.map(({ kind }) => kind);
    expect(kinds.filter((kind) => !/^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/.test(kind))).toEqual([]);
    expect(kinds.filter((kind, index) => kinds.indexOf(kind) !== index)).toEqual([]);
  });

  it("are all used", () => {
    const unused = every.filter(({ module, kind }) => {
      const uses = sourceFiles([`lib/${module}`]).reduce(
        (sum, file) => sum + file.text.split(`"${kind}"`).length - 1,
        0,
      );
      return uses < 2;
    });
    expect(unused).toEqual([]);
  });

  it.each(messageLocales)("have words in %s", (locale) => {
    const messages = messagesOf(locale);
    const missing = every.filter(
      ({ module, kind }) =>
        typeof messageAt(messages, `${module}.audit.${kind.replaceAll(".", "-")}`) !== "string",
    );
    expect(missing.map(({ module, kind }) => `${module}.audit.${kind.replaceAll(".", "-")}`)).toEqual([]);
  });

  it("leave no word over", () => {
    const messages = messagesOf("zh-CN");
    const words = modules.flatMap((module) => {
      const known = messageAt(messages, `${module}.audit`);
      return module === "audit" || typeof known !== "object"
        ? []
        : Object.keys(known).map((key) => `${module}.audit.${key}`);
    });
    const wanted = every.map(({ module, kind }) => `${module}.audit.${kind.replaceAll(".", "-")}`);
    expect(words.filter((word) => !wanted.includes(word))).toEqual([]);
  });
});
