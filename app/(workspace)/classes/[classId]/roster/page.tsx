import type { Metadata } from "next";
import Link from "next/link";
import { FileForm } from "@/app/_shell/file-form";
import { Banner } from "@/components/ui/banner";
import { EmptyState } from "@/components/ui/empty-state";
import { Tabs } from "@/components/ui/tabs";
import { can } from "@/lib/access";
import { getRoster } from "@/lib/enrolments";
import { ROSTER_FORMATS } from "@/lib/enrolments/schema";
import { getTranslations } from "@/lib/i18n/translations";
import { chinaDay, dayOf } from "@/lib/kernel/dates";
import { shownRefusal } from "@/lib/web";
import { ClassFrame } from "../_class-frame";
import { RosterTable } from "../_roster-table";
import { loadClass } from "../load";
import { RemindForm } from "./_remind-form";

type Props = {
  params: Promise<{ classId: string }>;
  searchParams: Promise<Record<"acknowledged" | "told" | "left", string | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { trainingClass } = await loadClass((await params).classId);
  const t = await getTranslations("classes.roster");
  return { title: `${t("title")} · ${trainingClass.code}` };
}

export default async function RosterPage({ params, searchParams }: Props) {
  const { classId } = await params;
  const { actor, trainingClass } = await loadClass(classId);
  const asked = await searchParams;
  const { acknowledged, told, left } = asked;
  const [refused, roster, t] = await Promise.all([
    shownRefusal(asked),
    getRoster(actor, classId),
    getTranslations("classes"),
  ]);
  const issued = trainingClass.state === "notice-issued";
  const wanted = issued && (acknowledged === "yes" || acknowledged === "no") ? acknowledged : "all";
  const rows = roster.rows.filter(
    (row) => wanted === "all" || (row.acknowledgedAt !== null) === (wanted === "yes"),
  );
  const counts = {
    all: roster.rows.length,
    no: roster.rows.length - roster.acknowledged,
    yes: roster.acknowledged,
  };
  const silent = roster.rows.filter((row) => !row.acknowledgedAt);
  const today = chinaDay(trainingClass.now);
  const toRemind = silent.filter((row) => !row.remindedOn || dayOf(row.remindedOn) !== today).length;
  const remindable = issued && trainingClass.face.label === "notice-issued" && silent.length > 0;
  return (
    <ClassFrame actor={actor} trainingClass={trainingClass} current="roster" placed={roster.placed}>
      <p className="text-ink-2">
        {t(issued ? "roster.facts" : "roster.factsNoNotice", {
          placed: roster.placed,
          acknowledged: roster.acknowledged,
        })}
      </p>
      {told === undefined ? null : (
        <Banner tone="ok" answer title={t("remind.done", { count: Number(told) || 0 })}>
          {Number(left) > 0 ? t("remind.left", { count: Number(left) }) : null}
        </Banner>
      )}
      {remindable && can(actor, "opening-notice.remind") ? (
        toRemind > 0 ? (
          <RemindForm
            classId={classId}
            words={{
              submit: t("remind.submit", { count: toRemind }),
              submitting: t("remind.submitting"),
              hint: t("remind.hint"),
              errors: t("notice.errors"),
            }}
          />
        ) : (
          <p className="text-13 text-ink-2">{t("remind.allToday", { count: silent.length })}</p>
        )
      ) : null}
      {can(actor, "roster.export") && roster.placed > 0 ? (
        <FileForm
          id="export"
          action={`/classes/${classId}/roster/file`}
          files={ROSTER_FORMATS.map((format) => ({ format, label: t(`rosterFile.download.${format}`) }))}
          note={t("rosterFile.note")}
          refused={refused}
        />
      ) : null}
      {issued && can(actor, "arrival.read") && actor.role === "institution" ? (
        <p>
          <Link prefetch={false} href={`/classes/${classId}/arrivals`} className="link">
            {t("roster.arrivals")}
          </Link>
        </p>
      ) : null}
      {issued ? (
        <Tabs
          label={t("roster.filter")}
          tabs={(["all", "no", "yes"] as const).map((key) => ({
            key,
            label: t(`roster.${key}`),
            count: counts[key],
            href: `/classes/${classId}/roster${key === "all" ? "" : `?acknowledged=${key}`}`,
            current: wanted === key,
          }))}
        />
      ) : null}
      {rows.length > 0 ? (
        <RosterTable rows={rows} caption={t("roster.title")} noticeIssued={issued} />
      ) : (
        <EmptyState
          kind={roster.placed === 0 ? "nothing" : "all-done"}
          title={
            roster.placed === 0
              ? t("people.noneYet")
              : t("roster.facts", { placed: roster.placed, acknowledged: roster.acknowledged })
          }
        >
          {roster.placed === 0 ? t(trainingClass.open ? "people.noneNextOpen" : "people.noneNext") : null}
        </EmptyState>
      )}
    </ClassFrame>
  );
}
