import { Banner } from "@/components/ui/banner";
import type { Actor } from "@/lib/access";
import { formatDateTime } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { listWindows } from "@/lib/programmes";

/** Whether placement is possible now, and what to say where it is not yet or late. */
export async function placementWindow(actor: Actor, year: number) {
  const window = (await listWindows(actor, year)).find((known) => known.key === "placement");
  return { opensAt: window?.state === "ahead" ? window.opensAt : null, late: window?.state === "late" };
}

export async function PlacementWindowNote({ opensAt, late }: { opensAt: Date | null; late: boolean }) {
  const [t, locale] = await Promise.all([getTranslations("placement.window"), getLocale()]);
  if (opensAt) return <Banner tone="wait" title={t("opens", { time: formatDateTime(opensAt, locale) })} />;
  return late ? <Banner tone="todo" title={t("late")} /> : null;
}
