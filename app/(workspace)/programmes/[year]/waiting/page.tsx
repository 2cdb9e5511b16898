import type { Metadata } from "next";
import { missing } from "@/app/_shell/missing";
import { DeskPage } from "@/components/shell/desk-page";
import { Table, Td, Th, Tr } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { StateFace } from "@/components/ui/state-face";
import { listWaiting } from "@/lib/enrolments";
import { formatClosing, formatDateTime } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { requireActor } from "@/lib/web";
import { Workspace } from "../../../../_shell/workspace";

type Props = { params: Promise<{ year: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("open.waiting");
  return { title: t("title") };
}

export default async function WaitingPage({ params }: Props) {
  const [{ year }, actor] = await Promise.all([params, requireActor()]);
  if (!/^\d{4}$/.test(year)) missing();
  const [list, t, common, classes, locale] = await Promise.all([
    listWaiting(actor, Number(year)),
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
        />
        {list.rows.length === 0 ? (
          <EmptyState kind="nothing" title={t("none")}>
            {t("noneNext")}
          </EmptyState>
        ) : (
          <Table caption={t("title")} phone="cards">
            <thead>
              <tr>
                <Th>{t("name")}</Th>
                <Th>{t("school")}</Th>
                <Th>{t("class")}</Th>
                <Th align="right">{t("position")}</Th>
                <Th>{t("joined")}</Th>
                <Th>{t("state")}</Th>
              </tr>
            </thead>
            <tbody>
              {list.rows.map((row) => (
                <Tr key={row.id}>
                  <Th scope="row">{row.teacherName}</Th>
                  <Td label={t("school")}>{locale === "en" ? row.schoolEn : row.school}</Td>
                  <Td label={t("class")} className="whitespace-nowrap">
                    {row.classCode}
                  </Td>
                  <Td label={t("position")} numeric>
                    {row.position ?? ""}
                  </Td>
                  <Td label={t("joined")}>{formatDateTime(row.joinedAt, locale)}</Td>
                  <Td label={t("state")}>
                    {row.state === "offered" ? (
                      <>
                        <StateFace face="todo">{t("offered")}</StateFace>{" "}
                        <span className="text-13 text-ink-2">
                          {t("offeredUntil", {
                            until: row.holdUntil ? formatClosing(row.holdUntil, locale) : "",
                          })}
                        </span>
                      </>
                    ) : (
                      <StateFace face="wait">{t("inLine")}</StateFace>
                    )}
                  </Td>
                </Tr>
              ))}
            </tbody>
          </Table>
        )}
        {list.total > list.rows.length ? (
          <p className="text-13 text-ink-2">{t("most", { most: list.most })}</p>
        ) : null}
      </DeskPage>
    </Workspace>
  );
}
