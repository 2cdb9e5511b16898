import type { Metadata } from "next";
import { DeskPage } from "@/components/shell/desk-page";
import { Table, Td, Th, Tr } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { formatDateTime } from "@/lib/i18n";
import { messageWords } from "@/lib/i18n/message-words";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { listFailedDeliveries } from "@/lib/notices";
import { failureFilterSchema } from "@/lib/notices/schema";
import { requireActor } from "@/lib/web";
import { Workspace } from "../../../_shell/workspace";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("notices.failures");
  return { title: t("title") };
}

type Props = { searchParams: Promise<Record<string, string | string[]>> };

export default async function FailuresPage({ searchParams }: Props) {
  const actor = await requireActor();
  const filter = failureFilterSchema.parse(await searchParams);
  const [page, words, t, contact, common, locale] = await Promise.all([
    listFailedDeliveries(actor, filter),
    getLocale().then(messageWords),
    getTranslations("notices.failures"),
    getTranslations("notices.contact"),
    getTranslations("common"),
    getLocale(),
  ]);
  return (
    <Workspace current="inbox">
      <DeskPage>
        <PageHeader
          path={{ label: common("label.path"), crumbs: [{ label: contact("back"), href: "/inbox" }] }}
          title={t("title")}
          facts={t("facts", { total: page.total })}
        />
        {page.rows.length === 0 ? (
          <EmptyState kind="all-done" title={t("none")}>
            {t("noneNext")}
          </EmptyState>
        ) : (
          <div>
            <p className="pb-2 text-ink-2">{t("lead")}</p>
            <Table caption={t("title")} phone="cards">
              <thead>
                <tr>
                  <Th scope="col">{t("recipient")}</Th>
                  <Th scope="col">{t("organisation")}</Th>
                  <Th scope="col">{t("message")}</Th>
                  <Th scope="col">{t("channel")}</Th>
                  <Th scope="col">{t("reason")}</Th>
                  <Th scope="col">{t("time")}</Th>
                </tr>
              </thead>
              <tbody>
                {page.rows.map((row) => (
                  <Tr key={row.id}>
                    <Th scope="row">{row.recipient}</Th>
                    <Td label={t("organisation")}>
                      {locale === "en" ? row.organisationNameEn : row.organisationName}
                    </Td>
                    <Td label={t("message")}>{words(row, "title")}</Td>
                    <Td label={t("channel")}>{t(`channels.${row.channel}`)}</Td>
                    <Td label={t("reason")}>{t(`reasons.${row.failure}`)}</Td>
                    <Td label={t("time")}>{formatDateTime(row.createdAt, locale)}</Td>
                  </Tr>
                ))}
              </tbody>
            </Table>
            <Pager
              label={common("label.pages")}
              range={t("facts", { total: page.total })}
              nextLabel={common("action.next")}
              nextHref={
                page.next ? `/inbox/failures?${new URLSearchParams({ cursor: page.next })}` : undefined
              }
            />
          </div>
        )}
      </DeskPage>
    </Workspace>
  );
}
