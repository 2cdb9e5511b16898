import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { OpeningNoticePaper } from "@/components/domain/classes/opening-notice-paper";
import { WithAside } from "@/components/shell/desk-page";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Section } from "@/components/ui/page-header";
import { SeatLegend, SeatSquares } from "@/components/ui/seat-squares";
import { can } from "@/lib/access";
import { countNoticeRecipients, getRoster } from "@/lib/enrolments";
import { getTranslations } from "@/lib/i18n/translations";
import { dayOf, startOfChinaDay } from "@/lib/kernel/dates";
import { ClassFrame } from "./_class-frame";
import { ClassSteps } from "./_class-steps";
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
  const [notice, roster, recipients, t] = await Promise.all([
    loadNotice(classId),
    can(actor, "roster.read") ? getRoster(actor, classId) : null,
    mine ? countNoticeRecipients(actor, classId) : null,
    getTranslations("classes"),
  ]);
  const issued = one.state === "notice-issued";
  const cancelled = one.state === "cancelled";
  const cancellable =
    !cancelled &&
    one.now < startOfChinaDay(dayOf(one.startsOn)) &&
    (can(actor, "class.cancel") || can(actor, "cancellation.submit"));
  const placed = roster?.placed ?? 0;
  return (
    <ClassFrame
      actor={actor}
      trainingClass={one}
      current="overview"
      placed={roster?.placed}
      actions={
        cancellable || (mine && !issued && !cancelled) ? (
          <>
            {cancellable ? (
              <ButtonLink href={`/classes/${classId}/cancel`}>
                {t(mine ? "cancel.ask" : "cancel.open")}
              </ButtonLink>
            ) : null}
            {mine && !issued && !cancelled ? (
              <ButtonLink
                tone="primary"
                icon={notice ? "send" : "pencil"}
                href={
                  notice && placed > 0 ? `/classes/${classId}/notice/issue` : `/classes/${classId}/notice`
                }
              >
                {t(notice && placed > 0 ? "notice.issue" : "notice.prepare")}
              </ButtonLink>
            ) : null}
          </>
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
                  {recipients.teachers > 0 ? t("notice.recipients", recipients) : t("notice.recipientsNone")}
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
        <Section
          id="todo"
          title={t("todo.title")}
          aside={
            <a href={`/classes/${classId}/calendar`} download className="link">
              {t("calendar.add")}
            </a>
          }
        >
          <ClassSteps
            actor={actor}
            trainingClass={one}
            noticeIssuedAt={notice?.issuedAt ?? null}
            placed={placed}
          />
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
                  {t(one.open ? "people.noneNextOpen" : "people.noneNext")}
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
