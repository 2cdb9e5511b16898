import { Banner } from "@/components/ui/banner";
import { Button, ButtonLink } from "@/components/ui/button";
import { Select, TextInput } from "@/components/ui/field";
import { getTranslations } from "@/lib/i18n/translations";
import { type AllocationFilter, MOST_NEEDED_SEATS, SPLIT_BASES } from "@/lib/quotas/schema";
import type { Suggestion, SuggestionRefusal } from "@/lib/quotas/views";
import type { SplitLevel } from "./level";

type Props = {
  suggestion: Suggestion | SuggestionRefusal;
  filter: AllocationFilter;
  subProject: string;
  /** Back to the seats as they are. */
  clear: string;
  level: SplitLevel;
};

const WORDS = { need: "byNeed", teachers: "byTeachers" } as const;

/** What a fair split would be and by which formula; its numbers already stand in the boxes, and nothing has happened yet. */
export async function SuggestionBox({ suggestion, filter, subProject, clear, level }: Props) {
  const t = await getTranslations("seats.suggest");
  const refused = "needed" in suggestion;
  const useful = t(filter.suggest === "teachers" ? "limitTeachers" : "limitNeed");
  return (
    <Banner
      tone={refused ? "todo" : "info"}
      title={t("title")}
      answer
      className="mt-3"
      actions={<ButtonLink href={clear}>{t("clear")}</ButtonLink>}
    >
      {refused ? (
        <p>{t("refused", suggestion)}</p>
      ) : (
        <>
          <p>
            {suggestion.seats > 0
              ? t("given", {
                  seats: suggestion.seats,
                  schools: suggestion.schools,
                  kept: suggestion.kept,
                  level,
                })
              : t("nothing")}
          </p>
          <p className="text-13 text-ink-2">
            {t("formula", {
              level,
              basis: t(WORDS[suggestion.basis]),
              limit:
                suggestion.maximum === null
                  ? useful
                  : t("limitMost", { limit: useful, most: suggestion.maximum }),
            })}
          </p>
        </>
      )}
      <form className="mt-2 flex flex-wrap items-end gap-3">
        <input type="hidden" name="subProject" value={subProject} />
        <input type="hidden" name="order" value={filter.order} />
        <label htmlFor="suggest" className="grid gap-1 text-13">
          {t("basis")}
          <Select
            id="suggest"
            name="suggest"
            defaultValue={filter.suggest}
            options={SPLIT_BASES.map((basis) => ({ value: basis, label: t(WORDS[basis]) }))}
          />
        </label>
        <label htmlFor="atLeast" className="grid gap-1 text-13">
          {t("atLeast")}
          <TextInput
            id="atLeast"
            name="atLeast"
            type="number"
            min={0}
            max={MOST_NEEDED_SEATS}
            defaultValue={filter.atLeast}
            className="w-20"
          />
        </label>
        <label htmlFor="atMost" className="grid gap-1 text-13">
          {t("atMost")}
          <TextInput
            id="atMost"
            name="atMost"
            type="number"
            min={1}
            max={MOST_NEEDED_SEATS}
            defaultValue={filter.atMost}
            placeholder={t("atMostNone")}
            className="w-20"
          />
        </label>
        <Button>{t("again")}</Button>
      </form>
    </Banner>
  );
}
