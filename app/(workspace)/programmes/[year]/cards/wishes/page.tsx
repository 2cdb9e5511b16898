import Link from "next/link";
import { missing } from "@/app/_shell/missing";
import { Workspace } from "@/app/_shell/workspace";
import { DeskPage } from "@/components/shell/desk-page";
import { Banner } from "@/components/ui/banner";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader, Section } from "@/components/ui/page-header";
import { listWishes } from "@/lib/enrolments";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { Forbidden } from "@/lib/kernel/problem";
import { requireActor } from "@/lib/web";
import { WishRows } from "./wish-rows";

type Props = {
  params: Promise<{ year: string }>;
  searchParams: Promise<{ subProject?: string | string[]; bound?: string | string[] }>;
};

export async function generateMetadata() {
  const t = await getTranslations("wishes");
  return { title: t("title") };
}

export default async function WishesPage({ params, searchParams }: Props) {
  const [actor, { year: typed }, asked, t, quotas, locale] = await Promise.all([
    requireActor(),
    params,
    searchParams,
    getTranslations("wishes"),
    getTranslations("quotas"),
    getLocale(),
  ]);
  if (!/^\d{4}$/.test(typed)) missing();
  const year = Number(typed);
  const subProjectId = typeof asked.subProject === "string" ? asked.subProject : undefined;
  const { heads, chosen, rows } = await listWishes(actor, { year, subProjectId }).catch((error: unknown) => {
    if (error instanceof Forbidden) missing();
    throw error;
  });
  const nameOf = (head: { code: string; name: string; nameEn: string }) =>
    `${head.code} ${locale === "en" ? head.nameEn : head.name}`;
  return (
    <Workspace current="cards">
      <DeskPage>
        <PageHeader
          title={t("title")}
          path={{
            label: quotas("path.label"),
            crumbs: [
              { href: `/programmes/${year}`, label: quotas("path.year", { year: typed }) },
              { href: `/programmes/${year}/cards`, label: quotas("path.cards") },
              { label: t("title") },
            ],
          }}
          facts={t("lead")}
          actions={<ButtonLink href={`/programmes/${year}/cards/entries`}>{t("entries.title")}</ButtonLink>}
        />
        {asked.bound ? <Banner tone="ok" answer title={t("bound")} /> : null}
        {chosen ? (
          <div className="grid gap-6 lg:grid-cols-[20rem_minmax(0,1fr)]">
            <nav aria-label={t("subProjects")}>
              <ul className="divide-y divide-line border-y border-line">
                {heads.map((head) => (
                  <li key={head.id}>
                    <Link
                      prefetch={false}
                      href={`/programmes/${year}/cards/wishes?subProject=${head.id}`}
                      aria-current={head.id === chosen.id ? "page" : undefined}
                      className="block px-2 py-2 hover:bg-select aria-[current=page]:bg-select aria-[current=page]:font-bold"
                    >
                      {nameOf(head)}
                      <span className="block text-13 font-normal text-ink-2">
                        {t("head", {
                          intents: head.intents,
                          nominations: head.nominations,
                          cards: head.freeCards,
                        })}
                      </span>
                    </Link>
                  </li>
                ))}
              </ul>
            </nav>
            <Section
              id="wishes"
              title={nameOf(chosen)}
              aside={
                <ButtonLink
                  size="small"
                  href={`/programmes/${year}/cards/wishes/nominate?subProject=${chosen.id}`}
                  icon="plus"
                >
                  {t("propose")}
                </ButtonLink>
              }
            >
              {rows.length > 0 ? (
                <WishRows year={year} head={chosen} rows={rows} />
              ) : (
                <EmptyState kind="nothing" title={t("none")}>
                  {t("noneNext")}
                </EmptyState>
              )}
            </Section>
          </div>
        ) : (
          <EmptyState kind="nothing" title={t("nothing")} />
        )}
      </DeskPage>
    </Workspace>
  );
}
