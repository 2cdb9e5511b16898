import { Banner } from "@/components/ui/banner";
import { formatClosing, formatNumber, formatShare } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { forecast } from "@/lib/reporting";
import type { Overview } from "@/lib/reporting/views";

/** What stays unused at this pace, and how that is worked out. */
export async function ForecastNote({ overview }: { overview: Overview }) {
  const [t, locale] = await Promise.all([getTranslations("reporting.overview.forecast"), getLocale()]);
  const found = forecast(overview.bodies, overview);
  if (!found || !overview.closesAt || found.unused === 0) return null;
  return (
    <Banner tone="todo" className="max-w-120 xl:max-w-72">
      <p>
        {t("text", {
          time: formatClosing(overview.closesAt, locale),
          seats: formatNumber(found.unused, locale),
          bodies: found.worst.map((body) => (locale === "en" ? body.nameEn : body.name)).join(t("separator")),
          share: formatShare(found.worstShare),
        })}
      </p>
      <details>
        <summary className="link w-fit cursor-pointer">{t("how")}</summary>
        <p className="pt-1 text-13">
          {t("formula", {
            unused: formatNumber(Math.max(0, overview.total.allocated - overview.total.registered), locale),
            day: formatNumber(overview.total.registeredLastDay, locale),
            hours: found.hoursLeft,
          })}
        </p>
      </details>
    </Banner>
  );
}
