import type { Metadata } from "next";
import { DeskPage } from "@/components/shell/desk-page";
import { ButtonLink } from "@/components/ui/button";
import { Table, Td, Th, Tr } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { Tag } from "@/components/ui/state-face";
import { formatDateTime, formatNumber } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { getQuotaGrid, listQuotaDrafts } from "@/lib/quotas";
import { requireActor } from "@/lib/web";
import { Workspace } from "../../../../../_shell/workspace";
import { RestoreForm } from "./_restore-form";

type Props = {
  params: Promise<{ year: string }>;
  searchParams: Promise<Record<string, string | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("quotas");
  return { title: t("drafts.title") };
}

/** Every numbered draft of the table, each to be compared with or restored. */
export default async function DraftsPage({ params, searchParams }: Props) {
  const [actor, { year }, asked, t, common, locale] = await Promise.all([
    requireActor(),
    params,
    searchParams,
    getTranslations("quotas"),
    getTranslations("common"),
    getLocale(),
  ]);
  const [drafts, { draft, editable }] = await Promise.all([
    listQuotaDrafts(actor, { year: Number(year), cursor: asked.cursor }),
    getQuotaGrid(actor, { year: Number(year) }),
  ]);
  const table = `/programmes/${year}/quotas`;
  const latest = draft?.number ?? 0;
  return (
    <Workspace current="quotas">
      <DeskPage>
        <PageHeader
          title={t("drafts.title")}
          path={{
            label: t("path.label"),
            crumbs: [
              { href: `/programmes/${year}`, label: t("path.year", { year }) },
              { href: table, label: t("path.quotas") },
              { label: t("drafts.title") },
            ],
          }}
          facts={t("drafts.lead")}
          actions={<ButtonLink href={table}>{t("drafts.back")}</ButtonLink>}
        />
        {drafts.rows.length === 0 ? (
          <EmptyState kind="nothing" title={t("drafts.none")}>
            {t("drafts.noneNext")}
          </EmptyState>
        ) : (
          <div>
            <Table caption={t("drafts.title")}>
              <thead>
                <tr>
                  <Th>{t("drafts.number")}</Th>
                  <Th>{t("drafts.savedAt")}</Th>
                  <Th>{t("drafts.savedBy")}</Th>
                  <Th>{t("drafts.state")}</Th>
                  <Th align="right">{t("drafts.seats")}</Th>
                  <Th align="right">{t("drafts.changed")}</Th>
                  <Th>{t("drafts.act")}</Th>
                </tr>
              </thead>
              <tbody>
                {drafts.rows.map((row) => (
                  <Tr key={row.number}>
                    <Th scope="row" className="whitespace-nowrap">
                      {t("drafts.numberOf", { number: row.number })}
                      {row.number === latest ? (
                        <Tag face="ok" className="ml-2">
                          {t("drafts.latest")}
                        </Tag>
                      ) : null}
                    </Th>
                    <Td>{formatDateTime(row.savedAt, locale)}</Td>
                    <Td>{row.savedBy}</Td>
                    <Td>{t(`drafts.states.${row.state}`)}</Td>
                    <Td numeric>{formatNumber(row.seats, locale)}</Td>
                    <Td numeric>{t("drafts.cells", { count: row.changed })}</Td>
                    <Td>
                      {row.number < latest && editable ? (
                        <span className="flex flex-wrap gap-2">
                          <ButtonLink size="small" href={`${table}?compare=${row.number}`}>
                            {t("drafts.compare")}
                          </ButtonLink>
                          <RestoreForm
                            year={Number(year)}
                            number={row.number}
                            latest={latest}
                            words={{
                              restore: t("drafts.restore", { next: latest + 1 }),
                              restoring: t("drafts.restoring"),
                              errors: t("drafts.errors"),
                            }}
                          />
                        </span>
                      ) : null}
                    </Td>
                  </Tr>
                ))}
              </tbody>
            </Table>
            <Pager
              label={common("label.pages")}
              range={t("drafts.range", { shown: drafts.rows.length, total: drafts.total })}
              nextLabel={common("action.next")}
              nextHref={drafts.next ? `${table}/drafts?cursor=${drafts.next}` : undefined}
            />
          </div>
        )}
      </DeskPage>
    </Workspace>
  );
}
