import type { Metadata } from "next";
import Link from "next/link";
import { DeskPage } from "@/components/shell/desk-page";
import { ButtonLink } from "@/components/ui/button";
import { Table, Td, Th, Tr } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { SearchBox } from "@/components/ui/search-box";
import { StateFace } from "@/components/ui/state-face";
import { Tabs } from "@/components/ui/tabs";
import { can } from "@/lib/access";
import { formatDate, formatDay } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { listNotices } from "@/lib/notices";
import { type NoticeRow, noticeFilterSchema } from "@/lib/notices/schema";
import { requireActor } from "@/lib/web";
import { Workspace } from "../../../_shell/workspace";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("notices.manage");
  return { title: t("title") };
}

type Props = { searchParams: Promise<Record<string, string | string[]>> };

/** Notices as the bodies see them: from their issue on, before the public. */
export default async function NoticesPage({ searchParams }: Props) {
  const actor = await requireActor();
  const filter = noticeFilterSchema.parse(await searchParams);
  const [page, t, common, locale] = await Promise.all([
    listNotices(actor, filter),
    getTranslations("notices"),
    getTranslations("common"),
    getLocale(),
  ]);
  const drafts = can(actor, "notice.create");
  const address = (more: Record<string, string | undefined>) => {
    const parts = { state: filter.state, search: filter.search, ...more };
    const set = Object.entries(parts).flatMap(([key, value]) => (value ? [[key, value]] : []));
    return `/notices/manage${set.length > 0 ? `?${new URLSearchParams(set)}` : ""}`;
  };
  const state = (row: NoticeRow) => {
    if (row.state === "draft") return <StateFace face="idle-pencil">{t("states.draft")}</StateFace>;
    if (row.isPublic || !row.publicOn) return <StateFace face="ok">{t("states.public")}</StateFace>;
    return <StateFace face="wait">{t("states.issued", { date: formatDay(row.publicOn, locale) })}</StateFace>;
  };
  const tab = (key: string, label: string, value?: "draft" | "issued") => ({
    key,
    label,
    href: address({ state: value }),
    current: filter.state === value,
  });
  return (
    <Workspace current="notices">
      <DeskPage>
        <PageHeader
          title={t("manage.title")}
          facts={t("manage.facts", { total: page.total })}
          actions={
            drafts ? (
              <ButtonLink tone="primary" icon="pencil" href="/notices/manage/new">
                {t("manage.new")}
              </ButtonLink>
            ) : undefined
          }
          tabs={
            drafts ? (
              <Tabs
                label={t("manage.tabs")}
                tabs={[
                  tab("all", t("manage.all")),
                  tab("draft", t("manage.drafts"), "draft"),
                  tab("issued", t("manage.issued"), "issued"),
                ]}
              />
            ) : undefined
          }
        />
        <search>
          <form className="max-w-80">
            {filter.state ? <input type="hidden" name="state" value={filter.state} /> : null}
            <SearchBox label={t("manage.search")} name="search" defaultValue={filter.search} />
          </form>
        </search>
        {page.rows.length === 0 ? (
          <EmptyState
            kind={filter.search || filter.state ? "no-match" : "nothing"}
            title={filter.search || filter.state ? common("empty.noMatch") : t("manage.none")}
            action={
              filter.search || filter.state ? (
                <ButtonLink href="/notices/manage">{common("empty.clearFilters")}</ButtonLink>
              ) : undefined
            }
          >
            {filter.search || filter.state ? null : t(drafts ? "manage.noneMinistry" : "manage.noneOther")}
          </EmptyState>
        ) : (
          <div>
            <Table caption={t("manage.title")} phone="cards">
              <thead>
                <tr>
                  <Th>{t("manage.name")}</Th>
                  <Th>{t("manage.number")}</Th>
                  <Th>{t("manage.issuer")}</Th>
                  <Th>{t("manage.issuedOn")}</Th>
                  <Th>{t("manage.state")}</Th>
                </tr>
              </thead>
              <tbody>
                {page.rows.map((row) => (
                  <Tr key={row.id}>
                    <Th scope="row">
                      <Link prefetch={false} href={`/notices/manage/${row.id}`} className="link">
                        {row.title}
                      </Link>
                    </Th>
                    <Td label={t("manage.number")}>{row.documentNumber}</Td>
                    <Td label={t("manage.issuer")}>{locale === "en" ? row.issuerNameEn : row.issuerName}</Td>
                    <Td label={t("manage.issuedOn")} className="whitespace-nowrap">
                      {row.issuedOn ? formatDate(row.issuedOn, locale) : "—"}
                    </Td>
                    <Td label={t("manage.state")}>{state(row)}</Td>
                  </Tr>
                ))}
              </tbody>
            </Table>
            <Pager
              label={common("label.pages")}
              range={t("manage.facts", { total: page.total })}
              nextLabel={common("action.next")}
              nextHref={page.next ? address({ cursor: page.next }) : undefined}
            />
          </div>
        )}
      </DeskPage>
    </Workspace>
  );
}
