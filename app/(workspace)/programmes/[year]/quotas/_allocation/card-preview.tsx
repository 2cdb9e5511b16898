import { Mark } from "@/components/ui/mark";
import { Tag } from "@/components/ui/state-face";
import { SummaryList } from "@/components/ui/summary-list";
import { formatClosing } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import type { Allocation } from "@/lib/quotas/views";
import type { SplitLevel } from "./level";

type Props = { allocation: Allocation; chosen: NonNullable<Allocation["chosen"]>; level: SplitLevel };

/** How the card will look to the school, with what holds for all of them. */
export async function CardPreview({ allocation, chosen, level }: Props) {
  const [t, s, locale] = await Promise.all([
    getTranslations("quotas"),
    getTranslations("seats.ranking"),
    getLocale(),
  ]);
  const without = allocation.schools.filter((school) => school.complete === 0 && school.fitting > 0).length;
  const unready = allocation.schools.filter((school) => school.complete === 0 && (school.need ?? 0) > 0);
  const seatsOf = (fits: (level: string) => boolean) =>
    allocation.schools.reduce(
      (sum, school) => sum + (school.level && fits(school.level) ? school.seats : 0),
      0,
    );
  const secondary = seatsOf((level) => level === "secondary");
  const higher = seatsOf((level) => level !== "secondary");
  const trained = allocation.schools.filter((school) => school.trained > 0).length;
  return (
    <>
      <h2 className="text-16 font-bold">{t("allocation.preview")}</h2>
      <p className="text-13 text-ink-2">{t("allocation.previewNote")}</p>
      <div data-edge className="mt-2 rounded-panel border border-line-strong bg-surface">
        <p className="flex items-center gap-2 border-b border-dashed border-line-strong px-4 py-2 font-bold">
          <Mark />
          <span className="flex-1">{t("allocation.card")}</span>
          <Tag face="wait">{t("allocation.toIssue")}</Tag>
        </p>
        <div className="px-4 py-3">
          <p className="mb-2 font-bold">{locale === "en" ? chosen.nameEn : chosen.name}</p>
          <SummaryList
            rows={[
              { key: "code", label: t("allocation.cardCode"), value: t("allocation.cardCodeLater") },
              { key: "seats", label: t("allocation.cardSeat"), value: t("allocation.cardOne") },
              {
                key: "until",
                label: t("allocation.cardUntil"),
                value: allocation.cardsLapseAt ? formatClosing(allocation.cardsLapseAt, locale) : "—",
              },
            ]}
          />
        </div>
      </div>
      <h2 className="mt-6 text-16 font-bold">{t("allocation.consider")}</h2>
      <ul className="mt-1 grid gap-2 text-13">
        {unready.map((school) => (
          <li key={school.schoolId}>
            {s("needWithoutTeachers", {
              school: locale === "en" ? school.nameEn : school.name,
              count: school.need ?? 0,
            })}
          </li>
        ))}
        {without > 0 ? <li>{t("allocation.considerIncomplete", { count: without })}</li> : null}
        {trained > 0 ? <li>{t("allocation.considerTrained", { count: trained })}</li> : null}
        {higher + secondary > 0 ? <li>{s("shares", { higher, secondary })}</li> : null}
        <li>{t("allocation.considerLapse", { level })}</li>
      </ul>
    </>
  );
}
