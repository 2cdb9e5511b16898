import { cx } from "@/components/ui/cx";
import { getTranslations } from "@/lib/i18n/translations";
import type { OverviewFigures } from "@/lib/reporting/views";

type Props = { figures: Pick<OverviewFigures, "undecided" | "reserved">; className: string };

/** Of the unused seats, those that lie with provinces and cities: nobody has decided on them yet, or they are kept on purpose. */
export async function Lying({ figures, className }: Props) {
  const t = await getTranslations("reporting.overview.lying");
  return (["undecided", "reserved"] as const).map((kind) =>
    figures[kind] > 0 ? (
      <span key={kind} className={cx("whitespace-nowrap text-ink-2", className)}>
        {t(kind, { count: figures[kind] })}
      </span>
    ) : null,
  );
}
