import type { Metadata } from "next";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterChips } from "@/components/ui/filter-chips";
import { Icon } from "@/components/ui/icon";
import { DemonstrationTag } from "@/components/ui/state-face";
import { listDeliveries } from "@/lib/classes";
import { formatDate } from "@/lib/i18n";
import { getTranslations } from "@/lib/i18n/translations";
import { filterCatalogue, findCatalogue } from "@/lib/programmes";
import {
  CATALOGUE_GROUPS,
  type Catalogue,
  type CatalogueDelivery,
  type CatalogueFilter,
  type CatalogueGroup,
  catalogueFilterSchema,
  yearSchema,
} from "@/lib/programmes/schema";
import { PublicFrame } from "../../_shell/public-frame";
import { EntryFacts } from "./_entry-facts";
import { EntryList } from "./_entry-list";
import { CatalogueFilters, type FilterGroup } from "./_filters";
import { type EntryWords, entryWords, stateFaces } from "./entry-words";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("desk");
  return { title: t("public.catalogue") };
}

export default async function CataloguePage({ searchParams }: Props) {
  const asked = await searchParams;
  const filter = catalogueFilterSchema.parse(asked);
  const year = yearSchema.safeParse(asked.year);
  const open = typeof asked.open === "string" ? asked.open : undefined;
  const [catalogue, t, words] = await Promise.all([
    findCatalogue(year.success ? year.data : undefined),
    getTranslations("programmes"),
    entryWords(),
  ]);
  if (!catalogue)
    return (
      <PublicFrame current="catalogue">
        <h1 className="text-30">{t("catalogue.none")}</h1>
        <EmptyState kind="nothing" title={t("catalogue.noneNext")} />
      </PublicFrame>
    );
  const deliveries = new Map<string, CatalogueDelivery[]>();
  for (const row of await listDeliveries(catalogue.year))
    deliveries.set(row.subProjectId, [...(deliveries.get(row.subProjectId) ?? []), row]);
  const state = catalogue.registration?.state ?? "before";
  const { entries, facets } = filterCatalogue(catalogue.entries, filter, { delivery: deliveries, state });
  const labels = labelsOf(catalogue, [...facets.delivery.keys()], words, t);
  const groups: FilterGroup[] = CATALOGUE_GROUPS.map((group) => ({
    title: t(`catalogue.group.${group}`),
    group,
    choices: [...labels[group]].flatMap(([value, label]) => {
      const chosen = filter[group].includes(value);
      const count = facets[group].get(value) ?? 0;
      return count > 0 || chosen || group === "category" ? [{ value, label, count, chosen }] : [];
    }),
  })).filter((row) => row.choices.length > 0);
  const chips = CATALOGUE_GROUPS.flatMap((group) =>
    filter[group].flatMap((value) => {
      const label = labels[group].get(value);
      return label
        ? [
            {
              key: `${group}-${value}`,
              label,
              removeHref: addressOf(catalogue.year, filter, { without: { group, value } }),
              removeLabel: t("catalogue.remove", { label }),
            },
          ]
        : [];
    }),
  );
  return (
    <PublicFrame current="catalogue">
      <div className="grid gap-x-8 gap-y-8 lg:grid-cols-[14.5rem_minmax(0,1fr)] large:grid-cols-1">
        <div className="min-w-0 lg:col-start-2 lg:row-start-1 large:col-start-1">
          <h1 className="text-30 max-sm:text-24">{t("catalogue.title", { year: String(catalogue.year) })}</h1>
          <Lead catalogue={catalogue} words={words} />
          <div className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2">
            <a
              href="#filters"
              className="inline-flex min-h-11 items-center gap-2 rounded-full border border-control bg-surface px-4 lg:hidden"
            >
              <Icon name="filter" />
              {t("catalogue.filters")}
            </a>
            <FilterChips
              label={t("catalogue.filters")}
              chips={chips}
              clear={{ href: `/catalogue?year=${catalogue.year}`, label: t("catalogue.clear") }}
            />
            <p className="ml-auto text-14 text-ink-2" role="status">
              {t("catalogue.found", { count: entries.length })}
              <span className="ml-2 max-sm:hidden">{t("catalogue.order")}</span>
            </p>
          </div>
          {entries.length === 0 ? (
            <EmptyState
              kind="no-match"
              title={t("catalogue.noMatch")}
              action={
                <ButtonLink href={`/catalogue?year=${catalogue.year}`}>{t("catalogue.clear")}</ButtonLink>
              }
            >
              {t("catalogue.noMatchNext")}
            </EmptyState>
          ) : (
            <Entries {...{ catalogue, entries, deliveries, words, state, filter }} open={open} />
          )}
        </div>
        <aside
          id="filters"
          aria-label={t("catalogue.filters")}
          className="scroll-mt-4 lg:col-start-1 lg:row-start-1"
        >
          <CatalogueFilters
            year={catalogue.year}
            q={filter.q}
            groups={groups}
            words={{ search: t("catalogue.search"), apply: t("catalogue.apply") }}
          />
        </aside>
      </div>
    </PublicFrame>
  );
}

async function Lead({ catalogue, words }: { catalogue: Catalogue; words: EntryWords }) {
  const [t, shell] = await Promise.all([getTranslations("programmes.catalogue"), getTranslations("shell")]);
  const { documentNumber, issuedOn } = catalogue;
  return (
    <>
      <p className="mt-1 text-ink-2">
        {t("lead", {
          projects: catalogue.projects.length,
          subProjects: catalogue.entries.length,
          institutions: catalogue.institutionCount,
          seats: catalogue.seats,
        })}
        {words.locale === "en" ? " " : null}
        {documentNumber && issuedOn
          ? t("basis", { number: documentNumber, date: formatDate(issuedOn, words.locale) })
          : null}
      </p>
      {catalogue.demonstration ? (
        <p className="mt-1 text-13 text-ink-2">
          <DemonstrationTag>{shell("demonstrationShort")}</DemonstrationTag> {t("demonstration")}
        </p>
      ) : null}
    </>
  );
}

async function Entries({
  catalogue,
  entries,
  deliveries,
  words,
  state,
  filter,
  open,
}: {
  catalogue: Catalogue;
  entries: Catalogue["entries"];
  deliveries: Map<string, CatalogueDelivery[]>;
  words: EntryWords;
  state: keyof typeof stateFaces;
  filter: CatalogueFilter;
  open: string | undefined;
}) {
  const t = await getTranslations("programmes");
  const line = (entry: Catalogue["entries"][number]) => {
    const brief = words.inShort(deliveries.get(entry.id) ?? []);
    return {
      code: entry.code,
      href: `${addressOf(catalogue.year, filter, { open: entry.code === open ? undefined : entry.code })}#${entry.code}`,
      name: words.named(entry),
      modes: brief.modes,
      days: brief.days,
      classes: t("catalogue.classes", { count: entry.classCount }),
      people: t("catalogue.people", { count: entry.seats }),
    };
  };
  const groups = catalogue.categories.map((category) => ({
    code: category.code,
    title: words.named(category),
    entries: entries.filter((entry) => entry.categoryCode === category.code).map(line),
  }));
  const opened = entries.find((entry) => entry.code === open);
  return (
    <EntryList
      groups={groups.filter((group) => group.entries.length > 0)}
      face={stateFaces[state]}
      state={t(`states.${state}`)}
      open={
        opened && {
          code: opened.code,
          facts: (
            <EntryFacts
              entry={opened}
              registration={catalogue.registration}
              deliveries={deliveries.get(opened.id) ?? []}
              words={words}
              href={`/catalogue/${catalogue.year}/${opened.code}`}
            />
          ),
        }
      }
    />
  );
}

type Words = Awaited<ReturnType<typeof getTranslations<"programmes">>>;

/** Values in the order in which the page offers them, with their words. */
function labelsOf(
  catalogue: Catalogue,
  modes: string[],
  words: EntryWords,
  t: Words,
): Record<CatalogueGroup, Map<string, string>> {
  return {
    category: new Map(catalogue.categories.map((row) => [row.code, words.named(row)])),
    project: new Map(catalogue.projects.map((row) => [row.code, words.named(row)])),
    level: new Map((["secondary", "higher"] as const).map((level) => [level, t(`levels.${level}`)])),
    delivery: new Map(modes.map((mode) => [mode, words.deliveryName(mode)])),
    state: new Map((["open", "before", "closed"] as const).map((value) => [value, t(`states.${value}`)])),
  };
}

/** The address of the same view, with one filter less or another sub-project open. */
function addressOf(
  year: number,
  filter: CatalogueFilter,
  change: { without?: { group: CatalogueGroup; value: string }; open?: string },
): string {
  const params = new URLSearchParams({ year: String(year) });
  if (filter.q) params.set("q", filter.q);
  for (const group of CATALOGUE_GROUPS)
    for (const value of filter[group])
      if (group !== change.without?.group || value !== change.without.value) params.append(group, value);
  if (change.open) params.set("open", change.open);
  return `/catalogue?${params}`;
}
