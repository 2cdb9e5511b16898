import type { Metadata } from "next";
import Link from "next/link";
import { missing } from "@/app/_shell/missing";
import { ActForm } from "@/components/domain/enrolments/act-form";
import { DeskPage } from "@/components/shell/desk-page";
import { Banner } from "@/components/ui/banner";
import { ButtonLink } from "@/components/ui/button";
import { Table, Td, Th, Tr } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { SubmitButton } from "@/components/ui/submit-button";
import { listRechecks } from "@/lib/enrolments";
import { formatDateTime } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { newId } from "@/lib/kernel/id";
import { requireActor } from "@/lib/web";
import { Workspace } from "../../../../_shell/workspace";
import { formWords } from "../../../registration/words";
import { acceptSeveral } from "./actions";

type Props = {
  params: Promise<{ year: string }>;
  searchParams: Promise<Partial<Record<"done" | "seated" | "left" | "all", string | string[]>>>;
};

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("open.recheck");
  return { title: t("title") };
}

export default async function RecheckPage({ params, searchParams }: Props) {
  const [{ year }, { done, seated, left, all }, actor] = await Promise.all([
    params,
    searchParams,
    requireActor(),
  ]);
  if (!/^\d{4}$/.test(year)) missing();
  const [list, t, waiting, common, classes, form, words, locale] = await Promise.all([
    listRechecks(actor, Number(year)),
    getTranslations("open.recheck"),
    getTranslations("open.waiting"),
    getTranslations("common"),
    getTranslations("classes.list"),
    getTranslations("registration.form"),
    formWords(),
    getLocale(),
  ]);
  const here = `/programmes/${year}/recheck`;
  const clear = list.rows.filter((row) => row.toJudge.length === 0 && row.changes.length === 0);
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
        {seated ? (
          <Banner
            tone={Number(left) > 0 ? "todo" : "ok"}
            answer
            title={t("seated", { done: Number(seated) || 0 })}
          >
            {Number(left) > 0 ? t("leftOver", { left: Number(left) }) : null}
          </Banner>
        ) : null}
        {list.rows.length === 0 ? (
          <EmptyState kind="all-done" title={t("none")}>
            {t("noneNext")}
          </EmptyState>
        ) : (
          <ActForm action={acceptSeveral} words={words} className="grid gap-4">
            <input type="hidden" name="key" value={newId()} />
            <input type="hidden" name="year" value={year} />
            {clear.length > 1 && !all ? (
              <p>
                <Link prefetch={false} href={`${here}?all=1`} className="link">
                  {t("selectAll", { count: clear.length })}
                </Link>
              </p>
            ) : null}
            <Table caption={t("title")} phone="cards">
              <thead>
                <tr>
                  <Th>{t("select")}</Th>
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
                    <Td label={t("select")}>
                      {clear.includes(row) ? (
                        <input
                          type="checkbox"
                          name="ids[]"
                          value={row.id}
                          aria-label={t("selectOne", { name: row.teacherName })}
                          defaultChecked={Boolean(all)}
                          className="size-4 max-sm:size-5"
                        />
                      ) : null}
                    </Td>
                    <Th scope="row">
                      <Link prefetch={false} href={`${here}/${row.id}`} className="link">
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
            {list.total > list.rows.length ? (
              <p className="text-13 text-ink-2">{t("most", { most: list.rows.length })}</p>
            ) : null}
            {clear.length > 0 ? (
              <div>
                <SubmitButton tone="primary" icon="check" pendingLabel={form("submitting")}>
                  {t("accept")}
                </SubmitButton>
              </div>
            ) : null}
          </ActForm>
        )}
      </DeskPage>
    </Workspace>
  );
}
