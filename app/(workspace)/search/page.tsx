import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { DeskPage } from "@/components/shell/desk-page";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader, Section } from "@/components/ui/page-header";
import { SearchBox } from "@/components/ui/search-box";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { isPersonalNumber, searchEverything } from "@/lib/reporting";
import type { SearchGroup, SearchHit } from "@/lib/reporting/views";
import { requireActor } from "@/lib/web";
import { Workspace } from "../../_shell/workspace";

type Props = { searchParams: Promise<{ q?: string | string[]; refused?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("reporting.search");
  return { title: t("title") };
}

const PLACES: Record<SearchGroup["kind"], (hit: SearchHit) => string> = {
  card: (hit) => `/programmes/${hit.year}/cards/${hit.id}/history`,
  "sub-project": (hit) => `/catalogue/${hit.year}/${hit.label.split(" ")[0]}`,
  class: (hit) => `/classes/${hit.id}`,
  body: (hit) => `/organisations?${new URLSearchParams({ search: hit.label })}`,
  teacher: (hit) => `/teachers/${hit.id}`,
};

export default async function SearchPage({ searchParams }: Props) {
  const [actor, asked] = await Promise.all([requireActor(), searchParams]);
  const text = typeof asked.q === "string" ? asked.q.trim() : "";
  if (isPersonalNumber(text)) redirect("/search?refused=number");
  const [groups, t, locale] = await Promise.all([
    searchEverything(actor, text),
    getTranslations("reporting.search"),
    getLocale(),
  ]);
  const english = locale === "en";
  return (
    <Workspace current={null}>
      <DeskPage className="max-w-240">
        <PageHeader
          title={text ? t("titleOf", { text }) : t("title")}
          facts={
            text
              ? t("facts", { count: groups.reduce((sum, group) => sum + group.hits.length, 0) })
              : t("hint")
          }
        />
        {asked.refused === "number" ? (
          <Banner tone="todo" title={t("refused")} answer>
            {t("refusedNext")}
          </Banner>
        ) : null}
        <search>
          <form className="flex max-w-120 gap-2">
            <SearchBox label={t("label")} name="q" defaultValue={text} className="flex-1" />
            <Button tone="primary">{t("submit")}</Button>
          </form>
        </search>
        {text && groups.length === 0 ? (
          <EmptyState kind="no-match" title={t("none")}>
            {t("noneNext")}
          </EmptyState>
        ) : null}
        {groups.map((group) => (
          <Section
            key={group.kind}
            id={group.kind}
            title={t(`kinds.${group.kind}`)}
            note={group.more ? t("more", { count: group.hits.length }) : undefined}
          >
            <ul>
              {group.hits.map((hit) => (
                <li
                  key={hit.id}
                  className="flex flex-wrap items-baseline gap-x-4 border-b border-line py-1.5"
                >
                  <Link prefetch={false} href={PLACES[group.kind](hit)} className="link">
                    {english ? hit.labelEn : hit.label}
                  </Link>
                  <span className="text-13 text-ink-2">{english ? hit.noteEn : hit.note}</span>
                </li>
              ))}
            </ul>
          </Section>
        ))}
      </DeskPage>
    </Workspace>
  );
}
