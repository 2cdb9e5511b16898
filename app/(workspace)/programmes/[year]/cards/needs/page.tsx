import type { Metadata } from "next";
import { formDraft } from "@/app/_shell/form-draft";
import { DeskPage } from "@/components/shell/desk-page";
import { Banner } from "@/components/ui/banner";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { formatClosing, formatDateTime } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { listSeatNeeds } from "@/lib/quotas";
import { MOST_NEEDED_SEATS } from "@/lib/quotas/schema";
import type { SeatNeedRow } from "@/lib/quotas/views";
import { requireActor } from "@/lib/web";
import { Workspace } from "../../../../../_shell/workspace";
import { type NeedRow, NeedsForm } from "./_needs-form";

type Props = {
  params: Promise<{ year: string }>;
  searchParams: Promise<Record<string, string | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("seats.needs");
  return { title: t("title") };
}

/** A school says what it needs before its province splits the seats. */
export default async function NeedsPage({ params, searchParams }: Props) {
  const [actor, { year }, asked, t, words, locale] = await Promise.all([
    requireActor(),
    params,
    searchParams,
    getTranslations("seats.needs"),
    getTranslations("quotas"),
    getLocale(),
  ]);
  const needs = await listSeatNeeds(actor, { year: Number(year) });
  // The sum of the rows' versions: each change of any of them makes it greater.
  const version = needs.rows.reduce((sum, row) => sum + row.version, 0);
  const draft = await formDraft(actor, "quotas.needs", String(Number(year)), version);
  const toRow = (row: SeatNeedRow): NeedRow => {
    const name = locale === "en" ? row.nameEn : row.name;
    return {
      id: row.subProjectId,
      code: row.code,
      name,
      teachers: { complete: row.complete, fitting: row.fitting },
      lastYear:
        row.lastSeats === null ? null : t("lastYearOf", { used: row.lastUsed ?? 0, seats: row.lastSeats }),
      seats: row.seats ?? 0,
      reason: row.reason,
      version: row.version,
      settled:
        row.allocated > 0
          ? t("answered", { count: row.allocated })
          : needs.open
            ? null
            : row.statedAt
              ? t("statedAt", { time: formatDateTime(row.statedAt, locale) })
              : t("notStated"),
      words: {
        seats: t("seatsOf", { name }),
        less: words("allocation.less", { school: name }),
        more: words("allocation.more", { school: name }),
        reason: t("reasonOf", { name }),
      },
    };
  };
  return (
    <Workspace current="cards">
      <DeskPage>
        {Number(asked.kept) > 0 ? (
          <Banner tone="ok" answer>
            {t("kept", { count: Number(asked.kept) })}
          </Banner>
        ) : null}
        <PageHeader
          title={t("title")}
          path={{
            label: words("path.label"),
            crumbs: [
              { href: `/programmes/${year}`, label: words("path.year", { year }) },
              { href: `/programmes/${year}/cards`, label: words("path.cards") },
            ],
          }}
          facts={
            needs.open
              ? needs.closesAt && needs.closesAt > needs.now
                ? t("openUntil", { time: formatClosing(needs.closesAt, locale) })
                : t("open")
              : t("closed")
          }
        />
        {needs.rows.length === 0 ? (
          <EmptyState kind="nothing" title={t("none")}>
            {t("noneNext")}
          </EmptyState>
        ) : (
          <NeedsForm
            key={needs.rows.map((row) => row.version).join()}
            year={Number(year)}
            draft={draft}
            most={MOST_NEEDED_SEATS}
            rows={needs.rows.map(toRow)}
            words={{
              caption: t("title"),
              subProject: words("cards.subProject"),
              teachers: words("allocation.teachers"),
              lastYear: t("lastYear"),
              noLastYear: t("noLastYear"),
              seats: t("seats"),
              reason: t("reason"),
              hint: t("hint"),
              submit: t("submit"),
              submitting: t("submitting"),
              errors: words("errors"),
            }}
          />
        )}
      </DeskPage>
    </Workspace>
  );
}
