import type { Metadata } from "next";
import { PlainForm } from "@/app/(workspace)/programmes/_plain-form";
import { Banner } from "@/components/ui/banner";
import { Button, ButtonLink } from "@/components/ui/button";
import { ChoiceGroup } from "@/components/ui/choice";
import { ErrorSummary } from "@/components/ui/error-summary";
import { SelectField, TextareaField } from "@/components/ui/field";
import { Section } from "@/components/ui/page-header";
import { CANCEL_REASONS } from "@/lib/classes/schema";
import { PEOPLE_OF_CANCELLED } from "@/lib/enrolments/schema";
import { formatDay, formatFullDateTime } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { ClassFrame } from "../_class-frame";
import { refuseCancellationAction } from "../actions";
import { loadForCancelling } from "./load";
import { missingIn, type Search, termsOf } from "./terms";

type Props = { params: Promise<{ classId: string }>; searchParams: Promise<Search> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("cancellation");
  return { title: t("title") };
}

/** Nothing is cancelled here: the answers go on to a page that shows what would happen. */
export default async function CancelClassPage({ params, searchParams }: Props) {
  const [{ classId }, search] = await Promise.all([params, searchParams]);
  const { actor, trainingClass, decides, waiting, choices } = await loadForCancelling(classId);
  const [t, common, locale] = await Promise.all([
    getTranslations("cancellation"),
    getTranslations("common"),
    getLocale(),
  ]);
  const typed = termsOf(search);
  const terms = waiting
    ? {
        ...typed,
        reasonCode: typed.reasonCode ?? waiting.reasonCode,
        reasonText: typed.reasonText || waiting.reasonText,
        people: search.people ? typed.people : waiting.into ? ("merge" as const) : typed.people,
        intoClassId: typed.intoClassId ?? waiting.into?.id,
      }
    : typed;
  const missing = search.check ? missingIn(terms) : [];
  const error = (field: (typeof missing)[number]) =>
    missing.includes(field) ? t(`missing.${field}`) : undefined;
  const ways = PEOPLE_OF_CANCELLED.filter((way) => way !== "merge" || choices.length > 0).filter(
    (way) => decides || way !== "elsewhere",
  );
  return (
    <ClassFrame actor={actor} trainingClass={trainingClass} current="overview">
      <ErrorSummary
        title={t("errors")}
        items={missing.map((field) => ({ text: t(`missing.${field}`), href: `#${field}` }))}
      />
      {waiting ? (
        <Banner
          tone="todo"
          title={t("asked", {
            name: waiting.requestedByName,
            time: formatFullDateTime(waiting.requestedAt, locale),
          })}
        >
          {t("askedReason", { reason: t(`reasons.${waiting.reasonCode}`), text: waiting.reasonText })}
        </Banner>
      ) : null}
      <Section id="cancel" title={t("title")} note={t(decides ? "lead" : "leadAsk")}>
        <form
          method="get"
          action={`/classes/${classId}/cancel/check`}
          className="grid max-w-measure gap-6 pt-3"
        >
          <SelectField
            id="reasonCode"
            name="reasonCode"
            label={t("reason")}
            empty={t("choose")}
            defaultValue={terms.reasonCode ?? ""}
            error={error("reasonCode")}
            options={CANCEL_REASONS.map((code) => ({ value: code, label: t(`reasons.${code}`) }))}
          />
          <TextareaField
            id="reasonText"
            name="reasonText"
            label={t("sentence")}
            hint={t("sentenceHint")}
            rows={3}
            maxLength={500}
            defaultValue={terms.reasonText}
            error={error("reasonText")}
          />
          <ChoiceGroup
            id="people"
            name="people"
            type="radio"
            legend={<b>{t(decides ? "people" : "how")}</b>}
            values={[terms.people]}
            choices={ways.map((way) => ({
              value: way,
              label: t(decides ? `ways.${way}` : `asks.${way}`),
              hint: t(`wayHints.${way}`),
            }))}
          />
          {choices.length > 0 ? (
            <div className="border-l-[3px] border-line-strong pl-4">
              <SelectField
                id="intoClassId"
                name="intoClassId"
                label={t("into")}
                hint={t("intoHint")}
                empty={t("choose")}
                defaultValue={terms.intoClassId ?? ""}
                error={error("intoClassId")}
                options={choices.map((one) => ({
                  value: one.id,
                  label: t("intoOption", {
                    number: one.number,
                    code: one.code,
                    from: formatDay(one.startsOn, locale),
                    to: formatDay(one.endsOn, locale),
                    capacity: one.capacity,
                  }),
                }))}
              />
            </div>
          ) : null}
          <div className="flex flex-wrap gap-3">
            <Button tone="primary">{t("next")}</Button>
            <ButtonLink href={`/classes/${classId}`}>{common("action.cancel")}</ButtonLink>
          </div>
        </form>
      </Section>
      {waiting ? (
        <Section id="refuse" title={t("refuse.title")} note={t("refuse.note")}>
          <div className="pt-3">
            <PlainForm
              action={refuseCancellationAction}
              tone="secondary"
              hidden={{ cancellationId: waiting.id }}
              words={{ errors: t("errors"), submit: t("refuse.submit"), pending: t("refuse.pending") }}
            >
              <TextareaField
                id="refusal"
                name="reasonText"
                label={t("refuse.reason")}
                hint={t("refuse.hint")}
                rows={2}
                maxLength={500}
              />
            </PlainForm>
          </div>
        </Section>
      ) : null}
    </ClassFrame>
  );
}
