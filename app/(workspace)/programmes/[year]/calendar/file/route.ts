import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { calendarResponse, requireActor } from "@/lib/web";
import { loadYear } from "../../../load-year";

type Context = { params: Promise<{ year: string }> };

/** When each window of the year closes, for everybody who may read the year. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const [actor, { year: asked }] = await Promise.all([requireActor(), params]);
  const [year, t, locale] = await Promise.all([
    loadYear(actor, asked),
    getTranslations("programmes.calendar"),
    getLocale(),
  ]);
  const inEnglish = locale === "en";
  return calendarResponse(
    inEnglish ? year.titleEn : year.title,
    year.windows.map((window) => ({
      kind: "deadline" as const,
      uid: `window-${year.year}-${window.key}@guopei`,
      title: t("closes", { window: inEnglish ? window.titleEn : window.title }),
      closesAt: window.closesAt,
      url: `/programmes/${year.year}`,
    })),
    `guopei-${year.year}`,
  );
}
