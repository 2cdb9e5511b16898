import Link from "next/link";
import { cx } from "@/components/ui/cx";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import type { Allocation } from "@/lib/quotas/views";

/** Sub-projects of the province by category, each with what is left of it. */
export async function SubProjectList({ allocation }: { allocation: Allocation }) {
  const [t, c, locale] = await Promise.all([
    getTranslations("quotas"),
    getTranslations("cities.reserve"),
    getLocale(),
  ]);
  const english = locale === "en";
  const groups = new Map<string, Allocation["subProjects"]>();
  for (const subProject of allocation.subProjects) {
    const name = english ? subProject.categoryNameEn : subProject.categoryName;
    groups.set(name, [...(groups.get(name) ?? []), subProject]);
  }
  return (
    <nav
      aria-label={t("allocation.subProjects")}
      className="wide:w-66 wide:flex-none wide:border-r wide:border-line-strong max-lg:max-h-48 max-lg:overflow-y-auto fill:min-h-0 fill:overflow-y-auto"
    >
      {[...groups].map(([category, subProjects]) => (
        <section key={category} className="py-1">
          <h2 className="px-4 py-1 text-13 font-normal text-ink-2 sm:px-8">{category}</h2>
          <ul>
            {subProjects.map((subProject) => {
              const current = subProject.id === allocation.chosen?.id;
              return (
                <li key={subProject.id}>
                  <Link
                    prefetch={false}
                    href={`/programmes/${allocation.year}/quotas?subProject=${subProject.code}`}
                    aria-current={current ? "page" : undefined}
                    className={cx(
                      "flex min-h-8 items-center gap-3 border-l-[3px] px-4 -outline-offset-2 max-sm:min-h-11 sm:pl-7 sm:pr-4",
                      current ? "border-brand bg-brand-soft font-bold" : "border-transparent hover:bg-select",
                    )}
                  >
                    <span className="text-13 font-normal text-ink-2">{subProject.code}</span>
                    <span className="min-w-0 flex-1 truncate">
                      {english ? subProject.shortNameEn : subProject.shortName}
                    </span>
                    <span className="text-13 whitespace-nowrap">
                      {subProject.left > subProject.reserved ? (
                        <b className="text-todo">
                          {t("allocation.leftOver", { count: subProject.left - subProject.reserved })}
                        </b>
                      ) : subProject.reserved > 0 ? (
                        c("short", { count: subProject.reserved })
                      ) : (
                        subProject.granted
                      )}
                      <span className="font-normal text-ink-2"> / {subProject.granted}</span>
                    </span>
                  </Link>
                </li>
              );
            })}
          </ul>
        </section>
      ))}
    </nav>
  );
}
