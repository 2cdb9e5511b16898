import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { PlainForm } from "@/app/(workspace)/programmes/_plain-form";
import { Banner } from "@/components/ui/banner";
import { ButtonLink } from "@/components/ui/button";
import { Section } from "@/components/ui/page-header";
import { SummaryList } from "@/components/ui/summary-list";
import { countNoticeRecipients, previewCancellation } from "@/lib/enrolments";
import { formatDay } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { DomainError } from "@/lib/kernel/problem";
import { ClassFrame } from "../../_class-frame";
import { cancelClassAction, requestCancellationAction } from "../../actions";
import { loadForCancelling } from "../load";
import { missingIn, type Search, termsOf, termsQuery } from "../terms";

type Props = { params: Promise<{ classId: string }>; searchParams: Promise<Search> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("cancellation");
  return { title: t("check.title") };
}

/** What happens to whom, before the one act that cannot be taken back. */
export default async function CheckCancellationPage({ params, searchParams }: Props) {
  const [{ classId }, search] = await Promise.all([params, searchParams]);
  const { actor, trainingClass: one, decides, choices } = await loadForCancelling(classId);
  const terms = termsOf(search);
  const back = `/classes/${classId}/cancel?${termsQuery(terms)}`;
  if (missingIn(terms).length > 0 || !terms.reasonCode) redirect(`${back}&check=1`);
  const asked = {
    classId,
    people: terms.people,
    intoClassId: terms.people === "merge" ? terms.intoClassId : undefined,
  };
  const [preview, people, t, locale] = await Promise.all([
    decides
      ? previewCancellation(actor, asked).catch((error: unknown) => {
          if (error instanceof DomainError) redirect(`${back}&check=1`);
          throw error;
        })
      : null,
    decides ? null : countNoticeRecipients(actor, classId),
    getTranslations("cancellation"),
    getLocale(),
  ]);
  const into = choices.find((choice) => choice.id === asked.intoClassId);
  const hidden = {
    classId,
    reasonCode: terms.reasonCode,
    reasonText: terms.reasonText,
    intoClassId: asked.intoClassId ?? "",
  };
  const change = (field: string) => ({
    href: `${back}#${field}`,
    label: t("check.change"),
    what: t("title"),
  });
  const row = (key: string, label: string, value: React.ReactNode, field?: string) => ({
    key,
    label,
    value,
    ...(field ? { change: change(field) } : {}),
  });
  const rows = [
    row("class", t("check.class"), `${one.code} ${one.institutionName}`),
    row("reason", t("reason"), t(`reasons.${terms.reasonCode}`), "reasonCode"),
    row("sentence", t("sentence"), terms.reasonText, "reasonText"),
    ...(into
      ? [row("into", t("into"), t("check.into", { number: into.number, code: into.code }), "intoClassId")]
      : []),
    ...(preview
      ? [
          row("people", t("check.people"), t("check.count", { count: preview.people }), "people"),
          ...preview.moves.map((move) =>
            row(
              move.class.id,
              t("check.moved"),
              t("check.movedTo", {
                count: move.people,
                code: move.class.code,
                institution: locale === "en" ? move.class.institutionEn : move.class.institution,
                from: formatDay(new Date(move.class.startsOn), locale),
                to: formatDay(new Date(move.class.endsOn), locale),
              }),
            ),
          ),
          row("back", t("check.back"), t("check.count", { count: preview.back })),
          ...(preview.capacity
            ? [row("capacity", t("check.capacity"), t("check.seats", { count: preview.capacity }))]
            : []),
        ]
      : []),
    ...(people ? [row("people", t("check.people"), t("check.count", { count: people.teachers }))] : []),
  ];
  return (
    <ClassFrame actor={actor} trainingClass={one} current="overview">
      <Section id="check" title={t(decides ? "check.title" : "check.askTitle")}>
        <div className="grid max-w-measure gap-6 pt-3">
          <Banner tone="todo" title={t(decides ? "check.final" : "check.asks")}>
            {t("check.told")}
          </Banner>
          <SummaryList rows={rows} />
          {preview ? (
            <PlainForm
              action={cancelClassAction}
              hidden={{ ...hidden, people: terms.people, plan: preview.digest }}
              words={{ errors: t("errors"), submit: t("check.submit"), pending: t("check.submitting") }}
              aside={<ButtonLink href={back}>{t("check.backLink")}</ButtonLink>}
            />
          ) : (
            <PlainForm
              action={requestCancellationAction}
              hidden={hidden}
              words={{ errors: t("errors"), submit: t("check.ask"), pending: t("check.asking") }}
              aside={<ButtonLink href={back}>{t("check.backLink")}</ButtonLink>}
            />
          )}
        </div>
      </Section>
    </ClassFrame>
  );
}
