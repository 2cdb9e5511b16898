import Link from "next/link";
import { RegionTiles, TileLegend } from "@/components/domain/reporting/region-tiles";
import { Icon } from "@/components/ui/icon";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { classOf, isShare, measureOf, needsAttention, scaleClasses } from "@/lib/reporting";
import type { OverviewFilter } from "@/lib/reporting/schema";
import type { Overview } from "@/lib/reporting/views";
import { overviewAddress } from "./address";

type Props = { overview: Overview; filter: OverviewFilter; at: string; path: string };

/** The country as 32 squares with the limits of their shades; for one province only what the measure means. */
export async function Tiles({ overview, filter, at, path }: Props) {
  const [t, locale] = await Promise.all([getTranslations("reporting.overview"), getLocale()]);
  const { measure } = filter;
  const withSeats = overview.bodies.filter((body) => body.allocated > 0);
  const values = withSeats.flatMap((body) => measureOf(body, measure) ?? []);
  const classes = scaleClasses(values);
  const legend = (
    <p className="flex flex-wrap items-center gap-x-3 text-13 text-ink-2">
      <span>{t(`meaning.${measure}`)}</span>
      <span className="inline-flex items-center gap-1 text-todo">
        <Icon name="alert" size={14} />
        {t(measure === "hours" ? "attention.hours" : "attention.share")}
      </span>
    </p>
  );
  if (overview.level !== "provinces") return legend;
  const english = locale === "en";
  const selected = overview.bodies.find((body) => body.regionCode === at);
  return (
    <div className="grid gap-2">
      {legend}
      <div className="hidden gap-3 sm:grid">
        <TileLegend
          labels={classes.map((one, index) =>
            index === classes.length - 1
              ? t("classOpen", { from: one.from })
              : t("class", { from: one.from, to: one.to }),
          )}
        />
        <RegionTiles
          label={t("byRegion")}
          none={t("noSeats")}
          tiles={overview.bodies.map((body) => {
            const value = body.allocated > 0 ? measureOf(body, measure) : null;
            const attention = body.allocated > 0 && needsAttention(body, measure, overview.total);
            const name = english ? body.nameEn : body.name;
            return {
              code: body.regionCode ?? body.code,
              name,
              value: value === null ? null : String(value),
              level: value === null ? 0 : classOf(value, classes),
              attention,
              selected: body === selected,
              href: `${overviewAddress(path, filter, { at: body.regionCode ?? "" })}#bodies`,
              spoken: t(value === null ? "spokenNone" : "spoken", {
                name,
                measure: t(`measure.${measure}`),
                value: `${value}${isShare(measure) ? "%" : ""}`,
                attention: attention ? "yes" : "no",
              }),
            };
          })}
        />
        <p className="text-13 text-ink-2">{t("noMap")}</p>
      </div>
      {selected ? (
        <p>
          <Link
            prefetch={false}
            className="link"
            href={overviewAddress(path, filter, { province: selected.regionCode ?? "" })}
          >
            {t("schoolsOf", { name: english ? selected.nameEn : selected.name })}
          </Link>
        </p>
      ) : null}
    </div>
  );
}
