import { cx } from "@/components/ui/cx";
import type { Actor } from "@/lib/access";
import { formatFullDateTime } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { newId } from "@/lib/kernel/id";

type Props = { now: Date; actor: Actor | null; className?: string };

/** Stands on paper only: who printed the page, as of when, and the number that tells one copy from the next. */
export async function PrintLine({ now, actor, className }: Props) {
  const [t, locale] = await Promise.all([getTranslations("shell"), getLocale()]);
  const facts = {
    time: formatFullDateTime(now, locale),
    number: (actor?.requestId ?? newId()).slice(-12).toUpperCase(),
  };
  return (
    <p
      data-print-only
      data-printed-by
      className={cx("mt-6 border-t border-line pt-2 text-12 text-ink-2", className)}
    >
      {actor
        ? t("printed", {
            ...facts,
            name: actor.name,
            organisation: locale === "en" ? actor.organisationNameEn : actor.organisationName,
          })
        : t("printedByVisitor", facts)}
    </p>
  );
}
