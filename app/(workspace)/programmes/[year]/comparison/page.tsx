import type { Metadata } from "next";
import { missing } from "@/app/_shell/missing";
import { FilterMenu } from "@/components/domain/enrolments/filter-menu";
import { DeskPage } from "@/components/shell/desk-page";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterChips } from "@/components/ui/filter-chips";
import { PageHeader, Section } from "@/components/ui/page-header";
import { PrintButton } from "@/components/ui/print-button";
import { Segments } from "@/components/ui/segments";
import { formatDateTime } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { NotFound } from "@/lib/kernel/problem";
import { getComparison } from "@/lib/reporting";
import { comparisonFilterSchema } from "@/lib/reporting/schema";
import { requireActor, shownRefusal } from "@/lib/web";
import { RefusalBanner } from "../../../../_shell/refusal-banner";
import { Workspace } from "../../../../_shell/workspace";
import { ComparisonTable } from "./_comparison-table";
import { addressOfAny, comparisonAddress } from "./address";

type Props = {
  params: Promise<{ year: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("reporting.comparison");
  return { title: t("title") };
}

/** Bodies side by side: seats against need, use against last year, and how fast registrations are reviewed. */
export default async function ComparisonPage({ params, searchParams }: Props) {
  const [actor, { year }, asked] = await Promise.all([requireActor(), params, searchParams]);
  const parsed = comparisonFilterSchema.safeParse({ ...asked, year });
  if (!parsed.success) missing();
  const filter = parsed.data;
  const [comparison, refused, t, overviewWords, common, locale] = await Promise.all([
    getComparison(actor, filter).catch((error: unknown) => {
      if (error instanceof NotFound) missing();
      throw error;
    }),
    shownRefusal(asked),
    getTranslations("reporting.comparison"),
    getTranslations("reporting.overview"),
    getTranslations("common"),
    getLocale(),
  ]);
  const english = locale === "en";
  const named = (one: { name: string; nameEn: string }) => (english ? one.nameEn : one.name);
  const path = `/programmes/${year}/comparison`;
  const { province, chosen } = comparison;
  const time = formatDateTime(comparison.readAt, locale);
  return (
    <Workspace current="overview">
      <DeskPage>
        <RefusalBanner problem={refused} />
        <PageHeader
          title={province ? t("titleOf", { province: named(province) }) : t("title")}
          state={
            <span className="text-13 text-ink-2">
              {overviewWords(comparison.live ? "live" : "kept", { time })}
            </span>
          }
          path={{
            label: common("label.path"),
            crumbs: [
              { href: `/programmes/${year}/overview`, label: t("overview") },
              ...(province && filter.province
                ? [{ href: comparisonAddress(path, filter, { province: "" }), label: t("title") }]
                : []),
              { label: province && filter.province ? named(province) : t("title") },
            ],
          }}
          facts={
            comparison.lastYear
              ? t("withLastYear", { year: String(comparison.lastYear) })
              : t("noLastYear", { year: String(filter.year - 1) })
          }
          actions={
            <>
              <form method="post" action={comparisonAddress(`${path}/export`, filter)}>
                <Button icon="download">{overviewWords("export")}</Button>
              </form>
              <PrintButton>{common("action.print")}</PrintButton>
            </>
          }
        />
        <div data-chrome className="flex flex-wrap items-center gap-3">
          <FilterMenu
            label={overviewWords("subProject")}
            href={addressOfAny(path, filter)}
            current={chosen?.code}
            options={comparison.subProjects.map((one) => ({
              value: one.code,
              label: `${one.code} ${named(one)}`,
            }))}
          />
          {comparison.hasCities && comparison.level !== "provinces" ? (
            <Segments
              label={overviewWords("level")}
              segments={(["schools", "cities"] as const).map((by) => ({
                key: by,
                href: comparisonAddress(path, filter, { by }),
                label: overviewWords(`levels.${by}`),
                current: comparison.level === by,
              }))}
            />
          ) : null}
          <FilterChips
            label={common("label.filters")}
            chips={
              chosen
                ? [
                    {
                      key: "subProject",
                      label: `${chosen.code} ${named(chosen)}`,
                      removeHref: comparisonAddress(path, filter, { subProject: "" }),
                      removeLabel: overviewWords("allSubProjects"),
                    },
                  ]
                : []
            }
          />
        </div>
        <Section
          id="bodies"
          title={overviewWords("table")}
          note={overviewWords(`order.${filter.order}`, { by: t(`column.${filter.sort}`) })}
          rule={false}
        >
          {comparison.rows.length === 0 ? (
            <EmptyState kind="nothing" title={overviewWords("nobody")}>
              {overviewWords("nobodyNext")}
            </EmptyState>
          ) : (
            <ComparisonTable comparison={comparison} filter={filter} path={path} />
          )}
        </Section>
        <p className="max-w-measure text-13 text-ink-2">{t("meaning")}</p>
      </DeskPage>
    </Workspace>
  );
}
