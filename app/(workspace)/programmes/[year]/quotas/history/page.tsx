import type { Metadata } from "next";
import { missing } from "@/app/_shell/missing";
import { DeskPage } from "@/components/shell/desk-page";
import { Table, Td, Th, Tr, Unknown } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { formatDateTime, formatNumber } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { isId } from "@/lib/kernel/id";
import { getSeatHistory } from "@/lib/quotas";
import { requireActor } from "@/lib/web";
import { Workspace } from "../../../../../_shell/workspace";

type Props = {
  params: Promise<{ year: string }>;
  searchParams: Promise<Record<string, string | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("quotas");
  return { title: t("history.title") };
}

/** Every movement of one account, with who made it and why. */
export default async function SeatHistoryPage({ params, searchParams }: Props) {
  const [actor, { year }, asked, t, common, locale] = await Promise.all([
    requireActor(),
    params,
    searchParams,
    getTranslations("quotas"),
    getTranslations("common"),
    getLocale(),
  ]);
  const { subProjectId = "", organisationId = "", cursor } = asked;
  if (!isId(subProjectId) || !isId(organisationId)) missing();
  const history = await getSeatHistory(actor, { subProjectId, organisationId, cursor });
  const lowers = new Set(["hand-back", "move-out", "recall", "lapse"]);
  return (
    <Workspace current={actor.role === "school" ? "cards" : "quotas"}>
      <DeskPage>
        <PageHeader
          title={t("history.title")}
          path={{
            label: t("path.label"),
            crumbs: [
              { href: `/programmes/${year}`, label: t("path.year", { year }) },
              { href: `/programmes/${year}/quotas`, label: t("path.quotas") },
              { label: t("history.title") },
            ],
          }}
          facts={t("history.lead", {
            code: history.code,
            name: locale === "en" ? history.nameEn : history.name,
            body: locale === "en" ? history.bodyEn : history.body,
            granted: history.granted,
            left: history.left,
          })}
        />
        {history.rows.length === 0 ? (
          <EmptyState kind="nothing" title={t("history.none")} />
        ) : (
          <div>
            <Table caption={t("history.title")}>
              <thead>
                <tr>
                  <Th>{t("history.at")}</Th>
                  <Th>{t("history.kind")}</Th>
                  <Th align="right">{t("history.seats")}</Th>
                  <Th>{t("history.by")}</Th>
                  <Th>{t("history.reason")}</Th>
                </tr>
              </thead>
              <tbody>
                {history.rows.map((row) => (
                  <Tr key={row.id}>
                    <Td>{formatDateTime(row.at, locale)}</Td>
                    <Td>{t(`history.kinds.${row.kind}`)}</Td>
                    <Td numeric>
                      {lowers.has(row.kind) ? "\u2212" : "+"}
                      {formatNumber(row.seats, locale)}
                    </Td>
                    <Td>{row.actorRole === "system" ? t("history.system") : row.actorName}</Td>
                    <Td>{row.reason ?? <Unknown reason={t("history.noReason")} />}</Td>
                  </Tr>
                ))}
              </tbody>
            </Table>
            <Pager
              label={common("label.pages")}
              range={t("history.range", { shown: history.rows.length, total: history.total })}
              nextLabel={common("action.next")}
              nextHref={
                history.next
                  ? `/programmes/${year}/quotas/history?subProjectId=${subProjectId}&organisationId=${organisationId}&cursor=${history.next}`
                  : undefined
              }
            />
          </div>
        )}
      </DeskPage>
    </Workspace>
  );
}
