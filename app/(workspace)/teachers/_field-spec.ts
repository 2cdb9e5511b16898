import { formatDate, type Locale } from "@/lib/i18n";
import type { MajorOption } from "@/lib/reference/schema";
import {
  RECORD_FIELDS,
  RECORD_SECTIONS,
  type RecordField,
  shapeOf,
  type TeacherRecordView,
} from "@/lib/teachers/schema";
import { type CodeSets, problemWords, type TeacherWords } from "./_words";

/** One field of the form as the browser needs it: finished words, no rules. */
export type FieldSpec = {
  name: RecordField;
  label: string;
  control: "text" | "select" | "day";
  /** What the form carries; empty for sealed fields, whose content is not sent. */
  value: string;
  /** What a person reads where two versions stand side by side. */
  shown: string;
  hint: string | null;
  inputMode: "numeric" | "text";
  maxLength: number;
  options: { value: string; label: string }[];
  list: { value: string; label: string }[];
  optional: boolean;
  section: string;
  /** The way to mend a field that is merely empty is its box. */
  problem: { message: string; next: string | null; mender: string } | null;
  /** Where the content came from, and when. */
  source: string | null;
};

type Around = {
  record: TeacherRecordView;
  sets: CodeSets;
  majors: MajorOption[];
  t: TeacherWords;
  locale: Locale;
};

/** The fields with a problem in the order of their problems, then the others by section. */
export function fieldSpecs(around: Around): { problems: FieldSpec[]; others: FieldSpec[] } {
  const faulty = [...new Set(around.record.problems.map((problem) => problem.field))];
  const rest = RECORD_FIELDS.filter((field) => !faulty.includes(field));
  return {
    problems: faulty.map((field) => fieldSpec(field, around)),
    others: RECORD_SECTIONS.flatMap((section) =>
      rest.filter((field) => shapeOf(field).section === section),
    ).map((field) => fieldSpec(field, around)),
  };
}

function fieldSpec(field: RecordField, { record, sets, majors, t, locale }: Around): FieldSpec {
  const shape = shapeOf(field);
  const source = record.sources[field];
  const value = record.values[field];
  const problem = record.problems.find((candidate) => candidate.field === field);
  const words = problem ? problemWords(t, problem, sets, locale) : null;
  const isMissing = problem?.code === "teachers.field-missing";
  const isSealed = shape.kind === "sealed";
  const options =
    shape.kind === "code"
      ? sets[shape.codeSet].map((option) => ({
          value: option.code,
          label: locale === "en" ? option.en : option.zh,
        }))
      : shape.kind === "flag"
        ? [
            { value: "yes", label: t("record.yes") },
            { value: "no", label: t("record.no") },
          ]
        : [];
  const hint =
    isSealed && value
      ? t("record.sealedHint", { masked: value })
      : shape.kind === "month"
        ? t("record.monthHint")
        : field === "majorCode" && majors[0]
          ? t("record.majorHint", { edition: String(majors[0].catalogueYear) })
          : null;
  return {
    name: field,
    label: t(`fields.${field}`),
    control: options.length > 0 ? "select" : shape.kind === "day" ? "day" : "text",
    value: isSealed ? "" : value,
    shown: options.find((option) => option.value === value)?.label ?? value,
    hint,
    inputMode: shape.kind === "number" || field === "mobile" ? "numeric" : "text",
    maxLength: "max" in shape && shape.kind !== "number" ? shape.max : 10,
    options,
    list: field === "majorCode" ? majors.map((major) => ({ value: major.code, label: major.name })) : [],
    optional: !record.required.includes(field),
    section: t(`record.sections.${shape.section}`),
    source: source
      ? t("record.sourceShort", {
          source: t(`record.sources.${source.source}`),
          day: formatDate(source.at, locale),
        })
      : null,
    problem:
      words && problem
        ? {
            message: words.message,
            next: isMissing ? null : words.next,
            mender: t(`record.fixableBy.${problem.fixableBy}`),
          }
        : null,
  };
}
