import type { Metadata } from "next";
import { DeskPage } from "@/components/shell/desk-page";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader, Section } from "@/components/ui/page-header";
import { SearchBox } from "@/components/ui/search-box";
import { Tag } from "@/components/ui/state-face";
import { SummaryList } from "@/components/ui/summary-list";
import { can } from "@/lib/access";
import { formatClosing, formatDateTime } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { newId } from "@/lib/kernel/id";
import { getCard } from "@/lib/quotas";
import { requireActor } from "@/lib/web";
import { Workspace } from "../../../../../_shell/workspace";
import { RecallForm } from "../_recall-form";
import { BindForm, UnbindForm } from "./_bind-form";
import { WishesSection } from "./wishes-section";

type Props = {
  params: Promise<{ year: string; cardId: string }>;
  searchParams: Promise<Record<string, string | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("quotas");
  return { title: t("cards.one") };
}

export default async function CardPage({ params, searchParams }: Props) {
  const [actor, { year, cardId }, asked, t, locale] = await Promise.all([
    requireActor(),
    params,
    searchParams,
    getTranslations("quotas"),
    getLocale(),
  ]);
  const { card, choices } = await getCard(actor, { cardId, search: asked.search });
  const place = { year: Number(year), cardId: card.id, version: card.version };
  return (
    <Workspace current="cards">
      <DeskPage className="max-w-200">
        <PageHeader
          title={card.code}
          path={{
            label: t("path.label"),
            crumbs: [
              { href: `/programmes/${year}`, label: t("path.year", { year }) },
              { href: `/programmes/${year}/cards`, label: t("path.cards") },
              { label: card.code },
            ],
          }}
          state={<Tag face={card.face}>{t(`states.${card.label}`)}</Tag>}
          actions={
            <ButtonLink href={`/programmes/${year}/cards/${card.id}/history`}>
              {t("cards.history")}
            </ButtonLink>
          }
          facts={`${card.subProjectCode} ${locale === "en" ? card.subProjectNameEn : card.subProjectName}`}
        />
        <SummaryList
          rows={[
            {
              key: "school",
              label: t("cards.school"),
              value: locale === "en" ? card.schoolNameEn : card.schoolName,
            },
            { key: "teacher", label: t("cards.teacher"), value: card.teacherName ?? t("cards.noTeacher") },
            { key: "issued", label: t("cards.issuedAt"), value: formatDateTime(card.issuedAt, locale) },
            {
              key: "until",
              label: t("cards.until"),
              value: formatClosing(card.lapsesAt, locale),
              note:
                card.state === "used"
                  ? undefined
                  : t(card.supplement ? "cards.supplementNote" : "cards.lapseNote"),
            },
          ]}
        />
        {can(actor, "card.bind") && card.state === "issued" ? (
          <WishesSection actor={actor} year={Number(year)} card={card} />
        ) : null}
        {can(actor, "card.bind") && card.state === "issued" ? (
          <Section id="bind" title={t("bind.title")} note={t("bind.note")}>
            <search>
              <form className="max-w-80 py-3">
                <SearchBox label={t("bind.search")} name="search" defaultValue={asked.search} />
              </form>
            </search>
            {choices.length === 0 ? (
              <EmptyState kind={asked.search ? "no-match" : "nothing"} title={t("bind.nobody")}>
                {t("bind.nobodyNext")}
              </EmptyState>
            ) : (
              <BindForm
                {...place}
                choices={choices.map((choice) => ({
                  value: choice.teacherId,
                  label: choice.name,
                  hint: [choice.staffNumber, choice.complete ? t("bind.complete") : t("bind.incomplete")]
                    .filter(Boolean)
                    .join(" · "),
                }))}
                words={{
                  legend: t("bind.legend"),
                  hint: t("bind.hint"),
                  submit: t("bind.submit"),
                  submitting: t("bind.submitting"),
                  errors: t("errors"),
                }}
              />
            )}
          </Section>
        ) : null}
        {can(actor, "card.bind") && card.state === "bound" ? (
          <Section id="unbind" title={t("unbind.title")}>
            <UnbindForm
              {...place}
              words={{
                lead: t("unbind.lead"),
                submit: t("unbind.submit"),
                submitting: t("unbind.submitting"),
                errors: t("errors"),
              }}
            />
          </Section>
        ) : null}
        {card.recall?.own ? (
          <Section id="recall" title={t("recall.title")}>
            <RecallForm
              year={Number(year)}
              subProjectId={card.subProjectId}
              formKey={newId()}
              words={{
                reason: t("recall.reason"),
                hint: t("recall.hint"),
                submit: t("recall.submitOne"),
                submitting: t("recall.submitting"),
                errors: t("errors"),
              }}
            >
              <input type="hidden" name="cardIds[]" value={card.id} />
            </RecallForm>
          </Section>
        ) : card.recall ? (
          <Section id="recall" title={t("recall.title")}>
            <p className="pt-2">
              {t("recall.byOther", { body: locale === "en" ? card.recall.byEn : card.recall.by })}
            </p>
          </Section>
        ) : null}
      </DeskPage>
    </Workspace>
  );
}
