import { Paper } from "@/components/ui/paper";
import type { ClassRow, OpeningNoticeDetail, OpeningNoticeFields } from "@/lib/classes/schema";
import { formatDate, formatFullDateTime } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";

type Props = {
  trainingClass: ClassRow;
  fields: OpeningNoticeFields;
  notice: Pick<OpeningNoticeDetail, "documentNumber" | "issuedAt"> | null;
  /** On its own page the sheet carries the h1; beside other work it is a preview. */
  titleAs?: "h1" | "h2" | "h3";
  compact?: boolean;
};

/** The structured fields of an opening notice set as the paper that is issued. */
export async function OpeningNoticePaper({ trainingClass, fields, notice, titleAs = "h3", compact }: Props) {
  const [t, words, locale] = await Promise.all([
    getTranslations("classes.paper"),
    getTranslations("classes"),
    getLocale(),
  ]);
  const inEnglish = locale === "en";
  const filled = (text: string) => text.trim() || t("blank");
  const common = {
    year: String(trainingClass.year),
    subProject: inEnglish ? trainingClass.subProjectNameEn : trainingClass.subProjectName,
    number: trainingClass.number,
    code: trainingClass.code,
  };
  const demands = (["travel", "materials", "fees"] as const).filter((field) => fields[field].trim() !== "");
  const head = "font-bold font-sans";
  return (
    <Paper
      issuer={inEnglish ? trainingClass.institutionNameEn : trainingClass.institutionName}
      number={notice?.documentNumber ?? t("blank")}
      title={t("title", common)}
      titleAs={titleAs}
      compact={compact}
      addressee={t("salutation")}
      signature={inEnglish ? trainingClass.institutionNameEn : trainingClass.institutionName}
      date={notice?.issuedAt ? formatDate(notice.issuedAt, locale) : t("blank")}
    >
      <p>{t("intro", common)}</p>
      <p className={head}>{t("time")}</p>
      <p>
        {t("timeText", {
          reportInAt: fields.reportInAt
            ? formatFullDateTime(new Date(`${fields.reportInAt}:00+08:00`), locale)
            : t("blank"),
          reportInPlace: filled(fields.reportInPlace),
        })}
      </p>
      <p>
        {t("trainingText", {
          from: formatDate(trainingClass.startsOn, locale),
          to: formatDate(trainingClass.endsOn, locale),
          days: trainingClass.days,
          hours: trainingClass.hours,
          mode: words(`modes.${trainingClass.mode}`),
          trainingPlace: filled(fields.trainingPlace),
        })}
      </p>
      <p className={head}>{t("people")}</p>
      <p>{t("peopleText")}</p>
      <p className={head}>{t("demands")}</p>
      {demands.map((field) => (
        <p key={field} className="whitespace-pre-line">
          {t(field, { text: fields[field] })}
        </p>
      ))}
      {fields.requirements.trim() ? <p className="whitespace-pre-line">{fields.requirements}</p> : null}
      <p className={head}>{t("contact")}</p>
      <p>
        {t.rich("contactText", {
          contactName: filled(fields.contactName),
          contactPhone: filled(fields.contactPhone),
          together: (number) => <span className="inline-block indent-0">{number}</span>,
        })}
      </p>
    </Paper>
  );
}
