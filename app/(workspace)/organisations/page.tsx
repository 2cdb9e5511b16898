import type { Metadata } from "next";
import { DeskPage } from "@/components/shell/desk-page";
import { Table, Td, Th, Tr } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { SearchBox } from "@/components/ui/search-box";
import { formatNumber } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { listOrganisations } from "@/lib/organisations";
import { organisationFilterSchema } from "@/lib/organisations/schema";
import { requireActor } from "@/lib/web";
import { Workspace } from "../../_shell/workspace";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("organisations");
  return { title: t("title") };
}

export default async function OrganisationsPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string>>;
}) {
  const actor = await requireActor();
  const asked = await searchParams;
  const parsed = organisationFilterSchema.safeParse(asked);
  const filter = parsed.success ? parsed.data : {};
  const [page, t, common, locale] = await Promise.all([
    listOrganisations(actor, filter),
    getTranslations("organisations"),
    getTranslations("common"),
    getLocale(),
  ]);
  return (
    <Workspace current="organisations">
      <DeskPage>
        <PageHeader title={t("title")} facts={t("count", { count: formatNumber(page.total, locale) })} />
        <search>
          <form className="max-w-80">
            <SearchBox label={t("search")} name="search" defaultValue={filter.search} />
          </form>
        </search>
        {page.rows.length === 0 ? (
          <EmptyState kind="no-match" title={common("empty.noMatch")} />
        ) : (
          <div>
            <Table caption={t("title")} phone="cards">
              <thead>
                <tr>
                  <Th>{t("column.name")}</Th>
                  <Th>{t("column.code")}</Th>
                  <Th>{t("column.kind")}</Th>
                  <Th>{t("column.level")}</Th>
                  <Th align="right">{t("column.teachers")}</Th>
                </tr>
              </thead>
              <tbody>
                {page.rows.map((row) => (
                  <Tr key={row.id}>
                    <Th scope="row">{locale === "en" ? row.nameEn : row.name}</Th>
                    <Td label={t("column.code")}>{row.code}</Td>
                    <Td label={t("column.kind")}>{t(`kinds.${row.kind}`)}</Td>
                    <Td label={t("column.level")}>
                      {row.schoolLevel ? t(`levels.${row.schoolLevel}`) : "—"}
                    </Td>
                    <Td label={t("column.teachers")} numeric>
                      {row.kind === "school" ? formatNumber(row.teacherCount, locale) : "—"}
                    </Td>
                  </Tr>
                ))}
              </tbody>
            </Table>
            <Pager
              label={common("label.pages")}
              range={t("range", { shown: page.rows.length, total: formatNumber(page.total, locale) })}
              nextLabel={common("action.next")}
              nextHref={
                page.next
                  ? `/organisations?${new URLSearchParams({ ...(filter.search ? { search: filter.search } : {}), cursor: page.next })}`
                  : undefined
              }
            />
          </div>
        )}
      </DeskPage>
    </Workspace>
  );
}
