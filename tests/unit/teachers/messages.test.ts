import { describe, expect, test } from "vitest";
import en from "@/lib/i18n/messages/en/teachers.json";
import zh from "@/lib/i18n/messages/zh-CN/teachers.json";
import { TEACHER_AUDIT_KINDS } from "@/lib/teachers/audit";
import { TEACHER_PROBLEMS } from "@/lib/teachers/errors";
import { RECORD_FIELDS, REVEAL_PURPOSES } from "@/lib/teachers/schema";

describe.each([
  ["zh-CN", zh],
  ["en", en],
])("the words of %s", (_locale, words) => {
  test("cover every field, problem, purpose and event, and nothing else", () => {
    expect(Object.keys(words.fields).sort()).toEqual([...RECORD_FIELDS].sort());
    expect(Object.keys(words.problems).sort()).toEqual(
      [...new Set(TEACHER_PROBLEMS.map((code) => code.replace("teachers.", "")))].sort(),
    );
    for (const said of Object.values(words.problems)) expect(said.message && said.next).toBeTruthy();
    expect(Object.keys(words.reveal.purposes).sort()).toEqual([...REVEAL_PURPOSES].sort());
    expect(Object.keys(words.audit).sort()).toEqual(
      TEACHER_AUDIT_KINDS.map((kind) => kind.replace(".", "-")).sort(),
    );
  });
});
