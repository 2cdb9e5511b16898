import { formatClosing, formatDate, formatDateTime } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import type { CatalogueDelivery, CatalogueEntry, Criteria, RegistrationState } from "@/lib/programmes/schema";

export const stateFaces = { before: "idle-ring", open: "ok", closed: "locked" } as const satisfies Record<
  RegistrationState,
  string
>;

/** Sentences about a sub-project that the list and its own page share, in the reader's language. */
export async function entryWords() {
  const [t, locale] = await Promise.all([getTranslations("programmes"), getLocale()]);
  const english = locale === "en";
  const list = new Intl.ListFormat(english ? "en-GB" : "zh-CN", { type: "conjunction" });
  const join = (parts: string[]) => list.format(parts);

  const audience = (criteria: Criteria): string[] => {
    const levels =
      criteria.schoolLevels.length > 0 ? criteria.schoolLevels : (["secondary", "higher"] as const);
    const lines = [join(levels.map((level) => t(`schools.${level}`)))];
    if (criteria.posts.length > 0)
      lines.push(t("criteria.posts", { list: join(criteria.posts.map((post) => t(`posts.${post}`))) }));
    if (criteria.courseKinds.length > 0)
      lines.push(
        t("criteria.courses", { list: join(criteria.courseKinds.map((kind) => t(`courseKinds.${kind}`))) }),
      );
    if (criteria.subjects.length > 0) lines.push(t("criteria.subjects", { list: join(criteria.subjects) }));
    if (criteria.majorPrefixes.length > 0)
      lines.push(t("criteria.majors", { list: join([...criteria.majorPrefixes].sort()) }));
    if (criteria.minTitle) {
      const key = `titles.${criteria.minTitle}`;
      lines.push(t("criteria.title", { title: t.has(key) ? t(key) : criteria.minTitle }));
    }
    if (criteria.commitmentRequired) lines.push(t("criteria.commitment"));
    if (criteria.notTrainedInGroupWithinYears)
      lines.push(t("criteria.years", { years: criteria.notTrainedInGroupWithinYears }));
    return lines;
  };

  const deliveryName = (mode: string) => {
    const key = `delivery.${mode}`;
    return t.has(key) ? t(key) : mode;
  };
  const time = (deliveries: CatalogueDelivery[]): string => {
    const first = deliveries[0];
    if (!first) return t("entry.timeUnknown");
    const from = new Date(Math.min(...deliveries.map((row) => row.startsOn.getTime())));
    const to = new Date(Math.max(...deliveries.map((row) => row.endsOn.getTime())));
    const { days, hours } = first;
    return t("entry.timeRange", { from: formatDate(from, locale), to: formatDate(to, locale), days, hours });
  };
  const inShort = (deliveries: CatalogueDelivery[]) => ({
    modes: join([...new Set(deliveries.map((row) => deliveryName(row.mode)))]),
    days: deliveries[0] ? t("catalogue.days", { days: deliveries[0].days }) : "",
  });
  const modes = (deliveries: CatalogueDelivery[]) => join(deliveries.map((row) => deliveryName(row.mode)));

  return {
    locale,
    named: (row: { name: string; nameEn: string }) => (english ? row.nameEn : row.name),
    audience,
    deliveryName,
    time,
    inShort,
    modes,
    institutions: (entry: CatalogueEntry) =>
      entry.institutions.map((row) => ({
        key: row.code,
        name: english ? row.nameEn : row.name,
        share: t("entry.institutionShare", { classes: row.classCount, seats: row.seats }),
      })),
    registration: (span: { opensAt: Date; closesAt: Date }) =>
      t("entry.registrationRange", {
        from: formatDateTime(span.opensAt, locale),
        to: formatClosing(span.closesAt, locale),
      }),
    closing: (instant: Date) => formatClosing(instant, locale),
  };
}

export type EntryWords = Awaited<ReturnType<typeof entryWords>>;
