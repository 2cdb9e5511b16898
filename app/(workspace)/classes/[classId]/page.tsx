import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { OpeningNoticePaper } from "@/components/domain/classes/opening-notice-paper";
import { WithAside } from "@/components/shell/desk-shell";
import { ButtonLink } from "@/components/ui/button";
import { Table, Td, Th, Tr } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Section } from "@/components/ui/page-header";
import { SeatLegend, SeatSquares } from "@/components/ui/seat-squares";
import { type Face, StateFace } from "@/components/ui/state-face";
import { can } from "@/lib/access";
import { getRoster, noticeRecipients } from "@/lib/enrolments";
import { formatClosing, formatDate, formatDay, parseLocale } from "@/lib/i18n";
import { db } from "@/lib/platform/db";
import { ClassFrame } from "./_class-frame";
import { RosterTable } from "./_roster-table";
import { loadClass, loadNotice } from "./load";

type Props = { params: Promise<{ classId: string }> };

const SHOWN = 8;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { trainingClass } = await loadClass((await params).classId);
  const t = await getTranslations("classes");
  return { title: `${trainingClass.code} · ${t("title")}` };
}

export default async function ClassPage({ params }: Props) {
  const { classId } = await params;
  const { actor, trainingClass: one } = await loadClass(classId);
  if (actor.role === "teacher") redirect(`/classes/${classId}/notice`);
  const mine = actor.role === "institution";
  const [notice, roster, recipients, t, language] = await Promise.all([
    loadNotice(classId),
    can(actor, "roster.read") ? getRoster(actor, classId) : null,
    mine ? noticeRecipients(db(), classId) : null,
    getTranslations("classes"),
    getLocale(),
  ]);
  const locale = parseLocale(language);
  const issued = one.state === "notice-issued";
  const placed = roster?.placed ?? 0;
  const who = mine ? t("by.you") : t("by.institution");
  const steps: { key: string; what: string; face: Face; when: string; by: string }[] = [
    {
      key: "formed",
      what: t("todo.formed"),
      face: "ok",
      when: one.formedAt
        ? t(one.formedLate ? "todo.formedLate" : "todo.formedOn", { date: formatDay(one.formedAt, locale) })
        : "",
      by: who,
    },
    {
      key: "placement",
      what: t("todo.placement"),
      face: placed > 0 ? "ok" : "wait",
      when: placed > 0 ? t("todo.placementDone", { count: placed }) : t("todo.placementWait"),
      by: t("by.office"),
    },
    {
      key: "notice",
      what: t("todo.notice"),
      face: issued ? "ok" : one.face.face,
      when:
        issued && notice?.issuedAt
          ? t("todo.noticeDone", { date: formatDay(notice.issuedAt, locale) })
          : one.noticeDueAt
            ? t("todo.noticeDue", { time: formatClosing(one.noticeDueAt, locale) })
            : t("todo.noticeNone"),
      by: who,
    },
    {
      key: "training",
      what: t("todo.training", { days: one.days }),
      face: one.face.label === "running" ? "ok" : "idle-ring",
      when: t("todo.trainingOn", {
        from: formatDate(one.startsOn, locale),
        to: formatDate(one.endsOn, locale),
      }),
      by: who,
    },
  ];
  return (
    <ClassFrame
      actor={actor}
      trainingClass={one}
      current="overview"
      placed={roster?.placed}
      actions={
        mine && !issued ? (
          <ButtonLink
            tone="primary"
            icon={notice ? "send" : "pencil"}
            href={notice && placed > 0 ? `/classes/${classId}/notice/issue` : `/classes/${classId}/notice`}
          >
            {t(notice && placed > 0 ? "notice.issue" : "notice.prepare")}
          </ButtonLink>
        ) : undefined
      }
    >
      <WithAside
        label={t("notice.preview")}
        aside={
          <Section id="preview" title={t("notice.preview")} rule={false}>
            <div className="grid gap-3">
              {recipients && !issued ? (
                <p className="text-13 text-ink-2">
                  {recipients.teacherIds.length > 0
                    ? t("notice.recipients", {
                        teachers: recipients.teacherIds.length,
                        schools: recipients.schoolIds.length,
                        provinces: recipients.provinceIds.length,
                      })
                    : t("notice.recipientsNone")}
                </p>
              ) : null}
              {notice ? (
                <OpeningNoticePaper trainingClass={one} fields={notice.fields} notice={notice} compact />
              ) : (
                <EmptyState kind="nothing" title={t(mine ? "notice.draftOnly" : "notice.notYet")}>
                  {mine ? null : t("notice.notYetNext")}
                </EmptyState>
              )}
            </div>
          </Section>
        }
      >
        <Section id="todo" title={t("todo.title")}>
          <Table caption={t("todo.title")} phone="cards">
            <thead>
              <tr>
                <Th>{t("todo.what")}</Th>
                <Th>{t("todo.by")}</Th>
                <Th>{t("todo.when")}</Th>
              </tr>
            </thead>
            <tbody>
              {steps.map((step) => (
                <Tr key={step.key}>
                  <Th scope="row">{step.what}</Th>
                  <Td label={t("todo.by")}>{step.by}</Td>
                  <Td label={t("todo.when")}>
                    <StateFace face={step.face}>{step.when}</StateFace>
                  </Td>
                </Tr>
              ))}
            </tbody>
          </Table>
        </Section>
        <Section
          id="people"
          title={t("people.title")}
          note={
            roster
              ? t("people.note", { capacity: one.capacity, placed, open: Math.max(one.capacity - placed, 0) })
              : undefined
          }
          aside={
            placed > SHOWN ? (
              <Link prefetch={false} href={`/classes/${classId}/roster`} className="link">
                {t("people.all", { count: placed })}
              </Link>
            ) : undefined
          }
        >
          {roster ? (
            <div className="grid gap-3 pt-3">
              <SeatSquares
                filled={placed}
                held={0}
                open={Math.max(one.capacity - placed, 0)}
                label={t("people.squares", { capacity: one.capacity, placed })}
              />
              <SeatLegend
                items={[
                  { kind: "filled", label: t("people.placed"), count: placed },
                  { kind: "open", label: t("people.open"), count: Math.max(one.capacity - placed, 0) },
                ]}
              />
              {roster.rows.length > 0 ? (
                <RosterTable
                  rows={roster.rows.slice(0, SHOWN)}
                  caption={t("people.title")}
                  noticeIssued={issued}
                />
              ) : (
                <EmptyState kind="nothing" title={t("people.noneYet")}>
                  {t("people.noneNext")}
                </EmptyState>
              )}
            </div>
          ) : (
            <p className="pt-3 text-ink-2">{t("people.restricted")}</p>
          )}
        </Section>
      </WithAside>
    </ClassFrame>
  );
}
