import type { Metadata } from "next";
import { DeskPage, WithAside } from "@/components/shell/desk-page";
import { Table, Td, Th, Tr } from "@/components/ui/data-table";
import { PageHeader, Section } from "@/components/ui/page-header";
import { formatNumber } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { newId } from "@/lib/kernel/id";
import { checkQuotaTable } from "@/lib/quotas";
import { requireActor } from "@/lib/web";
import { StepUpNote } from "../../../../../_shell/step-up-note";
import { Workspace } from "../../../../../_shell/workspace";
import { IssueForm } from "./_issue-form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("quotas");
  return { title: t("issue.title") };
}

/** What issuing would do, before it is done: sums against plans, and who gains or loses since the draft before. */
export default async function IssuePage({ params }: { params: Promise<{ year: string }> }) {
  const [actor, { year }, t, locale] = await Promise.all([
    requireActor(),
    params,
    getTranslations("quotas"),
    getLocale(),
  ]);
  const check = await checkQuotaTable(actor, { year: Number(year) });
  const open = check.columns.filter((column) => !column.issued);
  return (
    <Workspace current="quotas">
      <DeskPage>
        <PageHeader
          title={t("issue.title")}
          path={{
            label: t("path.label"),
            crumbs: [
              { href: `/programmes/${year}`, label: t("path.year", { year }) },
              { href: `/programmes/${year}/quotas`, label: t("path.quotas") },
              { label: t("issue.title") },
            ],
          }}
          facts={t("issue.lead", { number: check.draft })}
        />
        <WithAside
          label={t("issue.changes")}
          aside={
            <Section id="changes" title={t("issue.changes")} note={t("issue.changesNote")}>
              {check.changes.length === 0 ? (
                <p className="py-3 text-ink-2">{t("issue.noChanges")}</p>
              ) : (
                <Table caption={t("issue.changes")}>
                  <thead>
                    <tr>
                      <Th>{t("grid.region")}</Th>
                      <Th align="right">{t("issue.before")}</Th>
                      <Th align="right">{t("issue.after")}</Th>
                      <Th align="right">{t("grid.difference")}</Th>
                    </tr>
                  </thead>
                  <tbody>
                    {check.changes.map((change) => (
                      <Tr key={change.regionCode}>
                        <Th scope="row">{locale === "en" ? change.nameEn : change.name}</Th>
                        <Td numeric>{formatNumber(change.before, locale)}</Td>
                        <Td numeric>{formatNumber(change.after, locale)}</Td>
                        <Td numeric>{signed(change.after - change.before)}</Td>
                      </Tr>
                    ))}
                  </tbody>
                </Table>
              )}
            </Section>
          }
        >
          <StepUpNote actor={actor} here={`/programmes/${year}/quotas/issue`} />
          <IssueForm
            year={Number(year)}
            draft={check.draft}
            formKey={newId()}
            rows={open.map((column) => ({
              code: column.code,
              name: locale === "en" ? column.nameEn : column.name,
              plan: column.plan,
              sum: column.sum,
              ok: column.ok,
              state:
                column.invalid > 0
                  ? t("issue.invalid", { count: column.invalid })
                  : column.sum > column.plan
                    ? t("issue.over", { count: column.sum - column.plan })
                    : column.sum < column.plan
                      ? t("issue.reserve", { count: column.plan - column.sum })
                      : t("issue.equal"),
              face: !column.ok ? "bad" : column.sum < column.plan ? "todo" : "ok",
            }))}
            words={{
              legend: t("issue.legend"),
              subProject: t("issue.subProject"),
              plan: t("grid.plan"),
              sum: t("grid.allocated"),
              state: t("issue.state"),
              confirm: t("issue.confirmReserve"),
              confirmHint: t("issue.confirmReserveHint"),
              final: t("issue.final"),
              submit: t("issue.submit"),
              submitting: t("issue.submitting"),
              back: t("issue.back"),
              none: t("issue.none"),
              errors: t("errors"),
              stepUp: t("stepUpCode"),
            }}
          />
        </WithAside>
      </DeskPage>
    </Workspace>
  );
}

function signed(number: number): string {
  return number > 0 ? `+${number}` : `\u2212${Math.abs(number)}`;
}
