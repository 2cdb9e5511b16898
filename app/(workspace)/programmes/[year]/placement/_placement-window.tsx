import { getLocale, getTranslations } from "next-intl/server";
import { Banner } from "@/components/ui/banner";
import { formatDateTime, parseLocale } from "@/lib/i18n";
import { businessNow } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { windowIsLate, windowsOf } from "@/lib/programmes";

/** Whether placement is possible now, and what to say where it is not yet or late. */
export async function placementWindow(year: number) {
  const [windows, now] = await Promise.all([windowsOf(db(), year), businessNow()]);
  const window = windows.placement;
  return {
    opensAt: window && now < window.opensAt ? window.opensAt : null,
    late: windowIsLate(window, now),
  };
}

export async function PlacementWindowNote({ opensAt, late }: { opensAt: Date | null; late: boolean }) {
  const [t, language] = await Promise.all([getTranslations("placement.window"), getLocale()]);
  if (opensAt)
    return (
      <Banner tone="wait" title={t("opens", { time: formatDateTime(opensAt, parseLocale(language)) })} />
    );
  return late ? <Banner tone="todo" title={t("late")} /> : null;
}
