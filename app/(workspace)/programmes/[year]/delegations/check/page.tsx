import type { Metadata } from "next";
import { StepUpNote } from "@/app/_shell/step-up-note";
import { Workspace } from "@/app/_shell/workspace";
import { DeskPage } from "@/components/shell/desk-page";
import { Banner } from "@/components/ui/banner";
import { PageHeader } from "@/components/ui/page-header";
import { SummaryList } from "@/components/ui/summary-list";
import { getDelegationChoices } from "@/lib/enrolments";
import { formatDate } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { startOfChinaDay } from "@/lib/kernel/dates";
import { newId } from "@/lib/kernel/id";
import { formWords } from "../../../../registration/words";
import { subProjectName } from "../delegation-words";
import { loadTerms, type TermsProps } from "../load-terms";
import { termsQuery } from "../terms";
import { GrantForm } from "./_grant-form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("delegations.check");
  return { title: t("title") };
}

/** What would be granted, and what would stay with the province, before it is granted. */
export default async function CheckDelegationPage(props: TermsProps) {
  const { actor, year, terms } = await loadTerms(props);
  const [choices, t, common, words, locale] = await Promise.all([
    getDelegationChoices(actor, year, terms.granteeId ?? null),
    getTranslations("delegations"),
    getTranslations("common"),
    formWords(),
    getLocale(),
  ]);
  const body = choices.bodies.find(({ id }) => id === terms.granteeId);
  const named = choices.subProjects.filter(
    ({ id }) => terms.extent === "all" || terms.subProjectIds.includes(id),
  );
  const kept = named.filter(({ conflict }) => conflict);
  const waiting = named.filter(({ conflict }) => !conflict).reduce((sum, one) => sum + one.waiting, 0);
  const name = body ? (locale === "en" ? body.nameEn : body.name) : t("check.missing");
  const day = (text: string | undefined) =>
    text ? formatDate(startOfChinaDay(text), locale) : t("check.missing");
  const again = `/programmes/${year}/delegations/new${termsQuery(terms)}`;
  const change = (field: string, what: string) => ({
    href: `${again}#${field}`,
    label: t("check.change"),
    what,
  });
  return (
    <Workspace current="delegations">
      <DeskPage>
        <PageHeader
          path={{
            label: common("label.path"),
            crumbs: [
              { href: `/programmes/${year}/delegations`, label: t("title") },
              { href: again, label: t("form.title") },
              { label: t("check.title") },
            ],
          }}
          title={t("check.title")}
        />
        <div className="max-w-measure">
          <SummaryList
            stacked
            rows={[
              {
                key: "body",
                label: t("form.body"),
                value: name,
                change: change("granteeId", t("form.body")),
              },
              {
                key: "subProjects",
                label: t("form.extent"),
                value:
                  terms.extent === "all"
                    ? t("all")
                    : named.map((one) => subProjectName(one, locale)).join(t("separator")) ||
                      t("check.missing"),
                note: t("check.waiting", { count: waiting }),
                change: change("extent", t("form.extent")),
              },
              {
                key: "days",
                label: t("columns.days"),
                value: t("days", { from: day(terms.from), until: day(terms.until) }),
                note: t("check.daysNote"),
                change: change("from", t("columns.days")),
              },
              {
                key: "reason",
                label: t("form.reason"),
                value: terms.reason || t("check.missing"),
                change: change("reason", t("form.reason")),
              },
            ]}
          />
        </div>
        <div className="grid max-w-measure gap-4">
          {kept.length > 0 ? (
            <Banner tone="todo" title={t("check.kept", { count: kept.length })}>
              {t("check.keptText", {
                subProjects: kept.map((one) => subProjectName(one, locale)).join(t("separator")),
              })}
            </Banner>
          ) : null}
          <div>
            <h2 className="text-16 font-bold">{t("check.meaning")}</h2>
            <ul className="list-disc pl-5">
              <li>{t("check.may")}</li>
              <li>{t("check.mayNot")}</li>
              <li>{t("check.you")}</li>
            </ul>
          </div>
          <StepUpNote actor={actor} here={`/programmes/${year}/delegations/check${termsQuery(terms)}`} />
          <GrantForm
            year={year}
            formKey={newId()}
            terms={terms}
            again={again}
            words={{
              ...words,
              submit: t("check.submit"),
              submitting: common("action.submitting"),
              back: t("check.back"),
              stepUp: t("check.stepUp"),
            }}
          />
        </div>
      </DeskPage>
    </Workspace>
  );
}
