import type { Metadata } from "next";
import { DeskPage, WithAside } from "@/components/shell/desk-page";
import { Table, Td, Th, Tr } from "@/components/ui/data-table";
import { PageHeader, Section } from "@/components/ui/page-header";
import { formatNumber } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { newId } from "@/lib/kernel/id";
import { checkQuotaTable } from "@/lib/quotas";
import type { QuotaCheckColumn } from "@/lib/quotas/views";
import { requireActor } from "@/lib/web";
import { StepUpNote } from "../../../../../_shell/step-up-note";
import { Workspace } from "../../../../../_shell/workspace";
import { IssueForm } from "./_issue-form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("quotas");
  return { title: t("issue.title") };
}

/** What issuing would do, before it is done: sums against plans, and who gains or loses. */
export default async function IssuePage({ params }: { params: Promise<{ year: string }> }) {
  const [actor, { year }, t, locale] = await Promise.all([
    requireActor(),
    params,
    getTranslations("quotas"),
    getLocale(),
  ]);
  const check = await checkQuotaTable(actor, { year: Number(year) });
  const open = check.columns.filter((column) => !column.issued);
  const { reference } = check;
  const compared = reference.kind !== "none";
  const anyIssued = check.regions.some((region) => region.issued > 0);
  const total = (figure: "issued" | "before" | "after") =>
    check.regions.reduce((sum, region) => sum + region[figure], 0);
  const moved = check.regions.map((region) => region.after - region.before);
  const up = moved.filter((seats) => seats > 0);
  const down = moved.filter((seats) => seats < 0);
  const sum = (seats: number[]) => seats.reduce((all, one) => all + one, 0);
  const gains = t("issue.gains", { up: up.length, gained: sum(up), down: down.length, lost: -sum(down) });
  const note =
    reference.kind === "last-year"
      ? t("issue.againstLastYear")
      : reference.kind === "draft"
        ? t("issue.againstDraft", { number: reference.number })
        : t("issue.againstNothing");
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
            <Section id="changes" title={t("issue.changes")} note={note}>
              {check.reference.kind === "none" ? null : <p className="py-2 font-bold">{gains}</p>}
              <Table caption={t("issue.changes")} phone="fit">
                <thead>
                  <tr>
                    <Th>{t("grid.region")}</Th>
                    {compared ? <Th align="right">{t("issue.before")}</Th> : null}
                    <Th align="right">{t("issue.after")}</Th>
                    {compared ? <Th align="right">{t("issue.moved")}</Th> : null}
                    {anyIssued ? <Th align="right">{t("issue.held")}</Th> : null}
                  </tr>
                </thead>
                <tbody>
                  {check.regions.map((region) => (
                    <Tr key={region.regionCode}>
                      <Th scope="row" className="font-normal whitespace-nowrap">
                        <span className="mr-2 text-11 text-ink-3 max-sm:hidden">{region.regionCode}</span>
                        {locale === "en" ? region.nameEn : region.name}
                      </Th>
                      {compared ? <Td numeric>{formatNumber(region.before, locale)}</Td> : null}
                      <Td numeric>{formatNumber(region.after, locale)}</Td>
                      {compared ? (
                        <Td numeric>
                          {region.after === region.before ? "" : signed(region.after - region.before)}
                        </Td>
                      ) : null}
                      {anyIssued ? (
                        <Td numeric>{formatNumber(region.issued + region.after, locale)}</Td>
                      ) : null}
                    </Tr>
                  ))}
                  <Tr>
                    <Th scope="row">{t("grid.total")}</Th>
                    {compared ? (
                      <Td numeric className="font-bold">
                        {formatNumber(total("before"), locale)}
                      </Td>
                    ) : null}
                    <Td numeric className="font-bold">
                      {formatNumber(total("after"), locale)}
                    </Td>
                    {compared ? (
                      <Td numeric className="font-bold">
                        {signed(total("after") - total("before"))}
                      </Td>
                    ) : null}
                    {anyIssued ? (
                      <Td numeric className="font-bold">
                        {formatNumber(total("issued") + total("after"), locale)}
                      </Td>
                    ) : null}
                  </Tr>
                </tbody>
              </Table>
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
              before: compared ? column.before : null,
              moved: movedText(t, column),
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
              before: t("issue.before"),
              moved: t("issue.moved"),
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

type Translate = Awaited<ReturnType<typeof getTranslations<"quotas">>>;

/** The difference of the sum, and how many regions gain or lose within it. */
function movedText(t: Translate, { sum, before, gaining, losing }: QuotaCheckColumn): string {
  if (gaining === 0 && losing === 0) return t("issue.same");
  return t("issue.movedOf", { difference: signed(sum - before), gaining, losing });
}

function signed(number: number): string {
  if (number === 0) return "0";
  return number > 0 ? `+${number}` : `\u2212${Math.abs(number)}`;
}
