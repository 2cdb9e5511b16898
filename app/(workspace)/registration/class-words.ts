import "server-only";
import type { ClassShort } from "@/lib/enrolments/views";
import { formatDay, type Locale } from "@/lib/i18n";
import { getTranslations } from "@/lib/i18n/translations";

export type DescribedClass = { id: string; code: string; institution: string; dates: string; place: string };

/** A class in a teacher's words: who trains, when, where. */
export async function describeClass(one: ClassShort, locale: Locale): Promise<DescribedClass> {
  const t = await getTranslations("registration.classes");
  return {
    id: one.id,
    code: one.code,
    institution: locale === "en" ? one.institutionEn : one.institution,
    dates: t("dates", {
      from: formatDay(new Date(one.startsOn), locale),
      to: formatDay(new Date(one.endsOn), locale),
      days: one.days,
    }),
    place: one.place,
  };
}
