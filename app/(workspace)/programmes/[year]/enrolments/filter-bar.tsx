import { FilterMenu } from "@/components/domain/enrolments/filter-menu";
import { FilterChips } from "@/components/ui/filter-chips";
import { SearchBox } from "@/components/ui/search-box";
import { getTranslations } from "@/lib/i18n/translations";
import { type ListState, listHref } from "./addresses";
import type { Queue } from "./load-queue";

const CHECKS = ["met", "judgement", "changed", "moved"] as const;

/** Search, then at most three filters, each a menu of addresses; what is on stands as chips below. */
export async function FilterBar({ queue }: { queue: Queue }) {
  const { actor, year, state, list, locale } = queue;
  const [t, common] = await Promise.all([getTranslations("registration.queue"), getTranslations("common")]);
  const name = (item: { name: string; nameEn: string }) => (locale === "en" ? item.nameEn : item.name);
  const chip = (key: keyof ListState, label: string) => ({
    key,
    label,
    removeHref: listHref(year, state, { [key]: undefined }),
    removeLabel: t("removeFilter", { label }),
  });
  /** What a menu's values are put after: the list as it stands, without that filter and from its first page. */
  const menuHref = (filter: "subProjectId" | "schoolId" | "check") => {
    const rest = listHref(year, state, { [filter]: undefined });
    return `${rest}${rest.includes("?") ? "&" : "?"}${filter}=`;
  };
  const subProject = list.subProjects.find((one) => one.id === state.subProjectId);
  const school = list.schools.find((one) => one.id === state.schoolId);
  const chips = [
    ...(state.search ? [chip("search", t("searched", { text: state.search }))] : []),
    ...(subProject ? [chip("subProjectId", `${subProject.code} ${name(subProject)}`)] : []),
    ...(school ? [chip("schoolId", name(school))] : []),
    ...(state.check ? [chip("check", t(`checks.${state.check}`))] : []),
  ];
  return (
    <div data-chrome className="grid gap-2 px-4 py-2.5 sm:px-8">
      <div className="flex flex-wrap items-center gap-2">
        <form method="get" action={`/programmes/${year}/enrolments`} className="w-52 max-w-full">
          {(["tab", "subProjectId", "schoolId", "check"] as const).map((key) =>
            state[key] ? <input key={key} type="hidden" name={key} value={state[key]} /> : null,
          )}
          <SearchBox
            name="search"
            label={t(actor.role === "school" ? "search.school" : "search.province")}
            defaultValue={state.search}
          />
        </form>
        <FilterMenu
          label={t("filters.subProject")}
          href={menuHref("subProjectId")}
          current={state.subProjectId}
          options={list.subProjects.map((one) => ({ value: one.id, label: `${one.code} ${name(one)}` }))}
        />
        {actor.role === "school" ? null : (
          <FilterMenu
            label={t("filters.school")}
            href={menuHref("schoolId")}
            current={state.schoolId}
            options={list.schools.map((one) => ({ value: one.id, label: name(one) }))}
          />
        )}
        <FilterMenu
          label={t("filters.check")}
          href={menuHref("check")}
          current={state.check}
          options={CHECKS.map((check) => ({ value: check, label: t(`checks.${check}`) }))}
        />
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
