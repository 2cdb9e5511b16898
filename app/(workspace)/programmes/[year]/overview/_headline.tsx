import { formatNumber, formatShare } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { unusedSeats } from "@/lib/reporting";
import type { OverviewFigures } from "@/lib/reporting/views";
import { Lying } from "./_lying";

/** The figures of all bodies together. */
export async function Headline({ total }: { total: OverviewFigures }) {
  const [t, locale] = await Promise.all([getTranslations("reporting.overview"), getLocale()]);
  const share = (value: number) => (total.allocated > 0 ? formatShare(value / total.allocated) : null);
  const unused = unusedSeats(total);
  const items = [
    { key: "allocated", value: total.allocated, share: null },
    { key: "carded", value: total.carded, share: share(total.carded) },
    { key: "registered", value: total.registered, share: share(total.registered) },
    { key: "confirmed", value: total.confirmed, share: share(total.confirmed) },
    { key: "approved", value: total.approved, share: share(total.approved) },
    { key: "unused", value: unused, share: share(unused) },
  ] as const;
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-3">
      {items.map((item) => (
        <div key={item.key}>
          <dt className="text-13 text-ink-2">{t(`figure.${item.key}`)}</dt>
          <dd className="flex items-baseline gap-1.5">
            <b className={`text-24 ${item.key === "unused" && unused > 0 ? "text-todo" : ""}`}>
              {formatNumber(item.value, locale)}
            </b>
            {item.share ? <span className="text-ink-2">{item.share}</span> : null}
          </dd>
          {item.key === "unused" ? (
            <dd className="text-13">
              <Lying figures={total} className="mr-2" />
            </dd>
          ) : null}
        </div>
      ))}
      <div>
        <dt className="text-13 text-ink-2">{t("figure.hours")}</dt>
        <dd className="text-24 font-bold">
          {total.reviewHours === null ? t("noReview") : t("hours", { hours: total.reviewHours })}
        </dd>
      </div>
    </dl>
  );
}
