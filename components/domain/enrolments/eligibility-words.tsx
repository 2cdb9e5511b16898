import "server-only";
import { ButtonLink } from "@/components/ui/button";
import type { EligibilityLine, Evidence } from "@/lib/enrolments/eligibility-views";
import { JUDGED_CODES } from "@/lib/enrolments/schema";
import type { EnrolmentDetail } from "@/lib/enrolments/views";
import { formatClosing, formatDay } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import type { ShownLine } from "./eligibility-lines";

async function translators() {
  const [t, lines, values, problems, fields, locale] = await Promise.all([
    getTranslations("registration.lines"),
    getTranslations("enrolments.eligibility.lines"),
    getTranslations("enrolments.eligibility.values"),
    getTranslations("enrolments.problems"),
    getTranslations("teachers.fields"),
    getLocale(),
  ]);
  return { t, lines, values, problems, fields, locale };
}
type Words = Awaited<ReturnType<typeof translators>>;

/** What a line found, as values of its sentence: codes by their labels, instants and days as one reads them. */
function valuesOf(
  line: EligibilityLine,
  { t, values, locale, fields }: Words,
): Record<string, string | number> {
  const labelOf = (value: string) => {
    if (line.code === "record") return fields.has(value) ? fields(value) : value;
    return values.has(`${line.code}.${value}`) ? values(`${line.code}.${value}`) : value;
  };
  const shown = (name: string, value: Evidence[string]): string | number => {
    if (Array.isArray(value)) return value.map(labelOf).join(t("listSeparator"));
    if (value === null) return values("unknown");
    if (typeof value !== "string") return Number(value);
    if (name === "closesAt" || name === "opensAt") return formatClosing(new Date(value), locale);
    if (name === "startsOn" || name === "endsOn") return formatDay(new Date(value), locale);
    return labelOf(value);
  };
  return Object.fromEntries(Object.entries(line.evidence).map(([name, value]) => [name, shown(name, value)]));
}

/** Title and sentence of a line; where a card or a window refuses, the words of that refusal and what to do about it. */
function wordsOf(line: EligibilityLine, words: Words): { title: string; note: string; next?: string } {
  const { lines, problems, t } = words;
  const values = valuesOf(line, words);
  const title = lines(`${line.code}.title`, values);
  const refusal = line.evidence.refusal;
  if (line.ok === false && typeof refusal === "string" && problems.has(`${refusal}.message`))
    return {
      title,
      note: problems(`${refusal}.message`, values),
      next: problems(`${refusal}.next`, values),
    };
  if (line.ok === true && line.code === "card")
    return { title, note: t(line.evidence.free === undefined ? "card" : "freeSeats", values) };
  if (line.ok === true && line.code === "window") return { title, note: t("closes", values) };
  const kind = line.ok === true ? "met" : line.ok === null ? "judge" : "unmet";
  const note = lines(`${line.code}.${kind}`, values);
  const named = line.ok === false && line.code === "record" ? String(values.fields ?? "") : "";
  return { title, note: named ? t("recordFields", { note, fields: named }) : note };
}

function Lines({ texts }: { texts: (string | undefined)[] }) {
  return texts.map((text) =>
    text ? (
      <span key={text} className="block">
        {text}
      </span>
    ) : null,
  );
}

/** For the teacher: what I settle myself on the next pages, what a person will judge, and who mends the rest. */
export async function teacherLines(
  lines: EligibilityLine[],
  { settledNext }: { settledNext: boolean },
): Promise<ShownLine[]> {
  const words = await translators();
  const { t } = words;
  const shown = lines.map((line): ShownLine => {
    const { title, note, next } = wordsOf(line, words);
    if (line.ok === false && settledNext)
      return {
        code: line.code,
        face: "idle-ring",
        stateLabel: t("state.idle-ring"),
        title,
        note: t("settledNext"),
      };
    const mine = line.ok === false && line.fixableBy === "teacher";
    const over = line.ok === false && line.code === "card" && !line.fixableBy;
    const face = line.ok === true ? "ok" : line.ok === null ? "judge" : mine ? "todo" : "bad";
    return {
      code: line.code,
      face,
      stateLabel: t(`state.${face}`),
      title,
      note:
        line.ok === false && line.fixableBy && !mine ? (
          <Lines texts={[note, next, t(`fixableBy.${line.fixableBy}`)]} />
        ) : (
          <Lines texts={[note, over ? undefined : next]} />
        ),
      action:
        mine && line.href ? (
          <ButtonLink href={line.href} tone="primary" size="phone">
            {t(`mend.${line.code === "exclusivity" ? "exclusivity" : "record"}`)}
          </ButtonLink>
        ) : null,
    };
  });
  return [
    ...shown,
    {
      code: "ethics",
      face: "idle-ring",
      stateLabel: t("state.idle-ring"),
      title: t("ethics"),
      note: t("ethicsLater"),
    },
  ];
}

/** For an officer: every line with the one who can mend it; the school gets the way to the record. */
export async function officerLines(
  lines: EligibilityLine[],
  role: "school" | "province",
  judgements: EnrolmentDetail["judgements"] = {},
): Promise<ShownLine[]> {
  const [words, verdicts] = await Promise.all([
    translators(),
    getTranslations("registration.panel.verdicts"),
  ]);
  const { t } = words;
  const whoOf = (line: EligibilityLine) => {
    if (line.ok === true) return t("automatic");
    if (line.ok === null) return t("byPerson");
    return line.fixableBy ? t(`mender.${line.fixableBy}`) : undefined;
  };
  return lines.map((line): ShownLine => {
    const face = line.ok === true ? "ok" : line.ok === null ? "judge" : "bad";
    const linked = line.ok === false && role === "school" && line.fixableBy === "school";
    const { title, note, next } = wordsOf(line, words);
    const judged = JUDGED_CODES.find((code) => code === line.code);
    const verdict = line.ok === null && judged ? judgements[judged] : undefined;
    if (judged && verdict)
      return {
        code: line.code,
        face: verdict === "accepted" ? "ok" : "bad",
        stateLabel: t(`state.${verdict === "accepted" ? "ok" : "bad"}`),
        title,
        note: verdicts(`${judged}.${verdict}`),
        who: t("mender.province"),
      };
    return {
      code: line.code,
      face,
      stateLabel: t(`state.${face}`),
      title,
      note: line.ok === true ? undefined : <Lines texts={[note, next]} />,
      who: whoOf(line),
      action:
        linked && line.href ? (
          <ButtonLink href={line.href} size="small" className="mt-1">
            {t("mend.record")}
          </ButtonLink>
        ) : null,
    };
  });
}
