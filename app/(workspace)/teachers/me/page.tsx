import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { TeacherFrame } from "@/app/_shell/workspace";
import { ActForm } from "@/components/domain/enrolments/act-form";
import { KeptText } from "@/components/domain/enrolments/kept-fields";
import { Banner } from "@/components/ui/banner";
import { Card } from "@/components/ui/card";
import { StateFace } from "@/components/ui/state-face";
import { SubmitButton } from "@/components/ui/submit-button";
import { SummaryList } from "@/components/ui/summary-list";
import { formatDate, formatFullDateTime } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { newId } from "@/lib/kernel/id";
import { codeSets } from "@/lib/reference";
import { findOpenMove, getOwnRecord } from "@/lib/teachers";
import { RECORD_FIELDS, RECORD_SECTIONS, SEALED_FIELDS, shapeOf } from "@/lib/teachers/schema";
import { requireActor } from "@/lib/web";
import { Trainings } from "../_record-panel";
import { RevealForm } from "../_reveal-form";
import { problemWords, valueWords } from "../_words";
import { confirmContact, revealField } from "../actions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("teachers");
  return { title: t("own.title") };
}

export default async function OwnRecordPage() {
  const actor = await requireActor();
  if (actor.role !== "teacher") redirect("/teachers");
  const [record, move, sets, t, moves, locale] = await Promise.all([
    getOwnRecord(actor),
    findOpenMove(actor, actor.teacherId ?? ""),
    codeSets(),
    getTranslations("teachers"),
    getTranslations("moves"),
    getLocale(),
  ]);
  const complete = record.problems.length === 0;
  const words = {
    toMend: t("record.toMendHere"),
    errorPrefix: t("record.errorPrefix"),
    code: t("record.errorCode"),
  };
  const sealed = SEALED_FIELDS.filter((field) => record.values[field]);
  return (
    <TeacherFrame current="record" tabs>
      <div>
        <h1 tabIndex={-1} className="text-24">
          {t("own.title")}
        </h1>
        <p className="text-16 text-ink-2">{t("own.intro")}</p>
      </div>
      {move ? (
        <Banner tone="wait" title={moves("own.title", { state: move.state })}>
          <p>
            {moves("own.text", {
              from: locale === "en" ? move.fromNameEn : move.fromName,
              to: locale === "en" ? move.toNameEn : move.toName,
              date: formatDate(move.effectiveOn, locale),
            })}
          </p>
          <p className="text-16 text-ink-2">{moves("own.next", { state: move.state })}</p>
        </Banner>
      ) : null}
      <Banner
        tone={complete ? "ok" : "todo"}
        title={complete ? t("own.complete") : t("own.incomplete", { count: record.problems.length })}
      >
        <ul className="grid gap-3">
          {record.problems.map((problem) => {
            const said = problemWords(t, problem, sets, locale);
            return (
              <li key={`${problem.field}${problem.code}`} id={problem.field} className="grid">
                <StateFace face={problem.fixableBy === "teacher" ? "todo" : "wait"}>{said.message}</StateFace>
                <span className="text-16 text-ink-2">{t(`record.own.${problem.fixableBy}`)}</span>
              </li>
            );
          })}
        </ul>
      </Banner>
      <Card>
        <ActForm action={confirmContact} words={words} className="grid gap-3">
          <input type="hidden" name="version" value={record.version} />
          <input type="hidden" name="key" value={newId()} />
          <h2 className="text-18 font-bold">{t("own.contact")}</h2>
          <p className="text-ink-2">
            {record.values.mobile
              ? t("own.contactKnown", { masked: record.values.mobile })
              : t("own.contactNone")}
          </p>
          <KeptText
            id="own-mobile"
            name="mobile"
            type="tel"
            inputMode="tel"
            autoComplete="tel-national"
            maxLength={20}
            label={t("fields.mobile")}
            hint={t("own.contactHint")}
            roomy
          />
          <SubmitButton tone="primary" size="phone" pendingLabel={t("own.confirming")}>
            {t("own.confirm")}
          </SubmitButton>
        </ActForm>
      </Card>
      {RECORD_SECTIONS.map((section) => (
        <Card key={section}>
          <h2 className="mb-2 text-18 font-bold">{t(`record.sections.${section}`)}</h2>
          <SummaryList
            stacked
            rows={RECORD_FIELDS.filter((field) => shapeOf(field).section === section).flatMap((field) => {
              const value = valueWords(t, field, record.values[field], sets, locale);
              const source = record.sources[field];
              if (!value && !record.required.includes(field)) return [];
              return [
                {
                  key: field,
                  label: t(`fields.${field}`),
                  value: value || <span className="text-ink-3">{t("own.empty")}</span>,
                  note:
                    source && source.source !== "register"
                      ? t("record.source", {
                          source: t(`record.sources.${source.source}`),
                          name: source.authorName,
                          time: formatFullDateTime(source.at, locale),
                        })
                      : undefined,
                },
              ];
            })}
          />
        </Card>
      ))}
      {sealed.length > 0 ? (
        <Card>
          <RevealForm
            action={revealField}
            teacherId={record.id}
            fields={sealed.map((field) => ({ value: field, label: t(`fields.${field}`) }))}
            purposes={[{ value: "own-record", label: t("reveal.purposes.own-record") }]}
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
            roomy
          />
        </Card>
      ) : null}
      <Card>
        <Trainings record={record} />
      </Card>
      <p>
        <Link prefetch={false} href="/settings/account" className="link">
          {t("own.account")}
        </Link>
      </p>
      <p className="text-16 text-ink-2">
        {t("own.wrong", { school: locale === "en" ? record.schoolNameEn : record.schoolName })}
      </p>
    </TeacherFrame>
  );
}
