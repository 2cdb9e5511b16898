import type { Metadata } from "next";
import Link from "next/link";
import { missing } from "@/app/_shell/missing";
import { DeskPage } from "@/components/shell/desk-page";
import { Banner } from "@/components/ui/banner";
import { ButtonLink } from "@/components/ui/button";
import { Table, Td, Th, Tr } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { listRechecks } from "@/lib/enrolments";
import { formatDateTime } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { requireActor } from "@/lib/web";
import { Workspace } from "../../../../_shell/workspace";

type Props = {
  params: Promise<{ year: string }>;
  searchParams: Promise<{ done?: string | string[] }>;
};

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("open.recheck");
  return { title: t("title") };
}

export default async function RecheckPage({ params, searchParams }: Props) {
  const [{ year }, { done }, actor] = await Promise.all([params, searchParams, requireActor()]);
  if (!/^\d{4}$/.test(year)) missing();
  const [list, t, waiting, common, classes, locale] = await Promise.all([
    listRechecks(actor, Number(year)),
    getTranslations("open.recheck"),
    getTranslations("open.waiting"),
    getTranslations("common"),
    getTranslations("classes.list"),
    getLocale(),
  ]);
  return (
    <Workspace current="classes">
      <DeskPage>
        <PageHeader
          title={t("title")}
          path={{
            label: common("label.path"),
            crumbs: [{ href: `/programmes/${year}/classes`, label: classes("title", { year }) }],
          }}
          facts={t("facts", { total: list.total })}
          actions={<ButtonLink href={`/programmes/${year}/waiting`}>{waiting("link")}</ButtonLink>}
        />
        {done ? <Banner tone="ok" answer title={t("done")} /> : null}
        {list.rows.length === 0 ? (
          <EmptyState kind="all-done" title={t("none")}>
            {t("noneNext")}
          </EmptyState>
        ) : (
          <Table caption={t("title")} phone="cards">
            <thead>
              <tr>
                <Th>{t("name")}</Th>
                <Th>{t("school")}</Th>
                <Th>{t("class")}</Th>
                <Th>{t("confirmed")}</Th>
                <Th>{t("points")}</Th>
              </tr>
            </thead>
            <tbody>
              {list.rows.map((row) => (
                <Tr key={row.id}>
                  <Th scope="row">
                    <Link prefetch={false} href={`/programmes/${year}/recheck/${row.id}`} className="link">
                      {row.teacherName}
                    </Link>
                  </Th>
                  <Td label={t("school")}>{locale === "en" ? row.schoolEn : row.school}</Td>
                  <Td label={t("class")} className="whitespace-nowrap">
                    {row.classCode}
                  </Td>
                  <Td label={t("confirmed")}>{formatDateTime(row.confirmedAt, locale)}</Td>
                  <Td label={t("points")}>
                    {row.toJudge.length > 0
                      ? t("judge", { count: row.toJudge.length })
                      : row.changes.length > 0
                        ? t("changed", { count: row.changes.length })
                        : t("ok")}
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
