import type { Metadata } from "next";
import { DeskPage } from "@/components/shell/desk-page";
import { Banner } from "@/components/ui/banner";
import { ButtonLink } from "@/components/ui/button";
import { Table, Td, Th, Tr } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { formatClosing, formatDateTime } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { listEmptySeats } from "@/lib/quotas";
import { emptySeatFilterSchema } from "@/lib/quotas/schema";
import { requireActor } from "@/lib/web";
import { Workspace } from "../../../../../_shell/workspace";
import { RemindForm } from "./_remind-form";

type Props = {
  params: Promise<{ year: string }>;
  searchParams: Promise<Record<string, string | string[]>>;
};

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("quotas.empty");
  return { title: t("title") };
}

export default async function EmptySeatsPage({ params, searchParams }: Props) {
  const [{ year }, asked, actor] = await Promise.all([params, searchParams, requireActor()]);
  const filter = emptySeatFilterSchema.parse({ ...asked, year });
  const [page, t, words, common, locale] = await Promise.all([
    listEmptySeats(actor, filter),
    getTranslations("quotas.empty"),
    getTranslations("quotas"),
    getTranslations("common"),
    getLocale(),
  ]);
  const here = `/programmes/${year}/cards/empty`;
  return (
    <Workspace current="cards">
      <DeskPage>
        {asked.schools === undefined ? null : (
          <Banner tone={Number(asked.schools) > 0 ? "ok" : "info"} answer>
            {t("done", {
              schools: Number(asked.schools),
              seats: Number(asked.seats),
              left: Number(asked.left),
            })}
          </Banner>
        )}
        <PageHeader
          title={t("title")}
          path={{
            label: words("path.label"),
            crumbs: [
              { href: `/programmes/${year}`, label: words("path.year", { year }) },
              { href: `/programmes/${year}/cards`, label: words("path.cards") },
            ],
          }}
          facts={t("facts", { schools: page.total, seats: page.seats })}
          actions={<ButtonLink href="/inbox/failures">{t("failures")}</ButtonLink>}
        />
        {page.rows.length === 0 ? (
          <EmptyState kind="all-done" title={t("none")}>
            {t("noneNext")}
          </EmptyState>
        ) : (
          <div>
            <RemindForm
              key={page.rows.map((row) => String(row.remindedToday)).join()}
              year={filter.year}
              words={{
                hint: t("hint"),
                submit: t("submit"),
                submitting: t("submitting"),
                errors: words("errors"),
              }}
            >
              <Table caption={t("title")} phone="cards">
                <thead>
                  <tr>
                    <Th>
                      <span className="sr-only">{t("choose")}</span>
                    </Th>
                    <Th>{words("cards.school")}</Th>
                    <Th align="right">{t("free")}</Th>
                    <Th align="right">{t("bound")}</Th>
                    <Th align="right">{t("surplus")}</Th>
                    <Th align="right">{t("lapses")}</Th>
                    <Th align="right">{t("reminded")}</Th>
                  </tr>
                </thead>
                <tbody>
                  {page.rows.map((row) => {
                    const name = locale === "en" ? row.schoolNameEn : row.schoolName;
                    return (
                      <Tr key={row.schoolId}>
                        <Td>
                          <input
                            type="checkbox"
                            name="schoolIds[]"
                            value={row.schoolId}
                            defaultChecked={!row.remindedToday}
                            disabled={row.remindedToday}
                            aria-label={t("chooseOne", { name })}
                            className="size-4 max-sm:size-6"
                          />
                        </Td>
                        <Th scope="row">{name}</Th>
                        <Td label={t("free")} numeric>
                          {row.free}
                        </Td>
                        <Td label={t("bound")} numeric>
                          {row.bound}
                        </Td>
                        <Td label={t("surplus")} numeric>
                          {row.surplus > 0 ? t("surplusOf", { count: row.surplus }) : "0"}
                        </Td>
                        <Td label={t("lapses")} numeric>
                          {formatClosing(row.lapsesAt, locale)}
                        </Td>
                        <Td label={t("reminded")} numeric>
                          {row.remindedAt ? formatDateTime(row.remindedAt, locale) : t("never")}
                        </Td>
                      </Tr>
                    );
                  })}
                </tbody>
              </Table>
            </RemindForm>
            <p className="pt-2 text-13 text-ink-2">{t("surplusNote")}</p>
            <Pager
              label={common("label.pages")}
              range={t("range", { shown: page.rows.length, total: page.total })}
              nextLabel={common("action.next")}
              nextHref={page.next ? `${here}?${new URLSearchParams({ cursor: page.next })}` : undefined}
            />
          </div>
        )}
      </DeskPage>
    </Workspace>
  );
}
