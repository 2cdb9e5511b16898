import type { Metadata } from "next";
import { missing } from "@/app/_shell/missing";
import { HighlightTogether } from "@/components/domain/reporting/highlight-together";
import { DeskPage } from "@/components/shell/desk-page";
import { Banner } from "@/components/ui/banner";
import { Button, ButtonLink } from "@/components/ui/button";
import { FilterChips } from "@/components/ui/filter-chips";
import { PageHeader, Section } from "@/components/ui/page-header";
import { PrintButton } from "@/components/ui/print-button";
import { Segments } from "@/components/ui/segments";
import { formatDateTime } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { NotFound } from "@/lib/kernel/problem";
import { getOverview } from "@/lib/reporting";
import { comparisonFilterSchema, OVERVIEW_MEASURES, overviewFilterSchema } from "@/lib/reporting/schema";
import { requireActor, shownRefusal } from "@/lib/web";
import { RefusalBanner } from "../../../../_shell/refusal-banner";
import { Workspace } from "../../../../_shell/workspace";
import { comparisonAddress } from "../comparison/address";
import { BodyTable } from "./_body-table";
import { ForecastNote } from "./_forecast-note";
import { Headline } from "./_headline";
import { SubProjects } from "./_sub-projects";
import { Tiles } from "./_tiles";
import { overviewAddress } from "./address";

type Props = {
  params: Promise<{ year: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("reporting.overview");
  return { title: t("title") };
}

export default async function OverviewPage({ params, searchParams }: Props) {
  const [actor, { year }, asked] = await Promise.all([requireActor(), params, searchParams]);
  const parsed = overviewFilterSchema.safeParse({ ...asked, year });
  if (!parsed.success) missing();
  const filter = parsed.data;
  const at = typeof asked.at === "string" ? asked.at : "";
  const [overview, refused, t, compare, common, locale] = await Promise.all([
    getOverview(actor, filter).catch((error: unknown) => {
      if (error instanceof NotFound) missing();
      throw error;
    }),
    shownRefusal(asked),
    getTranslations("reporting.overview"),
    getTranslations("reporting.comparison"),
    getTranslations("common"),
    getLocale(),
  ]);
  const english = locale === "en";
  const path = `/programmes/${year}/overview`;
  const province = overview.province && (english ? overview.province.nameEn : overview.province.name);
  const time = formatDateTime(overview.readAt, locale);
  const chosen = overview.chosen;
  return (
    <Workspace current="overview">
      <DeskPage>
        <RefusalBanner problem={refused} />
        <PageHeader
          title={province ? t("titleOf", { province }) : t("title")}
          state={<span className="text-13 text-ink-2">{t(overview.live ? "live" : "kept", { time })}</span>}
          path={
            province && filter.province
              ? {
                  label: common("label.path"),
                  crumbs: [{ href: path, label: t("title") }, { label: province }],
                }
              : undefined
          }
          actions={
            <>
              <ButtonLink
                href={comparisonAddress(`/programmes/${year}/comparison`, {
                  ...comparisonFilterSchema.parse({ year }),
                  subProject: chosen?.code ?? "",
                  province: filter.province,
                })}
              >
                {compare("open")}
              </ButtonLink>
              <form method="post" action={overviewAddress(`${path}/export`, filter)}>
                <Button icon="download">{t("export")}</Button>
              </form>
              <PrintButton>{common("action.print")}</PrintButton>
            </>
          }
        />
        <div className="flex flex-wrap items-start justify-between gap-x-8 gap-y-4 border-b border-line pb-4">
          <Headline total={overview.total} />
          <ForecastNote overview={overview} />
        </div>
        <FilterChips
          label={common("label.filters")}
          chips={
            chosen
              ? [
                  {
                    key: "subProject",
                    label: `${chosen.code} ${english ? chosen.nameEn : chosen.name}`,
                    removeHref: overviewAddress(path, filter, { subProject: "" }),
                    removeLabel: t("allSubProjects"),
                  },
                ]
              : []
          }
        />
        <HighlightTogether className="grid grid-cols-[minmax(0,1fr)] gap-x-10 gap-y-8 xl:grid-cols-[minmax(0,1fr)_minmax(0,1.1fr)] large:grid-cols-1">
          <div className="flex min-w-0 flex-col gap-6">
            <Section
              id="measure"
              title={t(overview.level === "provinces" ? "byRegion" : "byMeasure")}
              rule={false}
            >
              <div className="pb-2">
                <Segments
                  label={t("measures")}
                  segments={OVERVIEW_MEASURES.map((measure) => ({
                    key: measure,
                    href: overviewAddress(path, { ...filter, at }, { measure }),
                    label: t(`measure.${measure}`),
                    current: measure === filter.measure,
                  }))}
                />
              </div>
              <Tiles overview={overview} filter={filter} at={at} path={path} />
            </Section>
            <SubProjects overview={overview} filter={filter} path={path} />
          </div>
          <BodyTable overview={overview} filter={filter} at={at} path={path} />
        </HighlightTogether>
        {overview.live ? null : <Banner tone="info">{t("keptNote")}</Banner>}
      </DeskPage>
    </Workspace>
  );
}
