import type { Metadata } from "next";
import Link from "next/link";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { SearchBox } from "@/components/ui/search-box";
import { DemonstrationTag } from "@/components/ui/state-face";
import { formatDate } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { listPublicNotices } from "@/lib/notices";
import { noticeFilterSchema } from "@/lib/notices/schema";
import { PublicFrame } from "../../_shell/public-frame";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("notices.public");
  return { title: t("title") };
}

type Props = { searchParams: Promise<Record<string, string | string[]>> };

export default async function PublicNoticesPage({ searchParams }: Props) {
  const filter = noticeFilterSchema.parse(await searchParams);
  const [page, t, common, shell, locale] = await Promise.all([
    listPublicNotices({ search: filter.search, cursor: filter.cursor }),
    getTranslations("notices.public"),
    getTranslations("common"),
    getTranslations("shell"),
    getLocale(),
  ]);
  return (
    <PublicFrame current="notices">
      <div className="grid gap-6">
        <PageHeader title={t("title")} facts={t("lead")} />
        <search>
          <form className="max-w-96">
            <SearchBox label={t("search")} name="search" defaultValue={filter.search} />
          </form>
        </search>
        {page.rows.length === 0 ? (
          <EmptyState
            kind={filter.search ? "no-match" : "nothing"}
            title={filter.search ? t("noMatch") : t("none")}
            action={
              filter.search ? (
                <ButtonLink href="/notices">{common("empty.clearFilters")}</ButtonLink>
              ) : undefined
            }
          >
            {filter.search ? null : t("noneNext")}
          </EmptyState>
        ) : (
          <div>
            <ul className="divide-y divide-line border-y border-line-strong bg-surface">
              {page.rows.map((row) => (
                <li key={row.id} className="px-4 py-3 sm:px-6">
                  <h2 className="text-17 font-bold">
                    <Link prefetch={false} href={`/notices/${row.id}`} className="link">
                      {row.title}
                    </Link>
                  </h2>
                  <p className="flex flex-wrap gap-x-6 text-14 text-ink-2">
                    <span>{row.documentNumber}</span>
                    <span>{locale === "en" ? row.issuerNameEn : row.issuerName}</span>
                    {row.publicOn ? (
                      <span>{t("publicOn", { date: formatDate(row.publicOn, locale) })}</span>
                    ) : null}
                    {row.demonstration ? (
                      <DemonstrationTag>{shell("demonstrationShort")}</DemonstrationTag>
                    ) : null}
                  </p>
                </li>
              ))}
            </ul>
            <Pager
              label={common("label.pages")}
              range={t("count", { total: page.total })}
              nextLabel={common("action.next")}
              nextHref={
                page.next
                  ? `/notices?${new URLSearchParams({ ...(filter.search ? { search: filter.search } : {}), cursor: page.next })}`
                  : undefined
              }
            />
          </div>
        )}
      </div>
    </PublicFrame>
  );
}
