import Link from "next/link";
import type { ReactNode } from "react";
import { BarWithTick, PlainBar, TwoDots } from "@/components/domain/reporting/marks";
import { Table, Td, Th, Tr, Unknown } from "@/components/ui/data-table";
import { Icon } from "@/components/ui/icon";
import { formatNumber } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { comparedBy } from "@/lib/reporting";
import type { ComparisonFilter, ComparisonSort } from "@/lib/reporting/schema";
import type { Comparison, ComparisonRow } from "@/lib/reporting/views";
import { comparisonAddress } from "./address";

type Props = { comparison: Comparison; filter: ComparisonFilter; path: string };
type Line = Pick<ComparisonRow, "allocated" | "needed" | "registered" | "last" | "reviewHours">;

const most = (values: (number | null)[]) => Math.max(1, ...values.map((value) => value ?? 0));

/** Three charts in the table's own rows, each on the one scale that its head states. */
export async function ComparisonTable({ comparison, filter, path }: Props) {
  const [t, overviewWords, locale] = await Promise.all([
    getTranslations("reporting.comparison"),
    getTranslations("reporting.overview"),
    getLocale(),
  ]);
  const { rows, total, lastYear, level } = comparison;
  const seatsTo = most(rows.flatMap((row) => [row.allocated, row.needed]));
  const hoursTo = most(rows.map((row) => row.reviewHours));
  const shares = rows
    .flatMap((row) => [comparedBy(row, "used") ?? [], comparedBy(row, "lastUsed") ?? []])
    .flat();
  const from = Math.floor(Math.min(100, ...shares) / 20) * 20;
  const number = (value: number) => formatNumber(value, locale);
  const head = (key: ComparisonSort, align: "left" | "right" = "right") => {
    const sorted = filter.sort === key;
    const order = sorted && filter.order === "asc" ? "desc" : "asc";
    const label = key === "code" ? overviewWords(`levels.${level}`) : t(`column.${key}`);
    return (
      <Th
        align={align}
        className="whitespace-nowrap"
        aria-sort={sorted ? (filter.order === "desc" ? "descending" : "ascending") : undefined}
      >
        <Link
          prefetch={false}
          scroll={false}
          href={comparisonAddress(path, filter, { sort: key, order })}
          className="inline-flex min-h-6 items-center gap-0.5 hover:underline"
        >
          {label}
          {sorted ? <Icon name={filter.order === "desc" ? "chevron-down" : "chevron-up"} size={12} /> : null}
        </Link>
      </Th>
    );
  };
  const cells = (row: Line) => {
    const [met, used, lastUsed] = [
      comparedBy(row, "met"),
      comparedBy(row, "used"),
      comparedBy(row, "lastUsed"),
    ];
    return (
      <>
        <Td numeric>{number(row.allocated)}</Td>
        <Td numeric>{row.needed > 0 ? number(row.needed) : <Unknown reason={t("noNeed")} />}</Td>
        <Td numeric>{met === null ? <Unknown reason={t("noNeed")} /> : `${met}%`}</Td>
        <Td numeric>{number(row.registered)}</Td>
        <Td numeric>{used === null ? <Unknown reason={overviewWords("noSeats")} /> : `${used}%`}</Td>
        {lastYear ? (
          <Td numeric>{lastUsed === null ? <Unknown reason={t("noneLastYear")} /> : `${lastUsed}%`}</Td>
        ) : null}
        <Td numeric>
          {row.reviewHours === null ? (
            <Unknown reason={overviewWords("noReview")} />
          ) : (
            number(row.reviewHours)
          )}
        </Td>
      </>
    );
  };
  return (
    <Table caption={t("caption")} className="text-13">
      <thead>
        <tr>
          {head("code", "left")}
          {head("allocated")}
          {head("needed")}
          {head("met")}
          {head("registered")}
          {head("used")}
          {lastYear ? head("lastUsed") : null}
          {head("hours")}
          <Scale title={t("chart.seats")} from={0} to={number(seatsTo)}>
            <Key mark={<span data-bar className="inline-block h-2 w-3.5 bg-bar" />}>
              {t("column.allocated")}
            </Key>
            <Key mark={<span data-bar className="inline-block h-3 w-0.5 bg-ink" />}>{t("column.needed")}</Key>
          </Scale>
          <Scale title={t("chart.used")} from={`${from}%`} to="100%">
            <Key mark={<span data-bar className="inline-block size-2 rounded-full bg-bar" />}>
              {String(comparison.year)}
            </Key>
            {lastYear ? (
              <Key
                mark={<span className="inline-block size-2 rounded-full border border-ink-2 bg-surface" />}
              >
                {String(lastYear)}
              </Key>
            ) : null}
          </Scale>
          <Scale title={t("chart.hours")} from={0} to={number(hoursTo)} />
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Tr key={row.id}>
            <Th
              scope="row"
              className={level === "provinces" ? "font-normal whitespace-nowrap" : "font-normal"}
            >
              <Name
                row={row}
                national={level === "provinces"}
                english={locale === "en"}
                filter={filter}
                path={path}
              />
            </Th>
            {cells(row)}
            <Td className="align-middle">
              <BarWithTick value={row.allocated} tick={row.needed > 0 ? row.needed : null} to={seatsTo} />
            </Td>
            <Td className="align-middle">
              <TwoDots
                now={comparedBy(row, "used")}
                before={comparedBy(row, "lastUsed")}
                from={from}
                to={100}
              />
            </Td>
            <Td className="align-middle">
              {row.reviewHours === null ? null : <PlainBar value={row.reviewHours} to={hoursTo} />}
            </Td>
          </Tr>
        ))}
        <Tr className="font-bold">
          <Th scope="row">{overviewWords("all")}</Th>
          {cells(total)}
          <Td />
          <Td className="align-middle">
            <TwoDots
              now={comparedBy(total, "used")}
              before={comparedBy(total, "lastUsed")}
              from={from}
              to={100}
            />
          </Td>
          <Td />
        </Tr>
      </tbody>
    </Table>
  );
}

/** The head of a chart: what it shows, by which marks, and its scale. The figures stand in the columns before it. */
function Scale({
  title,
  from,
  to,
  children,
}: {
  title: string;
  from: ReactNode;
  to: ReactNode;
  children?: ReactNode;
}) {
  return (
    <Th aria-hidden="true" className="w-[17%] min-w-44 font-normal">
      <span className="mx-1 flex flex-wrap items-center gap-x-3 whitespace-nowrap text-12">
        <b>{title}</b>
        {children}
      </span>
      <span className="mx-1 flex justify-between text-12">
        <span>{from}</span>
        <span>{to}</span>
      </span>
    </Th>
  );
}

function Key({ mark, children }: { mark: ReactNode; children: ReactNode }) {
  return (
    <span className="inline-flex items-center gap-1">
      {mark}
      {children}
    </span>
  );
}

function Name({
  row,
  national,
  english,
  filter,
  path,
}: {
  row: ComparisonRow;
  national: boolean;
  english: boolean;
  filter: ComparisonFilter;
  path: string;
}) {
  const name = english ? row.nameEn : row.name;
  if (!national || !row.regionCode) return name;
  return (
    <Link
      prefetch={false}
      className="link"
      href={comparisonAddress(path, filter, { province: row.regionCode })}
    >
      {name}
    </Link>
  );
}
