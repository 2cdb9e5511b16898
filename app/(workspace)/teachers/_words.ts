import type { getTranslations } from "@/lib/i18n/translations";
import type { CodeOption, CodeSet } from "@/lib/reference/schema";
import { labelOf } from "@/lib/reference/schema";
import { isRecordField, type RecordField, type RecordProblem, shapeOf } from "@/lib/teachers/schema";

export type TeacherWords = Awaited<ReturnType<typeof getTranslations<"teachers">>>;
export type CodeSets = Record<CodeSet, CodeOption[]>;

export type ProblemWords = { message: string; next: string };

/** A problem of a record as a sentence and what to do about it. */
export function problemWords(
  t: TeacherWords,
  problem: RecordProblem,
  sets: CodeSets,
  locale: string,
): ProblemWords {
  const { earlierField, status } = problem.params;
  const params = {
    ...problem.params,
    label: t(`fields.${problem.field}`),
    earlier:
      typeof earlierField === "string" && isRecordField(earlierField) ? t(`fields.${earlierField}`) : "",
    statusWord: typeof status === "string" ? labelOf(sets.status, status, locale) : "",
  };
  const key = `problems.${problem.code.replace("teachers.", "")}`;
  return { message: t(`${key}.message`, plain(params)), next: t(`${key}.next`, plain(params)) };
}

/** Codes and years stand in the sentences as they are, without grouping. */
function plain(params: Record<string, string | number>): Record<string, string> {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)]));
}

/** A content as people read it: the label of a code, yes or no, the text itself. */
export function valueWords(
  t: TeacherWords,
  field: RecordField,
  value: string,
  sets: CodeSets,
  locale: string,
): string {
  const shape = shapeOf(field);
  if (shape.kind === "code") return labelOf(sets[shape.codeSet], value, locale);
  if (shape.kind === "flag") return value === "" ? "" : t(value === "yes" ? "record.yes" : "record.no");
  return value;
}

/** A kind of gap in a few words, for the buttons that gather it. */
export function gapWords(t: TeacherWords, field: RecordField, code: string): string {
  if (field === "majorCode" && code.startsWith("major-")) return t("list.gaps.major");
  if (field === "status" && code === "not-in-service") return t("list.gaps.status");
  const label = t(`fields.${field}`);
  return code === "field-missing" ? t("list.gaps.field-missing", { label }) : t("list.gaps.other", { label });
}
