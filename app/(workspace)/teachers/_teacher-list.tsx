import Link from "next/link";
import { Remark } from "@/components/ui/banner";
import { ButtonLink, buttonClass } from "@/components/ui/button";
import { Table, Td, Th, Tr } from "@/components/ui/data-table";
import { Deadline } from "@/components/ui/deadline";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterChips } from "@/components/ui/filter-chips";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { SearchBox } from "@/components/ui/search-box";
import { StateFace, Tag } from "@/components/ui/state-face";
import { Tabs } from "@/components/ui/tabs";
import { type Actor, can } from "@/lib/access";
import { formatClosing, type Locale, remainingText, timeLeft } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { labelOf } from "@/lib/reference/schema";
import type { TeacherList } from "@/lib/teachers";
import { TEACHER_TABS, type TeacherFilter, type TeacherRow } from "@/lib/teachers/schema";
import { address } from "./_address";
import { type CodeSets, gapWords, problemWords, type TeacherWords } from "./_words";

const SHOWN_PROBLEMS = 3;

export type Closing = { now: Date; closesAt: Date } | null;

/** Title, tabs with counts, and until when records must be complete. */
export async function TeacherListHead({
  actor,
  list,
  filter,
  closing,
  toTakeIn,
}: {
  actor: Actor;
  list: TeacherList;
  filter: TeacherFilter;
  closing: Closing;
  /** How many teachers of other schools wait for the own one to take them in; null where nobody can. */
  toTakeIn: number | null;
}) {
  const [t, moves, common, locale] = await Promise.all([
    getTranslations("teachers"),
    getTranslations("moves"),
    getTranslations("common"),
    getLocale(),
  ]);
  const left = closing ? timeLeft(closing.closesAt, closing.now) : null;
  const until = closing ? common("until", { time: formatClosing(closing.closesAt, locale as Locale) }) : "";
  return (
    <PageHeader
      title={t(actor.role === "school" ? "list.schoolTitle" : "list.title")}
      facts={
        closing && left ? (
          left.over ? (
            t("list.deadlineOver")
          ) : (
            <Deadline
              remaining={remainingText(left, common)}
              tone={left.tone}
              until={t("list.deadline", { until })}
            />
          )
        ) : null
      }
      actions={
        <>
          {toTakeIn === null ? null : (
            <Link prefetch={false} href="/teachers/moves" className="link">
              {toTakeIn > 0 ? moves("linkWaiting", { count: toTakeIn }) : moves("link")}
            </Link>
          )}
          {can(actor, "teacher.create") ? (
            <ButtonLink href="/teachers/new" icon="plus">
              {t("list.create")}
            </ButtonLink>
          ) : null}
        </>
      }
      tabs={
        <Tabs
          label={t("list.tabs.label")}
          tabs={TEACHER_TABS.map((tab) => ({
            key: tab,
            href: address(filter, { tab, problem: "" }),
            label: t(`list.tabs.${tab}`),
            count: list.counts[tab],
            current: filter.tab === tab,
          }))}
        />
      }
    />
  );
}

type TableProps = { list: TeacherList; filter: TeacherFilter; sets: CodeSets; actor: Actor; openId?: string };

/** Search, the table, and below it the kinds of gap that many records share. */
export async function TeacherTable({ list, filter, sets, actor, openId }: TableProps) {
  const [t, common, locale] = await Promise.all([
    getTranslations("teachers"),
    getTranslations("common"),
    getLocale(),
  ]);
  return (
    <div className="flex flex-col gap-4 px-4 py-4 sm:px-8">
      <Filters filter={filter} t={t} common={common} />
      {list.rows.length === 0 ? (
        <Empty list={list} filter={filter} t={t} common={common} />
      ) : (
        <div>
          <Table caption={t("list.caption")} rows="two-line" phone="cards">
            <thead>
              <tr>
                <Th>{t("list.columns.teacher")}</Th>
                <Th>{t("list.columns.work")}</Th>
                <Th>{t("list.columns.problems")}</Th>
                <Th align="right">{t("list.columns.progress")}</Th>
                <Th>{t("list.columns.conclusion")}</Th>
              </tr>
            </thead>
            <tbody>
              {list.rows.map((row) => (
                <Tr key={row.id} selected={row.id === openId}>
                  <Th scope="row">
                    <Link
                      prefetch={false}
                      href={address(filter, {}, row.id)}
                      className="link"
                      aria-current={row.id === openId ? "true" : undefined}
                    >
                      {row.name}
                    </Link>
                    <span className="block font-normal whitespace-nowrap text-ink-2">
                      {row.maskedIdNumber ?? t("list.noIdNumber")}
                    </span>
                  </Th>
                  <Td label={t("list.columns.work")} className="min-w-36">
                    <Work row={row} sets={sets} locale={locale} />
                    {actor.role === "school" ? null : (
                      <span className="block text-ink-2">
                        {locale === "en" ? row.schoolNameEn : row.schoolName}
                      </span>
                    )}
                  </Td>
                  <Td label={t("list.columns.problems")}>
                    <Problems row={row} sets={sets} t={t} locale={locale} />
                  </Td>
                  <Td label={t("list.columns.progress")} numeric>
                    {t("list.progress", row.progress)}
                  </Td>
                  <Td label={t("list.columns.conclusion")}>
                    <Conclusion row={row} t={t} />
                  </Td>
                </Tr>
              ))}
            </tbody>
          </Table>
          <Pager
            label={common("label.pages")}
            range={t("list.range", { shown: list.rows.length, total: list.total })}
            previous={
              filter.cursor ? { href: address(filter, { cursor: "" }), label: t("list.first") } : undefined
            }
            nextLabel={common("action.next")}
            nextHref={list.next ? address(filter, { cursor: list.next }) : undefined}
          />
        </div>
      )}
      {list.gaps.length > 0 ? (
        <section aria-labelledby="gaps" className="grid gap-2">
          <h2 id="gaps" className="text-16 font-bold">
            {t("list.gaps.title")}
          </h2>
          <ul className="flex flex-wrap gap-2">
            {list.gaps.map((gap) => (
              <li key={gap.key}>
                <Link
                  prefetch={false}
                  href={address(filter, { tab: "incomplete", problem: gap.key })}
                  aria-current={filter.problem === gap.key ? "true" : undefined}
                  className={buttonClass(
                    "secondary",
                    "desk",
                    filter.problem === gap.key ? "border-brand" : undefined,
                  )}
                >
                  <span>{gapWords(t, gap.field, gap.code)}</span>
                  <b>{t("list.gaps.count", { count: gap.count })}</b>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {actor.role === "school" ? <Remark className="max-w-measure">{t("list.register")}</Remark> : null}
    </div>
  );
}

type Common = Awaited<ReturnType<typeof getTranslations<"common">>>;
type Shown = { filter: TeacherFilter; t: TeacherWords; common: Common };

function Filters({ filter, t, common }: Shown) {
  const [field = "", code = ""] = filter.problem.split(":");
  const known = field !== "" && t.has(`fields.${field}`);
  const chips = [
    ...(filter.q
      ? [{ key: "q", what: filter.q, label: t("list.searched", { what: filter.q }), without: { q: "" } }]
      : []),
    ...(known
      ? [gapWords(t, field as Parameters<typeof gapWords>[1], code)].map((what) => ({
          key: "problem",
          what,
          label: t("list.filtered", { what }),
          without: { problem: "" },
        }))
      : []),
  ];
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <search>
        <form action="/teachers" className="w-72 max-w-full">
          {filter.tab === "all" ? null : <input type="hidden" name="tab" value={filter.tab} />}
          {filter.problem ? <input type="hidden" name="problem" value={filter.problem} /> : null}
          {filter.school ? <input type="hidden" name="school" value={filter.school} /> : null}
          <SearchBox label={t("list.search")} name="q" defaultValue={filter.q} />
        </form>
      </search>
      <FilterChips
        label={common("label.filters")}
        chips={chips.map(({ key, what, label, without }) => ({
          key,
          label,
          removeHref: address(filter, without),
          removeLabel: t("list.removeFilter", { what }),
        }))}
        clear={
          chips.length > 1
            ? { href: address(filter, { q: "", problem: "" }), label: common("action.clearAll") }
            : undefined
        }
      />
    </div>
  );
}

function Empty({ list, filter, t, common }: Shown & { list: TeacherList }) {
  if (filter.q || filter.problem)
    return (
      <EmptyState
        kind="no-match"
        title={common("empty.noMatch")}
        action={
          <ButtonLink href={address(filter, { q: "", problem: "" })}>
            {common("empty.clearFilters")}
          </ButtonLink>
        }
      />
    );
  if (filter.tab === "incomplete" && list.counts.all > 0)
    return (
      <EmptyState kind="all-done" title={t("list.empty.allDone")}>
        {t("list.empty.allDoneHint")}
      </EmptyState>
    );
  return (
    <EmptyState kind="nothing" title={t("list.empty.nothing")}>
      {t("list.empty.nothingHint")}
    </EmptyState>
  );
}

function Work({ row, sets, locale }: { row: TeacherRow; sets: CodeSets; locale: string }) {
  const taught = row.majorCode
    ? `${row.majorName ?? ""}${row.majorCode}`
    : labelOf(sets["course-subject"], row.courseSubject, locale);
  return (
    <>
      {taught ? <span className="block">{taught}</span> : null}
      <span className="block text-ink-2">{labelOf(sets.title, row.title, locale)}</span>
    </>
  );
}

type RowWords = { row: TeacherRow; t: TeacherWords };

function Problems({ row, sets, t, locale }: RowWords & { sets: CodeSets; locale: string }) {
  if (row.problems.length === 0) return <span className="text-ink-2">{t("list.noProblem")}</span>;
  const more = row.problems.length - SHOWN_PROBLEMS;
  return (
    <ul>
      {row.problems.slice(0, SHOWN_PROBLEMS).map((problem) => (
        <li key={`${problem.field}${problem.code}`} className="flex flex-wrap gap-x-3">
          <StateFace face={problem.fixableBy === "register" ? "bad" : "todo"}>
            <span className="text-ink">{problemWords(t, problem, sets, locale).message}</span>
          </StateFace>
          <span className="text-ink-2">{t(`record.fixableBy.${problem.fixableBy}`)}</span>
        </li>
      ))}
      {more > 0 ? <li className="text-ink-2">{t("list.more", { count: more })}</li> : null}
    </ul>
  );
}

export function Conclusion({ row, t }: { row: Pick<TeacherRow, "problems">; t: TeacherWords }) {
  if (row.problems.length === 0)
    return (
      <Tag face="ok" className="whitespace-nowrap">
        {t("list.ready")}
      </Tag>
    );
  if (row.problems.some((problem) => problem.fixableBy === "register"))
    return (
      <Tag face="bad" className="whitespace-nowrap">
        {t("list.blocked")}
      </Tag>
    );
  return (
    <Tag face="todo" className="whitespace-nowrap">
      {t("list.toMend", { count: row.problems.length })}
    </Tag>
  );
}
