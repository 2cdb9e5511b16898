import Link from "next/link";
import { Banner, Remark } from "@/components/ui/banner";
import { Icon } from "@/components/ui/icon";
import { StateFace } from "@/components/ui/state-face";
import { SummaryList } from "@/components/ui/summary-list";
import { formatDate, formatFullDateTime } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import type { FormDraft } from "@/lib/kernel/form-state";
import { newId } from "@/lib/kernel/id";
import type { MajorOption } from "@/lib/reference/schema";
import type { OpenTeacherMove } from "@/lib/teachers/move-views";
import { RECORD_FIELDS, REVEAL_PURPOSES, SEALED_FIELDS, type TeacherRecordView } from "@/lib/teachers/schema";
import { ActivationForm } from "./_activation-form";
import { fieldSpecs } from "./_field-spec";
import { RecordForm } from "./_record-form";
import { RevealForm } from "./_reveal-form";
import { Conclusion } from "./_teacher-list";
import { type CodeSets, problemWords, valueWords } from "./_words";
import { handOutCode, mendRecord, revealField } from "./actions";

type Props = {
  draft: FormDraft;
  record: TeacherRecordView;
  sets: CodeSets;
  majors: MajorOption[];
  closeHref: string;
  /** A move of the teacher that is under way. */
  move: OpenTeacherMove | null;
};

/** One open record: what is to mend with its boxes, the rest, where it came from, and the way to a full number. */
export async function RecordPanel({ draft, record, sets, majors, closeHref, move }: Props) {
  const [t, moves, common, locale] = await Promise.all([
    getTranslations("teachers"),
    getTranslations("moves"),
    getTranslations("common"),
    getLocale(),
  ]);
  const { name } = record.values;
  const saved = Object.values(record.sources).sort((a, b) => b.at.getTime() - a.at.getTime())[0];
  const words = {
    toMend: t("record.toMendHere"),
    errorPrefix: t("record.errorPrefix"),
    code: t("record.errorCode"),
  };
  return (
    <div className="grid gap-5">
      <div className="flex items-start justify-between gap-3">
        <div className="min-w-0">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <h2 className="text-20 font-bold">{name}</h2>
            <Conclusion row={record} t={t} />
          </div>
          <p className="text-13 text-ink-2">{locale === "en" ? record.schoolNameEn : record.schoolName}</p>
          <p className="text-13 text-ink-2">{t("record.progress", record.progress)}</p>
        </div>
        <Link
          prefetch={false}
          href={closeHref}
          className="flex size-8 items-center justify-center rounded-control text-brand max-sm:size-11"
        >
          <Icon name="x" />
          <span className="sr-only">{t("record.close", { name })}</span>
        </Link>
      </div>
      {move ? (
        <Banner
          tone="wait"
          title={moves("record.open", { state: move.state })}
          actions={
            <Link prefetch={false} href="/teachers/moves" className="link">
              {moves("record.see")}
            </Link>
          }
        >
          {moves("record.openText", {
            to: locale === "en" ? move.toNameEn : move.toName,
            date: formatDate(move.effectiveOn, locale),
          })}
        </Banner>
      ) : null}
      {record.may.update ? (
        <RecordForm
          action={mendRecord}
          teacherId={record.id}
          version={record.version}
          submitKey={newId()}
          draft={draft}
          {...fieldSpecs({ record, sets, majors, t, locale })}
          suggestions={record.majorSuggestions.map(({ code, name: major, level }) => ({
            code,
            label: t("record.takeSuggestion", {
              code,
              name: major,
              level: t.has(`record.levels.${level}`) ? t(`record.levels.${level}`) : level,
            }),
          }))}
          words={{
            ...words,
            problems: t("record.problems"),
            others: t("record.others"),
            optional: common("optional"),
            choose: t("record.choose"),
            save: t("record.save"),
            saving: t("record.saving"),
            saveNote: t("record.saveNote"),
            savedComplete: t("record.savedComplete"),
            savedNothing: t("record.savedNothing"),
            savedRest: t("record.savedRest"),
          }}
          stale={{
            title: t("stale.title"),
            explain: t("stale.explain", {
              name: saved?.authorName ?? "",
              time: saved ? formatFullDateTime(saved.at, locale) : "",
              version: record.version,
            }),
            differences: t("stale.differences"),
            noDifference: t("stale.noDifference"),
            kept: t("stale.kept"),
            theirs: t("stale.theirs", { version: record.version, name: saved?.authorName ?? "" }),
            yours: t("stale.yours"),
            empty: t("stale.empty"),
            save: t("stale.save"),
            saving: t("record.saving"),
            discard: t("stale.discard"),
          }}
        />
      ) : (
        <ReadOnly record={record} sets={sets} />
      )}
      {record.may.reveal ? (
        <RevealForm
          action={revealField}
          teacherId={record.id}
          fields={SEALED_FIELDS.filter((field) => record.values[field]).map((field) => ({
            value: field,
            label: t(`fields.${field}`),
          }))}
          purposes={REVEAL_PURPOSES.filter((purpose) => purpose !== "own-record").map((purpose) => ({
            value: purpose,
            label: t(`reveal.purposes.${purpose}`),
          }))}
          words={{
            ...words,
            title: t("reveal.title"),
            field: t("reveal.field"),
            purpose: t("reveal.purpose"),
            hint: t("reveal.hint"),
            choose: t("record.choose"),
            view: t("reveal.view"),
            viewing: t("reveal.viewing"),
            once: t("reveal.once"),
          }}
        />
      ) : null}
      {record.may.activate ? (
        <ActivationForm
          action={handOutCode}
          teacherId={record.id}
          words={{
            ...words,
            title: t("activation.title"),
            hint: t("activation.hint"),
            submit: t("activation.submit"),
            submitting: t("activation.submitting"),
            loginName: t("activation.loginName"),
            activationCode: t("activation.code"),
            once: t("activation.once"),
          }}
        />
      ) : null}
      {record.may.release && !move ? (
        <p>
          <Link
            prefetch={false}
            href={`/teachers/${record.id}/move`}
            className="link inline-flex min-h-6 items-center max-sm:min-h-11"
          >
            {moves("record.release")}
          </Link>
        </p>
      ) : null}
      <Trainings record={record} />
    </div>
  );
}

async function ReadOnly({ record, sets }: Pick<Props, "record" | "sets">) {
  const [t, locale] = await Promise.all([getTranslations("teachers"), getLocale()]);
  return (
    <div className="grid gap-4">
      {record.problems.length > 0 ? (
        <ul className="grid gap-2">
          {record.problems.map((problem) => (
            <li key={`${problem.field}${problem.code}`}>
              <StateFace face={problem.fixableBy === "register" ? "bad" : "todo"}>
                {problemWords(t, problem, sets, locale).message}
              </StateFace>
              <span className="block text-13 text-ink-2">{t(`record.fixableBy.${problem.fixableBy}`)}</span>
            </li>
          ))}
        </ul>
      ) : null}
      <SummaryList
        rows={RECORD_FIELDS.filter((field) => record.values[field]).map((field) => {
          const source = record.sources[field];
          return {
            key: field,
            label: t(`fields.${field}`),
            value: valueWords(t, field, record.values[field], sets, locale),
            note: source
              ? t("record.source", {
                  source: t(`record.sources.${source.source}`),
                  name: source.authorName,
                  time: formatFullDateTime(source.at, locale),
                })
              : undefined,
          };
        })}
      />
      <Remark>
        {t("record.readOnly", { school: locale === "en" ? record.schoolNameEn : record.schoolName })}
      </Remark>
    </div>
  );
}

export async function Trainings({ record }: Pick<Props, "record">) {
  const t = await getTranslations("teachers");
  return (
    <section aria-labelledby="trainings" className="grid gap-1">
      <h2 id="trainings" className="text-16 font-bold">
        {t("record.trainings")}
      </h2>
      {record.pastTrainings.length === 0 ? <p className="text-ink-2">{t("record.noTrainings")}</p> : null}
      <ul>
        {record.pastTrainings.map((training) => (
          <li key={`${training.year}${training.title}`} className="border-b border-line py-1.5">
            {training.title}
            <span className="block text-13 text-ink-2">
              {t("record.training", { year: String(training.year), hours: training.hours })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
