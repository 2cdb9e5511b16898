import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { PlainBar } from "@/components/domain/reporting/marks";
import { DeskPage, WithAside } from "@/components/shell/desk-page";
import { ButtonLink } from "@/components/ui/button";
import { TaskRow } from "@/components/ui/card";
import { Table, Td, Th, Tr } from "@/components/ui/data-table";
import { DeadlineTiles } from "@/components/ui/deadline";
import { EmptyState } from "@/components/ui/empty-state";
import { Icon } from "@/components/ui/icon";
import { PageHeader, Section } from "@/components/ui/page-header";
import { ProgressRows } from "@/components/ui/progress-rows";
import { can } from "@/lib/access";
import {
  formatClosing,
  formatDateTime,
  formatFullDateTime,
  formatNumber,
  formatShare,
  remainingText,
  timeLeft,
} from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { getDesk } from "@/lib/reporting";
import type { DeskFigure, DeskWindow } from "@/lib/reporting/schema";
import { requireActor } from "@/lib/web";
import { Workspace } from "../../_shell/workspace";
import { Explained } from "../../help/explained";
import type { TermKey } from "../../help/terms";
import { AdministrationDesk } from "./_administration-desk";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("desk");
  return { title: t("title") };
}

const TILES = 4;

/** What a newcomer may not know among the figures. */
const FIGURE_TERMS: Record<DeskFigure["key"], TermKey> = {
  issued: "handDown",
  carded: "card",
  submitted: "enrolment",
  confirmed: "confirm",
  approved: "review",
  placed: "placement",
};

/** Own windows first, the next closing first; then what other bodies do next. */
function nextWindows(windows: DeskWindow[], now: Date): DeskWindow[] {
  const ahead = windows.filter((one) => one.closesAt > now);
  return [...ahead.filter((one) => one.mine), ...ahead.filter((one) => !one.mine)]
    .slice(0, TILES)
    .sort((a, b) => a.closesAt.getTime() - b.closesAt.getTime());
}

/** What begins next, whoever does it. */
function opening(windows: DeskWindow[], now: Date): DeskWindow[] {
  return windows
    .filter((one) => one.opensAt > now)
    .toSorted((a, b) => a.opensAt.getTime() - b.opensAt.getTime())
    .slice(0, TILES);
}

export default async function DeskHome() {
  const actor = await requireActor();
  if (actor.role === "teacher") redirect("/registration");
  if (can(actor, "administration.read")) return <AdministrationDesk actor={actor} />;
  const [desk, t, words, locale] = await Promise.all([
    getDesk(actor),
    getTranslations("desk"),
    getTranslations("common"),
    getLocale(),
  ]);
  const byKey = new Map(desk.windows.map((window) => [window.key, window]));
  const title = (window: DeskWindow) => (locale === "en" ? window.titleEn : window.title);
  const total = desk.figures[0]?.outOf ?? 0;
  const ahead = opening(desk.windows, desk.now);
  return (
    <Workspace current="desk">
      <DeskPage>
        <PageHeader
          title={t("title")}
          facts={t("clockLine", { time: formatFullDateTime(desk.now, locale) })}
        />
        {desk.windows.length > 0 ? (
          <DeadlineTiles
            label={words("label.deadlines")}
            tiles={nextWindows(desk.windows, desk.now).map((window) => {
              const opened = window.opensAt <= desk.now;
              const left = timeLeft(opened ? window.closesAt : window.opensAt, desk.now);
              return {
                key: window.key,
                label: title(window),
                remaining: opened
                  ? remainingText(left, words)
                  : t("opensAt", { time: formatDateTime(window.opensAt, locale) }),
                tone: opened && window.mine ? left.tone : "calm",
                note: words("until", { time: formatClosing(window.closesAt, locale) }),
              };
            })}
          />
        ) : null}
        <WithAside
          label={t("figures.title")}
          aside={
            desk.figures.length > 0 ? (
              <>
                <Section
                  id="progress"
                  title={t("figures.title")}
                  note={t("figures.note", { total: formatNumber(total, locale) })}
                >
                  <div className="pt-3">
                    <ProgressRows
                      total={total}
                      rows={desk.figures.map((figure) => ({
                        key: figure.key,
                        label: (
                          <Explained term={FIGURE_TERMS[figure.key]}>{t(`figures.${figure.key}`)}</Explained>
                        ),
                        value: figure.value,
                        valueText: formatNumber(figure.value, locale),
                        shareText: total > 0 ? formatShare(figure.value / total) : "—",
                      }))}
                    />
                  </div>
                </Section>
                {desk.bodies.length > 0 ? (
                  <Section
                    id="bodies"
                    title={t(
                      actor.role === "province" || actor.role === "city"
                        ? "bodies.schools"
                        : "bodies.regions",
                    )}
                  >
                    <Table
                      caption={t(
                        actor.role === "province" || actor.role === "city"
                          ? "bodies.schools"
                          : "bodies.regions",
                      )}
                      phone="fit"
                    >
                      <thead>
                        <tr>
                          <Th>{t("bodies.name")}</Th>
                          <Th align="right">{t("bodies.usedOf")}</Th>
                          <Th align="right">{t("bodies.free")}</Th>
                        </tr>
                      </thead>
                      <tbody>
                        {desk.bodies.map((body) => (
                          <Tr key={body.name}>
                            <Th scope="row">{locale === "en" ? body.nameEn : body.name}</Th>
                            <Td
                              numeric
                            >{`${formatNumber(body.used, locale)} / ${formatNumber(body.seats, locale)}`}</Td>
                            <Td numeric>
                              <b>{formatNumber(body.free, locale)}</b>
                            </Td>
                          </Tr>
                        ))}
                      </tbody>
                    </Table>
                    {can(actor, "overview.read") ? (
                      <p className="pt-2 text-13">
                        <Link prefetch={false} href={`/programmes/${desk.year}/comparison`} className="link">
                          {t("bodies.all")}
                        </Link>
                      </p>
                    ) : null}
                  </Section>
                ) : null}
              </>
            ) : null
          }
        >
          <Section
            id="waiting"
            title={t("waiting.title")}
            note={t("waiting.note", { count: desk.tasks.length })}
          >
            {desk.tasks.length === 0 ? (
              <EmptyState kind="all-done" title={t("waiting.none")}>
                {t("waiting.noneNext")}
              </EmptyState>
            ) : (
              <ul>
                {desk.tasks.map((task) => {
                  const window = task.window ? byKey.get(task.window) : undefined;
                  const left = window ? timeLeft(window.closesAt, desk.now) : null;
                  return (
                    <TaskRow
                      key={task.key}
                      icon={
                        <Icon
                          name={left?.over ? "alert" : "flag"}
                          className={left?.over ? "text-bad" : "text-todo"}
                        />
                      }
                      title={t(`tasks.${task.key}.title`, { count: task.count })}
                      note={t(`tasks.${task.key}.note`)}
                      when={
                        window && left ? (
                          <>
                            <span className="block">{formatClosing(window.closesAt, locale)}</span>
                            <span
                              className={
                                left.over ? "font-bold text-bad" : left.tone === "calm" ? "" : "text-todo"
                              }
                            >
                              {remainingText(left, words)}
                            </span>
                          </>
                        ) : null
                      }
                      action={<ButtonLink href={task.href}>{t(`tasks.${task.key}.action`)}</ButtonLink>}
                    />
                  );
                })}
              </ul>
            )}
          </Section>
          {desk.duties.length > 0 ? (
            <Section id="duties" title={t("duties.title")}>
              <div className="max-w-[36rem] pt-3">
                <ul className="grid grid-cols-[minmax(6em,auto)_minmax(0,1fr)_auto] gap-x-3 gap-y-2">
                  {desk.duties.map(({ key, done, outOf }) => (
                    <li key={key} className="col-span-3 grid grid-cols-subgrid items-center">
                      <Link prefetch={false} href={`/programmes/${desk.year}/classes`} className="link">
                        {t(`duties.${key}`)}
                      </Link>
                      <PlainBar value={done} to={Math.max(1, outOf)} />
                      <span className="text-right">
                        <b>{formatNumber(done, locale)}</b> / {formatNumber(outOf, locale)}
                      </span>
                    </li>
                  ))}
                </ul>
              </div>
            </Section>
          ) : null}
          {ahead.length > 0 ? (
            <Section
              id="next"
              title={t("next.title")}
              aside={
                <Link prefetch={false} href={`/programmes/${desk.year}/calendar`} className="link">
                  {t("next.all")}
                </Link>
              }
            >
              <ul>
                {ahead.map((window) => (
                  <li
                    key={window.key}
                    className="flex flex-wrap gap-x-4 gap-y-1 border-b border-line py-2 text-14"
                  >
                    <span className="w-40 text-ink-2">
                      {t("opensAt", { time: formatDateTime(window.opensAt, locale) })}
                    </span>
                    <span className="font-bold">{title(window)}</span>
                    <span className="text-ink-2">
                      {words("until", { time: formatClosing(window.closesAt, locale) })}
                    </span>
                    {window.mine ? <span className="text-todo">{t("next.yours")}</span> : null}
                  </li>
                ))}
              </ul>
            </Section>
          ) : null}
        </WithAside>
      </DeskPage>
    </Workspace>
  );
}
