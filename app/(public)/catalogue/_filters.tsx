"use client";

import { Button } from "@/components/ui/button";
import { SearchBox } from "@/components/ui/search-box";
import type { CatalogueGroup } from "@/lib/programmes/schema";

export type FilterChoice = { value: string; label: string; count: number; chosen: boolean };
export type FilterGroup = { group: CatalogueGroup; title: string; choices: FilterChoice[] };

type Props = { year: number; q?: string; groups: FilterGroup[]; words: Record<"search" | "apply", string> };

/** A plain GET form: the address holds the filters, so that it can be kept, sent and gone back to. */
export function CatalogueFilters({ year, q, groups, words }: Props) {
  return (
    <form action="/catalogue" className="grid gap-4">
      <input type="hidden" name="year" value={year} />
      <SearchBox label={words.search} name="q" defaultValue={q} />
      {groups.map(({ group, title, choices }) => (
        <fieldset key={group} className="border-t border-line-strong pt-3">
          <legend className="float-left mb-1 w-full text-14 font-bold">{title}</legend>
          <div className="clear-left">
            {choices.map((choice) => (
              <label
                key={choice.value}
                className="flex min-h-7 items-center gap-2.5 text-14 max-lg:min-h-11 large:min-h-12"
              >
                <input
                  type="checkbox"
                  name={group}
                  value={choice.value}
                  defaultChecked={choice.chosen}
                  className="size-4 shrink-0 border-control max-lg:size-5"
                />
                <span className="min-w-0 flex-1">{choice.label}</span>
                <span className="text-13 text-ink-2">{choice.count}</span>
              </label>
            ))}
          </div>
        </fieldset>
      ))}
      <Button tone="secondary" icon="filter">
        {words.apply}
      </Button>
    </form>
  );
}
