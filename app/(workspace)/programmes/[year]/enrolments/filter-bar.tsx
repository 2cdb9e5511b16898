import { FilterMenu } from "@/components/domain/enrolments/filter-menu";
import { buttonClass } from "@/components/ui/button";
import { FilterChips } from "@/components/ui/filter-chips";
import { Icon } from "@/components/ui/icon";
import { SearchBox } from "@/components/ui/search-box";
import { CARD_TERMS, CHECKS, FLAGS, NOBODY, WAITING_DAYS } from "@/lib/enrolments/filter-schema";
import { getTranslations } from "@/lib/i18n/translations";
import { FILTERS, FIRST_FILTERS, listHref, MORE_FILTERS } from "./addresses";
import type { Queue } from "./load-queue";

type Filter = (typeof FILTERS)[number];
type Menu = { label: string; options: { value: string; label: string }[] };

/**
 * Search, then three filters and behind "more" the others, each a menu of addresses; what is on stands as chips below, folded or not.
 */
export async function FilterBar({ queue }: { queue: Queue }) {
  const { actor, year, state } = queue;
  const [t, common, menus] = await Promise.all([
    getTranslations("registration.queue"),
    getTranslations("common"),
    menusOf(queue),
  ]);
  /** What a menu's values are put after: the list as it stands, without that filter and from its first page. */
  const menuHref = (filter: Filter) => {
    const rest = listHref(year, state, { [filter]: undefined });
    return `${rest}${rest.includes("?") ? "&" : "?"}${filter}=`;
  };
  const menu = (filter: Exclude<Filter, "search">) => (
    <FilterMenu
      key={filter}
      label={menus[filter].label}
      href={menuHref(filter)}
      current={state[filter]}
      options={menus[filter].options}
    />
  );
  const chips = FILTERS.flatMap((filter) => {
    const value = state[filter];
    const label =
      filter === "search"
        ? value && t("searched", { text: value })
        : menus[filter].options.find((option) => option.value === value)?.label;
    if (!label) return [];
    return {
      key: filter,
      label,
      removeHref: listHref(year, state, { [filter]: undefined }),
      removeLabel: t("removeFilter", { label }),
    };
  });
  const more = MORE_FILTERS.filter((filter) => menus[filter].options.length > 0);
  const used = more.filter((filter) => state[filter]).length;
  return (
    <div data-chrome className="relative grid gap-2 px-4 py-2.5 sm:px-8">
      <div className="flex flex-wrap items-center gap-2">
        <form method="get" action={`/programmes/${year}/enrolments`} className="w-52 max-w-full">
          {(["tab", ...FIRST_FILTERS, ...MORE_FILTERS] as const).map((key) =>
            state[key] ? <input key={key} type="hidden" name={key} value={state[key]} /> : null,
          )}
          <SearchBox
            name="search"
            label={t(actor.role === "school" ? "search.school" : "search.province")}
            defaultValue={state.search}
          />
        </form>
        {FIRST_FILTERS.map(menu)}
        {more.length > 0 ? (
          <details className="group open:flex open:flex-wrap open:gap-2">
            <summary className={buttonClass("secondary", "desk", "w-fit")}>
              <span>{used > 0 ? t("moreFiltersUsed", { count: used }) : t("moreFilters")}</span>
              <Icon name="chevron-down" size={14} className="group-open:rotate-180" />
            </summary>
            <div className="flex flex-wrap items-center gap-2">{more.map(menu)}</div>
          </details>
        ) : null}
      </div>
      <FilterChips
        label={common("label.filters")}
        chips={chips}
        clear={
          chips.length > 1
            ? {
                href: listHref(year, { tab: state.tab }, { cursor: undefined }),
                label: common("action.clearAll"),
              }
            : undefined
        }
      />
    </div>
  );
}

/** What each filter can be set to; one without options is not offered. */
async function menusOf(queue: Queue): Promise<Record<Exclude<Filter, "search">, Menu>> {
  const { state, list, locale } = queue;
  const t = await getTranslations("registration.queue");
  const name = (item: { name: string; nameEn: string }) => (locale === "en" ? item.nameEn : item.name);
  const schools = list.schools.filter((one) => !state.cityId || one.cityId === state.cityId);
  const coded = <Code extends string>(codes: readonly Code[], label: (code: Code) => string) =>
    codes.map((value) => ({ value, label: label(value) }));
  return {
    subProjectId: {
      label: t("filters.subProject"),
      options: list.subProjects.map((one) => ({ value: one.id, label: `${one.code} ${name(one)}` })),
    },
    schoolId: {
      label: t("filters.school"),
      options: schools.map((one) => ({ value: one.id, label: name(one) })),
    },
    check: { label: t("filters.check"), options: coded(CHECKS, (check) => t(`checks.${check}`)) },
    cityId: {
      label: t("filters.city"),
      options: list.cities.map((one) => ({ value: one.id, label: name(one) })),
    },
    card: { label: t("filters.card"), options: coded(CARD_TERMS, (card) => t(`cards.${card}`)) },
    flag: { label: t("filters.flag"), options: coded(FLAGS, (flag) => t(`flags.${flag}`)) },
    waiting: {
      label: t("filters.waiting"),
      options: coded(WAITING_DAYS, (days) => t("waitingDays", { days: Number(days) })),
    },
    delegated: {
      label: t("filters.delegated"),
      options:
        list.delegations.length > 0
          ? [
              { value: NOBODY, label: t("delegatedToNobody") },
              ...list.delegations.map((one) => ({
                value: one.id,
                label: t("delegatedTo", { body: name(one) }),
              })),
            ]
          : [],
    },
  };
}
