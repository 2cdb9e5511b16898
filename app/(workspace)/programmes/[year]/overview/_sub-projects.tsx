import Link from "next/link";
import { StackedBar, StackedBarKey } from "@/components/domain/reporting/marks";
import { Table, Td, Th, Tr, Unknown } from "@/components/ui/data-table";
import { Section } from "@/components/ui/page-header";
import { formatNumber, formatShare } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import type { OverviewFilter } from "@/lib/reporting/schema";
import type { Overview } from "@/lib/reporting/views";
import { overviewAddress } from "./address";

type Props = { overview: Overview; filter: OverviewFilter; path: string };

/** Each sub-project with its bar; choosing one makes everything else on the page its own. */
export async function SubProjects({ overview, filter, path }: Props) {
  const [t, locale] = await Promise.all([getTranslations("reporting.overview"), getLocale()]);
  const english = locale === "en";
  return (
    <Section
      id="sub-projects"
      title={t("subProjects", { count: overview.subProjects.length })}
      note={<StackedBarKey outer={t("bar.outer")} inner={t("bar.inner")} />}
      rule={false}
    >
      <Table caption={t("subProjectTable")} className="text-13">
        <thead>
          <tr>
            <Th>{t("subProject")}</Th>
            <Th align="right" className="whitespace-nowrap">
              {t("column.allocated")}
            </Th>
            <Th align="right" className="whitespace-nowrap">
              {t("column.registered")}
            </Th>
            <Th align="right" className="whitespace-nowrap">
              {t("column.approved")}
            </Th>
            <Th className="w-1/5">
              <span className="sr-only">{t("bar.outer")}</span>
            </Th>
            <Th align="right" className="whitespace-nowrap">
              {t("measure.registered")}
            </Th>
            <Th align="right" className="whitespace-nowrap">
              {t("column.hours")}
            </Th>
          </tr>
        </thead>
        <tbody>
          {overview.subProjects.map((row) => (
            <Tr key={row.code} open={row.code === overview.chosen?.code}>
              <Th scope="row" className="font-normal">
                <Link
                  prefetch={false}
                  scroll={false}
                  className="link"
                  href={overviewAddress(path, filter, { subProject: row.code })}
                >
                  {row.code} {english ? row.nameEn : row.name}
                </Link>
              </Th>
              <Td numeric>{formatNumber(row.allocated, locale)}</Td>
              <Td numeric>{formatNumber(row.registered, locale)}</Td>
              <Td numeric>{formatNumber(row.approved, locale)}</Td>
              <Td>
                <StackedBar outer={row.registered} inner={row.approved} total={row.allocated} />
              </Td>
              <Td numeric>
                {row.allocated > 0 ? (
                  formatShare(row.registered / row.allocated)
                ) : (
                  <Unknown reason={t("noSeats")} />
                )}
              </Td>
              <Td numeric>
                {row.reviewHours === null ? <Unknown reason={t("noReview")} /> : row.reviewHours}
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}
