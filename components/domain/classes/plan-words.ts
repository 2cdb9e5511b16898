import { CLASS_MODES } from "@/lib/classes/schema";
import { getTranslations } from "@/lib/i18n/translations";
import type { PlanWords } from "./class-plan-fields";

export async function planWords(): Promise<{ words: PlanWords; modes: { value: string; label: string }[] }> {
  const t = await getTranslations("classes");
  return {
    words: {
      mode: t("form.mode"),
      startsOn: t("form.startsOn"),
      endsOn: t("form.endsOn"),
      days: t("form.days"),
      hours: t("form.hours"),
      place: t("form.place"),
      placeHint: t("form.placeHint"),
      capacity: t("form.capacity"),
      capacityHint: t("form.capacityHint"),
      errors: t("form.errors"),
    },
    modes: CLASS_MODES.map((value) => ({ value, label: t(`modes.${value}`) })),
  };
}
