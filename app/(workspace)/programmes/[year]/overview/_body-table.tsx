import Link from "next/link";
import { Dot } from "@/components/domain/reporting/marks";
import { Table, Td, Th, Tr, Unknown } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Icon } from "@/components/ui/icon";
import { Section } from "@/components/ui/page-header";
import { Segments } from "@/components/ui/segments";
import { formatNumber } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { isShare, measureOf, needsAttention, unusedSeats } from "@/lib/reporting";
import type { OverviewFilter, OverviewSort } from "@/lib/reporting/schema";
import type { Overview } from "@/lib/reporting/views";
import { Lying } from "./_lying";
import { overviewAddress } from "./address";

type Props = { overview: Overview; filter: OverviewFilter; at: string; path: string };

const COLUMNS = ["allocated", "carded", "registered", "confirmed", "approved", "unused"] as const;

/** Every body with all its figures, beside the tiles, in the order asked for; the measure that the tiles show stands last. */
export async function BodyTable({ overview, filter, at, path }: Props) {
  const [t, locale] = await Promise.all([getTranslations("reporting.overview"), getLocale()]);
  const { measure, sort, order } = filter;
  const shown = COLUMNS.some((one) => one === sort) || sort === "code" ? null : sort;
  const values = overview.bodies.flatMap((body) => measureOf(body, measure) ?? []);
  const from = isShare(measure) ? Math.floor(Math.min(100, ...values) / 20) * 20 : 0;
  const to = isShare(measure) ? 100 : Math.max(1, ...values);
  const head = (key: OverviewSort, label: string, align: "left" | "right" = "right") => {
    const sorted = sort === key;
    const next = sorted && order === "desc" ? "asc" : "desc";
    return (
      <Th
        key={key}
        align={align}
        aria-sort={sorted ? (order === "desc" ? "descending" : "ascending") : undefined}
      >
        <Link
          prefetch={false}
          scroll={false}
          href={overviewAddress(
            path,
            { ...filter, at },
            { sort: key, order: key === "code" && !sorted ? "asc" : next },
          )}
          className="inline-flex min-h-6 items-center gap-0.5 hover:underline"
        >
          {label}
          {sorted ? <Icon name={order === "desc" ? "chevron-down" : "chevron-up"} size={12} /> : null}
        </Link>
      </Th>
    );
  };
  return (
    <Section
      id="bodies"
      title={t("table")}
      note={t(`order.${order}`, { by: t(`sort.${sort}`) })}
      rule={false}
      aside={
        overview.hasCities && overview.level !== "provinces" ? (
          <Segments
            label={t("level")}
            segments={(["schools", "cities"] as const).map((by) => ({
              key: by,
              href: overviewAddress(path, filter, { by }),
              label: t(`levels.${by}`),
              current: overview.level === by,
            }))}
          />
        ) : undefined
      }
    >
      {overview.bodies.length === 0 ? (
        <EmptyState kind="nothing" title={t("nobody")}>
          {t("nobodyNext")}
        </EmptyState>
      ) : (
        <Table caption={t("table")} className="text-13">
          <thead>
            <tr>
              {head("code", t(`levels.${overview.level}`), "left")}
              {COLUMNS.map((column) => head(column, t(`column.${column}`)))}
              <Th aria-hidden="true" className="text-12">
                <span className="mx-1 flex justify-between font-normal">
                  <span>{from}</span>
                  <span>{to}</span>
                </span>
              </Th>
              {shown === null || shown === measure
                ? head(measure, t(`measure.${measure}`))
                : head(shown, t(`measure.${shown}`))}
            </tr>
          </thead>
          <tbody>
            {overview.bodies.map((body) => {
              const value = body.allocated > 0 ? measureOf(body, measure) : null;
              const code = body.regionCode ?? body.code;
              const own = overview.level === "cities" && body.code === overview.province?.code;
              const name = own ? t("ownSchools") : locale === "en" ? body.nameEn : body.name;
              const national = overview.level === "provinces";
              return (
                <Tr key={body.id} data-at={code} open={code === at} className="data-lit:bg-select">
                  <Th scope="row" className={national ? "font-normal whitespace-nowrap" : "font-normal"}>
                    {national && body.regionCode ? (
                      <Link
                        prefetch={false}
                        className="link"
                        href={overviewAddress(path, filter, { province: body.regionCode })}
                      >
                        {name}
                      </Link>
                    ) : (
                      name
                    )}
                  </Th>
                  {COLUMNS.map((column) => (
                    <Td key={column} numeric>
                      {formatNumber(column === "unused" ? unusedSeats(body) : body[column], locale)}
                      {column === "unused" ? <Lying figures={body} className="block text-12" /> : null}
                    </Td>
                  ))}
                  <Td>{value === null ? null : <Dot value={value} from={from} to={to} />}</Td>
                  <Td numeric>
                    {value === null ? (
                      <Unknown reason={t(body.allocated > 0 ? "noReview" : "noSeats")} />
                    ) : (
                      <span className="inline-flex items-center gap-1">
                        {needsAttention(body, measure, overview.total) ? (
                          <>
                            <Icon name="alert" size={12} className="text-todo" />
                            <span className="sr-only">{t("attention.mark")}</span>
                          </>
                        ) : null}
                        {isShare(measure) ? `${value}%` : formatNumber(value, locale)}
                      </span>
                    )}
                  </Td>
                </Tr>
              );
            })}
          </tbody>
        </Table>
      )}
    </Section>
  );
}
