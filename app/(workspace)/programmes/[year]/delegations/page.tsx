import type { Metadata } from "next";
import Link from "next/link";
import { missing } from "@/app/_shell/missing";
import { Workspace } from "@/app/_shell/workspace";
import { DeskPage } from "@/components/shell/desk-page";
import { ButtonLink } from "@/components/ui/button";
import { Table, Td, Th, Tr } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { StateFace } from "@/components/ui/state-face";
import { can } from "@/lib/access";
import { listReviewDelegations } from "@/lib/enrolments";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { requireActor } from "@/lib/web";
import { DELEGATION_FACES, daysOf, subProjectName } from "./delegation-words";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("delegations");
  return { title: t("title") };
}

/** Whom the province lets review in its name: what holds now first, then what comes, then what is over. */
export default async function DelegationsPage({ params }: { params: Promise<{ year: string }> }) {
  const [actor, { year }] = await Promise.all([requireActor(), params]);
  if (!/^\d{4}$/.test(year) || !can(actor, "delegation.read")) missing();
  const [rows, t, locale] = await Promise.all([
    listReviewDelegations(actor, Number(year)),
    getTranslations("delegations"),
    getLocale(),
  ]);
  const grant = can(actor, "delegation.grant") ? (
    <ButtonLink href={`/programmes/${year}/delegations/new`} tone="primary" icon="swap">
      {t("grant")}
    </ButtonLink>
  ) : null;
  return (
    <Workspace current="delegations">
      <DeskPage>
        <PageHeader title={t("title")} facts={t("lead")} actions={rows.length > 0 ? grant : null} />
        {rows.length === 0 ? (
          <EmptyState kind="nothing" title={t("none")} action={grant}>
            {t("noneNext")}
          </EmptyState>
        ) : (
          <Table caption={t("title")} phone="cards">
            <thead>
              <tr>
                <Th>{t("columns.body")}</Th>
                <Th>{t("columns.state")}</Th>
                <Th>{t("columns.subProjects")}</Th>
                <Th>{t("columns.days")}</Th>
                <Th align="right">{t("columns.decided")}</Th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <Tr key={row.id}>
                  <Th scope="row">
                    <Link
                      prefetch={false}
                      href={`/programmes/${year}/delegations/${row.id}`}
                      className="link inline-block min-h-6"
                    >
                      {locale === "en" ? row.grantee.nameEn : row.grantee.name}
                    </Link>
                  </Th>
                  <Td label={t("columns.state")}>
                    <StateFace face={DELEGATION_FACES[row.state]}>{t(`states.${row.state}`)}</StateFace>
                  </Td>
                  <Td label={t("columns.subProjects")}>
                    {row.allSubProjects
                      ? t("all")
                      : t("named", {
                          count: row.subProjects.length,
                          first: row.subProjects[0] ? subProjectName(row.subProjects[0], locale) : "",
                        })}
                  </Td>
                  <Td label={t("columns.days")}>{t("days", daysOf(row, locale))}</Td>
                  <Td label={t("columns.decided")} numeric>
                    {row.approved + row.returned + row.rejected}
                  </Td>
                </Tr>
              ))}
            </tbody>
          </Table>
        )}
      </DeskPage>
    </Workspace>
  );
}
