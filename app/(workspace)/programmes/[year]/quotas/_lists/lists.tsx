import Link from "next/link";
import type { ReactNode } from "react";
import { Banner } from "@/components/ui/banner";
import { ButtonLink } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { Segments } from "@/components/ui/segments";
import { Tag } from "@/components/ui/state-face";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { suggestWholeNumber } from "@/lib/kernel/whole-number";
import { MAX_SEATS_IN_A_CELL } from "@/lib/quotas/schema";
import type { QuotaGrid, SeatsByRegion } from "@/lib/quotas/views";
import { seatsOf } from "../_grid/grid-store";
import { toTexts } from "../_grid/layout";
import { NumberList, type NumberRow } from "./number-list";
import { PlanMark } from "./plan-state";
import {
  againstPlan,
  type ChosenPlace,
  historyAddress,
  type ListPlace,
  lineOf,
  listAddress,
  tableAddress,
} from "./reading";

type Props = {
  grid: QuotaGrid;
  by: ListPlace["by"];
  /** What each region got a year before; nothing where the year has no forerunner or the reader does not plan. */
  lastYear: SeatsByRegion;
};

/** All regions or all sub-projects, with their sums. */
export async function QuotaLists(props: Props) {
  return (
    <div className="grid max-w-200 gap-4">
      <Unsaved grid={props.grid} />
      <Overview {...props} />
    </div>
  );
}

/** The numbers of one region or one sub-project. */
export async function QuotaNumbers({ grid, place }: { grid: QuotaGrid; place: ChosenPlace }) {
  const [t, names] = await Promise.all([getTranslations("seats.lists"), namesOf(grid)]);
  const { by, at } = place;
  const { rows, line, column } = await readNumbers(grid, place);
  const title =
    by === "region"
      ? t("regionTitle", { region: names.regions[at] ?? "" })
      : t("subProjectTitle", { code: grid.columns[at]?.code ?? "", name: names.full[at] ?? "" });
  return (
    <div className="grid max-w-200 gap-4">
      <NumbersHeader grid={grid} by={by} title={title}>
        {by === "region" ? (
          t("sum", { sum: line.sum })
        ) : column && !unseen(grid, at) ? (
          <PlanMark state={column.state}>{column.says}</PlanMark>
        ) : null}
      </NumbersHeader>
      <Unsaved grid={grid} />
      <NumberList
        year={grid.year}
        label={title}
        rows={rows}
        editable={grid.editable}
        repeatsPlan={by === "region"}
        words={{
          save: t("save"),
          saving: t("saving"),
          savedAs: t("savedAs", { number: "{number}" }),
          issued: t("issued"),
          notIssued: t("notIssued"),
          history: t("history"),
        }}
      />
      <Neighbours grid={grid} by={by} at={at} names={by === "region" ? names.regions : names.columns} />
    </div>
  );
}

type HeaderProps = { grid: QuotaGrid; by: ListPlace["by"]; title: string; children: ReactNode };

async function NumbersHeader({ grid, by, title, children }: HeaderProps) {
  const [t, quotas] = await Promise.all([getTranslations("seats.lists"), getTranslations("quotas")]);
  return (
    <PageHeader
      title={title}
      path={{
        label: quotas("path.label"),
        crumbs: [
          { href: `/programmes/${grid.year}`, label: quotas("path.year", { year: String(grid.year) }) },
          {
            href: listAddress(grid, { by, at: null }),
            label: t(by === "region" ? "regions" : "subProjects"),
          },
          { label: title },
        ],
      }}
      state={
        grid.editable && grid.draft ? (
          <Tag face="idle-pencil">{quotas("grid.draft", { number: grid.draft.number })}</Tag>
        ) : null
      }
      facts={
        <>
          {children}
          {grid.editable ? <p>{t("lead")}</p> : null}
        </>
      }
    />
  );
}

/** What the own table holds and the lists do not: they show what is saved. */
async function Unsaved({ grid }: { grid: QuotaGrid }) {
  const count = Object.values(grid.work?.cells ?? {}).reduce((sum, row) => sum + Object.keys(row).length, 0);
  if (!grid.editable || count === 0) return null;
  const t = await getTranslations("seats.lists");
  return (
    <Banner
      tone="todo"
      actions={
        <ButtonLink size="public" href={tableAddress(grid)}>
          {t("toTable")}
        </ButtonLink>
      }
    >
      {t("unsaved", { count })}
    </Banner>
  );
}

/** Drafts are seen by those who plan; to the others a column says nothing before it is issued. */
function unseen(grid: QuotaGrid, c: number): boolean {
  return !grid.columns[c]?.issued && !grid.draft && !grid.editable;
}

async function namesOf(grid: QuotaGrid) {
  const english = (await getLocale()) === "en";
  return {
    regions: grid.regions.map((region) => (english ? region.nameEn : region.name)),
    columns: grid.columns.map((column) => (english ? column.shortNameEn : column.shortName)),
    full: grid.columns.map((column) => (english ? column.nameEn : column.name)),
  };
}

async function Overview({ grid, by, lastYear }: Props) {
  const [t, names] = await Promise.all([getTranslations("seats.lists"), namesOf(grid)]);
  const texts = toTexts(grid.regions, grid.columns, grid.cells);
  const label = t(by === "region" ? "regions" : "subProjects");
  return (
    <>
      <Segments
        label={t("by")}
        segments={(["region", "subProject"] as const).map((key) => ({
          key,
          href: listAddress(grid, { by: key, at: null }),
          label: t(key === "region" ? "byRegion" : "bySubProject"),
          current: key === by,
        }))}
      />
      <ul aria-label={label} className="border-t border-line-strong">
        {by === "region"
          ? grid.regions.map((region, r) => {
              const line = lineOf(texts[r] ?? []);
              const before = sumOf(lastYear[region.code]);
              return (
                <li key={region.code} className={ROW}>
                  <Link prefetch={false} href={listAddress(grid, { by, at: r })} className={NAME}>
                    <span className="mr-2 shrink-0 text-ink-3">{region.code}</span>
                    <span className="link">{names.regions[r]}</span>
                  </Link>
                  <span className="font-bold">{t("sum", { sum: line.sum })}</span>
                  {line.invalid > 0 ? (
                    <PlanMark state="mend">{t("state", { state: "mend", count: line.invalid })}</PlanMark>
                  ) : before === null ? null : (
                    <span className="text-ink-2">{comparedWith(before, line.sum, t)}</span>
                  )}
                </li>
              );
            })
          : grid.columns.map((column, c) => {
              const line = lineOf(texts.map((row) => row[c] ?? ""));
              const { state, count } = againstPlan(line, column.plan);
              return (
                <li key={column.code} className={ROW}>
                  <Link prefetch={false} href={listAddress(grid, { by, at: c })} className={NAME}>
                    <span className="mr-2 shrink-0 text-ink-3">{column.code}</span>
                    <span className="link">{names.columns[c]}</span>
                  </Link>
                  {unseen(grid, c) ? (
                    <span className="text-ink-2">{t("notIssued")}</span>
                  ) : (
                    <>
                      <span className="font-bold">{t("ofPlan", { sum: line.sum, plan: column.plan })}</span>
                      <PlanMark state={state}>{t("state", { state, count })}</PlanMark>
                    </>
                  )}
                </li>
              );
            })}
      </ul>
    </>
  );
}

const ROW = "flex flex-wrap items-center gap-x-4 border-b border-line py-1";
const NAME = "flex min-h-11 min-w-40 flex-1 items-center";

type Words = Awaited<ReturnType<typeof getTranslations<"seats.lists">>>;

function sumOf(seats: Record<string, number> | undefined): number | null {
  return seats ? Object.values(seats).reduce((sum, one) => sum + one, 0) : null;
}

function comparedWith(before: number, now: number, t: Words): string {
  if (now === before) return t("asLastYear");
  return now > before
    ? t("moreThanLastYear", { count: now - before })
    : t("lessThanLastYear", { count: before - now });
}

/** What can still be changed stands first. */
async function readNumbers(grid: QuotaGrid, { by, at }: ChosenPlace) {
  const [t, names] = await Promise.all([getTranslations("seats.lists"), namesOf(grid)]);
  const texts = toTexts(grid.regions, grid.columns, grid.cells);
  const columns = grid.columns.map((column, c) => {
    const line = lineOf(texts.map((row) => row[c] ?? ""));
    const { state, count } = againstPlan(line, column.plan);
    return { state, says: t("columnSays", { code: column.code, sum: line.sum, state, count }) };
  });
  const rowOf = (r: number, c: number): NumberRow[] => {
    const [region, column, standing] = [grid.regions[r], grid.columns[c], columns[c]];
    if (!region || !column || !standing) return [];
    const text = texts[r]?.[c] ?? "";
    const seats = seatsOf(text);
    const of = { region: names.regions[r] ?? "", code: column.code };
    return [
      {
        region: region.code,
        subProject: column.code,
        name: by === "region" ? `${column.code} ${names.columns[c]}` : `${region.code} ${names.regions[r]}`,
        text,
        seats,
        offer: seats === null ? suggestWholeNumber(text, MAX_SEATS_IN_A_CELL) : null,
        locked: column.issued,
        unseen: unseen(grid, c),
        history: column.issued && seats ? historyAddress(grid, r, c) : null,
        says: standing.says,
        state: standing.state,
        standing: seats === null ? t("standing", { text }) : null,
        words: { number: t("numberOf", of), less: t("less", of), more: t("more", of) },
      },
    ];
  };
  const rows =
    by === "region"
      ? grid.columns.flatMap((_, c) => rowOf(at, c))
      : grid.regions.flatMap((_, r) => rowOf(r, at));
  return {
    rows: [...rows.filter((row) => !row.locked), ...rows.filter((row) => row.locked)],
    line: lineOf(by === "region" ? (texts[at] ?? []) : texts.map((row) => row[at] ?? "")),
    column: by === "region" ? undefined : columns[at],
  };
}

async function Neighbours({
  grid,
  by,
  at,
  names,
}: {
  grid: QuotaGrid;
  by: ListPlace["by"];
  at: number;
  names: string[];
}) {
  const t = await getTranslations("seats.lists");
  const [before, after] = [names[at - 1], names[at + 1]];
  const link = "link flex min-h-11 items-center";
  return (
    <nav aria-label={t("neighbours")} className="flex flex-wrap justify-between gap-x-6">
      {before === undefined ? null : (
        <Link prefetch={false} href={listAddress(grid, { by, at: at - 1 })} className={link}>
          {t("previous", { name: before })}
        </Link>
      )}
      <Link prefetch={false} href={listAddress(grid, { by, at: null })} className={link}>
        {t(by === "region" ? "back" : "backSubProjects")}
      </Link>
      {after === undefined ? null : (
        <Link prefetch={false} href={listAddress(grid, { by, at: at + 1 })} className={link}>
          {t("next", { name: after })}
        </Link>
      )}
    </nav>
  );
}
