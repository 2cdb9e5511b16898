import type { Metadata } from "next";
import Link from "next/link";
import { DeskPage } from "@/components/shell/desk-page";
import { Table, Td, Th, Tr } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { can } from "@/lib/access";
import { listFreedPlaces } from "@/lib/enrolments";
import { freedPlaceFilterSchema } from "@/lib/enrolments/schema";
import type { FreedPlace, FreedPlaces } from "@/lib/enrolments/views";
import { formatClosing, formatDateTime } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { requireActor } from "@/lib/web";
import { Workspace } from "../../../../_shell/workspace";

type Props = {
  params: Promise<{ year: string }>;
  searchParams: Promise<Record<string, string | string[]>>;
};

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("enrolments.freed");
  return { title: t("title") };
}

function whyOf({ kind, lastState }: FreedPlace) {
  if (kind === "returned") return "returned";
  return lastState === "withdrawn" || lastState === "rejected" || lastState === "replaced"
    ? lastState
    : "reissued";
}

function whoOf({ kind, returnedTo, named }: FreedPlace) {
  if (kind === "card") return named ? "named" : "card";
  return returnedTo === "teacher" ? "returnedTeacher" : "returnedSchool";
}

function windowWords(supplement: FreedPlaces["supplement"], total: number) {
  if (!supplement) return "noWindow";
  if (supplement.open) return "windowOpen";
  return total > 0 ? "windowBefore" : "windowOver";
}

export default async function SupplementPage({ params, searchParams }: Props) {
  const [{ year }, asked, actor] = await Promise.all([params, searchParams, requireActor()]);
  const [page, t, words, common, locale] = await Promise.all([
    listFreedPlaces(actor, freedPlaceFilterSchema.parse({ ...asked, year })),
    getTranslations("enrolments.freed"),
    getTranslations("quotas"),
    getTranslations("common"),
    getLocale(),
  ]);
  const binds = can(actor, "card.bind");
  const { supplement } = page;
  return (
    <Workspace current="cards">
      <DeskPage>
        <PageHeader
          title={t("title")}
          path={{
            label: words("path.label"),
            crumbs: [
              { href: `/programmes/${year}`, label: words("path.year", { year }) },
              { href: `/programmes/${year}/cards`, label: words("path.cards") },
            ],
          }}
          facts={t("facts", { total: page.total })}
        />
        <p className="text-ink-2">
          {t(windowWords(supplement, page.total), {
            from: supplement ? formatDateTime(supplement.opensAt, locale) : "",
            until: supplement ? formatClosing(supplement.closesAt, locale) : "",
          })}
        </p>
        {page.rows.length === 0 ? (
          <EmptyState kind="all-done" title={t("none")}>
            {t("noneNext")}
          </EmptyState>
        ) : (
          <div>
            <Table caption={t("title")} phone="cards">
              <thead>
                <tr>
                  <Th>{t("place")}</Th>
                  <Th>{t("subProject")}</Th>
                  {binds ? null : <Th>{t("school")}</Th>}
                  <Th>{t("why")}</Th>
                  <Th>{t("who")}</Th>
                  <Th align="right">{t("until")}</Th>
                </tr>
              </thead>
              <tbody>
                {page.rows.map((row) => (
                  <Tr key={row.id}>
                    <Th scope="row">
                      <Link
                        prefetch={false}
                        href={
                          row.enrolmentId
                            ? `/programmes/${year}/enrolments/${row.enrolmentId}`
                            : `/programmes/${year}/cards/${row.id}`
                        }
                        className="link whitespace-nowrap"
                      >
                        {row.cardCode}
                      </Link>
                    </Th>
                    <Td label={t("subProject")}>
                      {row.subProject.code} {locale === "en" ? row.subProject.nameEn : row.subProject.name}
                    </Td>
                    {binds ? null : (
                      <Td label={t("school")}>{locale === "en" ? row.schoolNameEn : row.schoolName}</Td>
                    )}
                    <Td label={t("why")}>
                      {t(`whyOf.${whyOf(row)}`, {
                        name: row.teacherName ?? "",
                        at: row.since ? formatDateTime(row.since, locale) : "",
                      })}
                    </Td>
                    <Td label={t("who")}>{t(`whoOf.${whoOf(row)}`, { name: row.teacherName ?? "" })}</Td>
                    <Td label={t("until")} numeric>
                      {formatClosing(row.until, locale)}
                    </Td>
                  </Tr>
                ))}
              </tbody>
            </Table>
            <Pager
              label={common("label.pages")}
              range={t("range", { shown: page.rows.length, total: page.total })}
              nextLabel={common("action.next")}
              nextHref={
                page.next
                  ? `/programmes/${year}/supplement?${new URLSearchParams({ cursor: page.next })}`
                  : undefined
              }
            />
            <p className="pt-2 text-13 text-ink-2">{t("afterwards")}</p>
          </div>
        )}
      </DeskPage>
    </Workspace>
  );
}
