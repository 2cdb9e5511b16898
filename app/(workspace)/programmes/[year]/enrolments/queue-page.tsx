import type { ReactNode } from "react";
import { FileForm } from "@/app/_shell/file-form";
import { Workspace } from "@/app/_shell/workspace";
import { BulkForm } from "@/components/domain/enrolments/bulk-form";
import { QueueKeys } from "@/components/domain/enrolments/queue-keys";
import { QueueTable } from "@/components/domain/enrolments/queue-table";
import { SelectionBar } from "@/components/domain/enrolments/selection-bar";
import { ListPanelLayout } from "@/components/shell/list-panel-layout";
import { Remark } from "@/components/ui/banner";
import { ButtonLink } from "@/components/ui/button";
import { Deadline } from "@/components/ui/deadline";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import type { Face } from "@/components/ui/state-face";
import { Tabs } from "@/components/ui/tabs";
import { can } from "@/lib/access";
import { RETURN_REASONS } from "@/lib/enrolments/schema";
import type { EnrolmentRow } from "@/lib/enrolments/views";
import { formatClosing, formatDateTime, remainingText, timeLeft } from "@/lib/i18n";
import { getTranslations } from "@/lib/i18n/translations";
import { newId } from "@/lib/kernel/id";
import { getCalendar } from "@/lib/reporting";
import { shownRefusal } from "@/lib/web";
import { formWords } from "../../../registration/words";
import { reviewSelected } from "./actions";
import { exportHref, FILTERS, listHref, panelHref } from "./addresses";
import { BatchSection } from "./batch-section";
import { changeWords, type ShownChange } from "./change-words";
import { FilterBar } from "./filter-bar";
import type { Queue } from "./load-queue";

type Props = {
  queue: Queue;
  openId?: string;
  panel?: ReactNode;
  panelLabel?: string;
  panelFoot?: ReactNode;
};

/** The school's confirmations and the province's review: one list, with one registration open beside it. */
export async function QueuePage({ queue, openId, panel, panelLabel, panelFoot }: Props) {
  const { actor, year, locale, state, list } = queue;
  const role = actor.role === "school" ? "school" : "province";
  const [calendar, t, common, states, titles, reasons, words] = await Promise.all([
    getCalendar(actor),
    getTranslations("registration.queue"),
    getTranslations("common"),
    getTranslations("enrolments.states"),
    getTranslations("enrolments.eligibility.values.title"),
    getTranslations("enrolments.reasons"),
    formWords(),
  ]);
  const window = calendar.windows.find(
    (one) => one.key === (role === "school" ? "school-confirmation" : "qualification-review"),
  );
  const left = window ? timeLeft(window.closesAt, calendar.now) : null;
  const bulk = can(actor, "enrolment.review") && list.tab === "to-review";
  const filtered = FILTERS.some((name) => state[name]);
  const name = (item: { name: string; nameEn: string }) => (locale === "en" ? item.nameEn : item.name);
  const from = Number(state.from ?? 1) || 1;
  const moves = await getTranslations("moves");
  // The words of codes are read only where something changed.
  const wordsOf = list.rows.some((row) => row.changes.length > 0) ? await changeWords() : null;
  const rows = list.rows.map((row) => {
    const changes = wordsOf?.(row.changes) ?? [];
    const marks = [
      ...(row.moveUndecided ? [moves("flag.mark")] : []),
      ...(changes.length > 0 ? [changedMark(changes, t)] : []),
      ...(row.replacesId ? [t("replacement")] : []),
    ];
    return {
      id: row.id,
      href: panelHref(year, row.id, state),
      teacher: row.teacherName,
      title: row.title && titles.has(row.title) ? titles(row.title) : "",
      school: locale === "en" ? row.schoolEn : row.school,
      subProject: `${row.subProject.code} ${name(row.subProject)}`,
      face: row.shown.face,
      state: states(row.shown.label),
      ...checkOf(row, t),
      ...(marks.length > 0 ? { marks } : {}),
      at: formatDateTime(row.confirmedAt ?? row.submittedAt, locale),
      ...(bulk ? { selectLabel: t("select", { name: row.teacherName }) } : {}),
      ...(bulk && row.linesToJudge + row.linesUnmet + changes.length + Number(row.moveUndecided) > 0
        ? { byHand: true }
        : {}),
    };
  });
  return (
    <Workspace current="enrolments" fill>
      <QueueKeys />
      <ListPanelLayout
        header={
          <PageHeader
            title={t(`${actor.delegation ? "delegate" : role}.title`)}
            actions={
              <>
                {can(actor, "enrolment.export") && list.total > 0 ? (
                  <FileForm
                    action={exportHref(year, state)}
                    files={[{ label: t("export") }]}
                    refused={await shownRefusal(queue.search)}
                  />
                ) : null}
                {can(actor, "delegation.grant") ? (
                  <ButtonLink href={`/programmes/${year}/delegations`} icon="swap">
                    {t("delegations")}
                  </ButtonLink>
                ) : null}
              </>
            }
            state={
              window && left ? (
                <Deadline
                  remaining={remainingText(left, common)}
                  tone={left.tone}
                  until={common("until", { time: formatClosing(window.closesAt, locale) })}
                />
              ) : null
            }
            tabs={
              <Tabs
                label={common("label.states")}
                tabs={list.tabs.map(({ tab, count }, index) => ({
                  key: tab,
                  href: listHref(year, state, { tab: index === 0 ? undefined : tab }),
                  label: t(`tabs.${tab}`),
                  count,
                  current: tab === list.tab,
                }))}
              />
            }
          />
        }
        listLabel={t("listLabel")}
        list={
          <div data-queue>
            {bulk ? (
              <BulkForm
                action={reviewSelected}
                itemKey={newId()}
                back={listHref(year, state)}
                words={words}
              />
            ) : null}
            {queue.batch ? (
              <div className="px-4 pt-3 sm:px-8">
                <BatchSection
                  batch={queue.batch}
                  back={`${listHref(year, state)}${Object.keys(state).length > 0 ? "&" : "?"}batch=${queue.batch.operationId}`}
                  rowsHref={`/programmes/${year}/enrolments/batches/${queue.batch.operationId}`}
                />
              </div>
            ) : null}
            <FilterBar queue={queue} />
            {list.left && list.left.staff + list.left.classes > 0 ? (
              <Remark className="mx-4 mb-2 sm:mx-8">
                {t("left", {
                  ...list.left,
                  count: list.left.staff + list.left.classes,
                  body:
                    (locale === "en" ? actor.delegation?.grantorNameEn : actor.delegation?.grantorName) ?? "",
                })}
              </Remark>
            ) : null}
            {rows.length === 0 ? (
              <div className="px-4 sm:px-8">
                {filtered ? (
                  <EmptyState
                    kind="no-match"
                    title={common("empty.noMatch")}
                    action={
                      <ButtonLink href={listHref(year, { tab: state.tab }, { cursor: undefined })}>
                        {common("empty.clearFilters")}
                      </ButtonLink>
                    }
                  />
                ) : (
                  <EmptyState
                    kind={list.tab === "to-confirm" || list.tab === "to-review" ? "all-done" : "nothing"}
                    title={t(
                      `${role}.empty.${list.tab === "to-confirm" || list.tab === "to-review" ? "done" : "none"}`,
                    )}
                  >
                    {t(`${role}.empty.next`)}
                  </EmptyState>
                )}
              </div>
            ) : (
              <QueueTable
                rows={rows}
                openId={openId}
                words={{
                  caption: t("listLabel"),
                  select: t("columns.select"),
                  teacher: t("columns.teacher"),
                  school: t("columns.school"),
                  subProject: t("columns.subProject"),
                  check: t("columns.check"),
                  state: t("columns.state"),
                  at: t(role === "school" ? "columns.submittedAt" : "columns.confirmedAt"),
                }}
                show={{ school: role === "province", selection: bulk }}
              />
            )}
            {rows.length > 0 ? (
              <div className="px-4 sm:px-8">
                <Pager
                  label={common("label.pages")}
                  range={t("range", { from, to: from + rows.length - 1, total: list.total })}
                  previous={
                    state.cursor
                      ? {
                          href: listHref(year, state, { cursor: undefined, from: undefined }),
                          label: t("firstPage"),
                        }
                      : undefined
                  }
                  nextLabel={common("action.next")}
                  nextHref={
                    list.next
                      ? listHref(year, state, {
                          cursor: list.next,
                          from: String(from + rows.length),
                        })
                      : undefined
                  }
                />
              </div>
            ) : null}
          </div>
        }
        listFoot={
          bulk && rows.length > 0 ? (
            <SelectionBar
              rows={rows.map((row) => row.id).join()}
              everyone={
                list.total > rows.length
                  ? {
                      total: list.total,
                      byHand: list.byHand,
                      value: everyoneValue(queue, calendar.now),
                    }
                  : undefined
              }
              words={{
                selected: t("bulk.selected", { count: "#" }),
                none: t("bulk.none"),
                byHand: t("bulk.byHand", { count: "#" }),
                approve: t("bulk.approve"),
                approveSome: t("bulk.approveSome", { count: "#" }),
                approveRest: t("bulk.approveRest", { count: "#" }),
                return: t("bulk.return"),
                returnSome: t("bulk.returnSome", { count: "#" }),
                clear: t("bulk.clear"),
                everyone: t(filtered ? "bulk.everyoneFiltered" : "bulk.everyone", { count: list.total }),
                everyoneOn: t("bulk.everyoneOn", {
                  count: list.total,
                  what: filtered ? t("bulk.whatFiltered") : t("bulk.whatAll"),
                }),
                reason: t("returning.reason"),
                sentence: t("returning.sentence"),
                to: t("returning.to"),
                send: t("bulk.send"),
              }}
              reasons={RETURN_REASONS.map((code) => ({
                value: code,
                label: reasons(`return.${code}.label`),
                sentence: reasons(`return.${code}.sentence`),
              }))}
              receivers={[
                { value: "school", label: t("returning.school") },
                { value: "teacher", label: t("returning.teacher") },
              ]}
            />
          ) : null
        }
        panel={panel ? <div data-queue>{panel}</div> : null}
        panelLabel={panelLabel ?? t("panelLabel")}
        panelFoot={panelFoot}
      />
    </Workspace>
  );
}

/** All that the filter shows, the whole of it, as one field of the form; who comes to the queue later is not among them. */
function everyoneValue({ year, filter }: Queue, now: Date): string {
  const { tab: _, cursor: __, ...conditions } = filter;
  const values = { ...conditions, year: String(year), asOf: now.toISOString() };
  return new URLSearchParams(
    Object.entries(values).flatMap(([name, value]): [string, string][] => (value ? [[name, value]] : [])),
  ).toString();
}

/** The first change in full, as many as there are in number. */
function changedMark(changes: ShownChange[], t: Words): string {
  const [first] = changes;
  return t("changedFields", { count: changes.length, first: first ? `${first.label}${first.short}` : "" });
}

type Words = Awaited<ReturnType<typeof getTranslations<"registration.queue">>>;

function checkOf(row: EnrolmentRow, t: Words): { checkFace: Face; check: string } {
  if (row.linesUnmet > 0) return { checkFace: "bad", check: t("unmet", { count: row.linesUnmet }) };
  if (row.linesToJudge > 0) return { checkFace: "judge", check: t("judge", { count: row.linesToJudge }) };
  return { checkFace: "ok", check: t("met", { count: row.linesMet }) };
}
