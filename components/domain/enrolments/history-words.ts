import "server-only";
import type { HistoryItem } from "@/lib/enrolments/history-views";
import { formatDateTime } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import type { HistoryStep } from "./history";

/** The life of a registration in words, the latest step first: what, by whom, with the reason that was given. */
export async function historySteps(items: HistoryItem[]): Promise<HistoryStep[]> {
  const [t, kinds, locale] = await Promise.all([
    getTranslations("registration.history"),
    getTranslations("enrolments.history"),
    getLocale(),
  ]);
  return items.toReversed().map((item) => ({
    id: item.id,
    at: formatDateTime(item.at, locale),
    title: t(item.onBehalfOf ? "lineOnBehalf" : "line", {
      body: (locale === "en" ? item.onBehalfOfEn : item.onBehalfOf) ?? "",
      what: kinds.has(item.kind) ? kinds(item.kind) : item.kind,
      actor: item.actorName,
      organisation: locale === "en" ? item.organisationNameEn : item.organisationName,
    }),
    note: item.reasonText,
  }));
}
