import type { Metadata } from "next";
import Link from "next/link";
import { missing } from "@/app/_shell/missing";
import { DeskPage } from "@/components/shell/desk-page";
import { ButtonLink } from "@/components/ui/button";
import { Table, Td, Th, Tr } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader, Section } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { SearchBox } from "@/components/ui/search-box";
import { StateFace } from "@/components/ui/state-face";
import { Tabs } from "@/components/ui/tabs";
import { can } from "@/lib/access";
import { listClasses, listFormableDesignations } from "@/lib/classes";
import { classFilterSchema } from "@/lib/classes/schema";
import { countPlaced, countPlacedInYear, listOpenPlaces } from "@/lib/enrolments";
import { formatDay } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { requireActor } from "@/lib/web";
import { Workspace } from "../../../../_shell/workspace";

type Props = {
  params: Promise<{ year: string }>;
  searchParams: Promise<Record<string, string | string[]>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations("classes.list");
  return { title: t("title", { year: (await params).year }) };
}

export default async function ClassesPage({ params, searchParams }: Props) {
  const { year } = await params;
  if (!/^\d{4}$/.test(year)) missing();
  const actor = await requireActor();
  const search = await searchParams;
  const filter = classFilterSchema.parse(search);
  const forms = can(actor, "class.form");
  const own = actor.role === "school" ? await countPlacedInYear(actor, Number(year)) : null;
  const onlyOwn = own !== null && search.view !== "all";
  const [open, page, designations, t, lines, common, locale] = await Promise.all([
    listOpenPlaces(Number(year)),
    listClasses(actor, Number(year), filter, onlyOwn ? [...own.keys()] : undefined),
    forms ? listFormableDesignations(actor, Number(year)) : [],
    getTranslations("classes"),
    getTranslations("open"),
    getTranslations("common"),
    getLocale(),
  ]);
  const placed =
    own === null && can(actor, "roster.read")
      ? await countPlaced(
          actor,
          page.rows.map((row) => row.id),
        )
      : null;
  const inEnglish = locale === "en";
  const base = `/programmes/${year}/classes`;
  const view: Record<string, string> = own && !onlyOwn ? { view: "all" } : {};
  const here = (change: Record<string, string>) => {
    const query = new URLSearchParams({ ...view, ...change }).toString();
    return query ? `${base}?${query}` : base;
  };
  return (
    <Workspace current="classes">
      <DeskPage>
        <PageHeader
          title={t("list.title", { year })}
          tabs={
            own ? (
              <Tabs
                label={t("list.views")}
                tabs={[
                  { key: "own", href: base, label: t("list.own"), count: own.size, current: onlyOwn },
                  { key: "all", href: `${base}?view=all`, label: t("list.all"), current: !onlyOwn },
                ]}
              />
            ) : undefined
          }
          facts={t("list.facts", { total: page.total })}
          actions={
            <>
              {open.length > 0 && can(actor, "enrolment.recheck") ? (
                <ButtonLink href={`/programmes/${year}/recheck`}>{lines("recheck.link")}</ButtonLink>
              ) : open.length > 0 && can(actor, "waiting.read") ? (
                <ButtonLink href={`/programmes/${year}/waiting`}>{lines("waiting.link")}</ButtonLink>
              ) : null}
              {designations.some((one) => one.seats > one.planned) ? (
                <ButtonLink tone="primary" icon="plus" href={`${base}/new`}>
                  {t("list.new")}
                </ButtonLink>
              ) : null}
            </>
          }
        />
        {designations.length > 0 ? (
          <Section id="designations" title={t("designations.title")} note={t("designations.note")}>
            <Table caption={t("designations.title")} phone="cards">
              <thead>
                <tr>
                  <Th>{t("designations.code")}</Th>
                  <Th align="right">{t("designations.seats")}</Th>
                  <Th align="right">{t("designations.planned")}</Th>
                  <Th align="right">{t("designations.left")}</Th>
                  <Th align="right">{t("designations.classes")}</Th>
                </tr>
              </thead>
              <tbody>
                {designations.map((one) => (
                  <Tr key={one.designationId}>
                    <Th scope="row">{`${one.code} ${inEnglish ? one.nameEn : one.name}`}</Th>
                    <Td label={t("designations.seats")} numeric>
                      {one.seats}
                    </Td>
                    <Td label={t("designations.planned")} numeric>
                      {one.planned}
                    </Td>
                    <Td label={t("designations.left")} numeric>
                      {one.seats - one.planned}
                    </Td>
                    <Td label={t("designations.classes")} numeric>
                      {one.classCount}
                    </Td>
                  </Tr>
                ))}
              </tbody>
            </Table>
          </Section>
        ) : null}
        <search>
          <form className="max-w-80">
            {own && !onlyOwn ? <input type="hidden" name="view" value="all" /> : null}
            <SearchBox label={t("list.search")} name="search" defaultValue={filter.search} />
          </form>
        </search>
        {page.rows.length === 0 ? (
          <EmptyState
            kind={filter.search ? "no-match" : "nothing"}
            title={filter.search ? common("empty.noMatch") : t(onlyOwn ? "list.noneOwn" : "list.none")}
            action={
              filter.search ? (
                <ButtonLink href={here({})}>{common("empty.clearFilters")}</ButtonLink>
              ) : onlyOwn ? (
                <ButtonLink href={`${base}?view=all`}>{t("list.seeAll")}</ButtonLink>
              ) : undefined
            }
          >
            {filter.search
              ? null
              : t(forms ? "list.noneInstitution" : onlyOwn ? "list.noneOwnNext" : "list.noneOther")}
          </EmptyState>
        ) : (
          <div>
            <Table caption={t("list.title", { year })} phone="cards">
              <thead>
                <tr>
                  <Th>{t("list.code")}</Th>
                  <Th>{t("list.subProject")}</Th>
                  {forms ? null : <Th>{t("list.institution")}</Th>}
                  <Th>{t("list.mode")}</Th>
                  <Th>{t("list.dates")}</Th>
                  <Th align="right">{t(own ? "list.ownPeople" : "list.seats")}</Th>
                  <Th>{t("list.state")}</Th>
                </tr>
              </thead>
              <tbody>
                {page.rows.map((row) => (
                  <Tr key={row.id}>
                    <Th scope="row" className="whitespace-nowrap">
                      <Link prefetch={false} href={`/classes/${row.id}`} className="link">
                        {row.code}
                      </Link>
                    </Th>
                    <Td label={t("list.subProject")}>
                      {inEnglish ? row.subProjectNameEn : row.subProjectName}
                    </Td>
                    {forms ? null : (
                      <Td label={t("list.institution")}>
                        {inEnglish ? row.institutionNameEn : row.institutionName}
                      </Td>
                    )}
                    <Td label={t("list.mode")}>{t(`modes.${row.mode}`)}</Td>
                    <Td label={t("list.dates")} className="whitespace-nowrap">
                      {t("list.span", {
                        from: formatDay(row.startsOn, locale),
                        to: formatDay(row.endsOn, locale),
                      })}
                    </Td>
                    <Td label={t(own ? "list.ownPeople" : "list.seats")} numeric>
                      {own
                        ? t("list.people", { count: own.get(row.id) ?? 0 })
                        : placed
                          ? t("list.placedOf", { placed: placed.get(row.id) ?? 0, capacity: row.capacity })
                          : t("list.capacityOnly", { capacity: row.capacity })}
                    </Td>
                    <Td label={t("list.state")}>
                      <StateFace face={row.face.face}>{t(`states.${row.face.label}`)}</StateFace>
                      {row.formedLate ? (
                        <span className="ml-2 text-13 text-bad">{t("list.late")}</span>
                      ) : null}
                    </Td>
                  </Tr>
                ))}
              </tbody>
            </Table>
            <Pager
              label={common("label.pages")}
              range={t("list.facts", { total: page.total })}
              nextLabel={common("action.next")}
              nextHref={
                page.next
                  ? here({ ...(filter.search ? { search: filter.search } : {}), cursor: page.next })
                  : undefined
              }
            />
          </div>
        )}
      </DeskPage>
    </Workspace>
  );
}
