import { Particulars } from "@/components/ui/paper";
import { StateFace } from "@/components/ui/state-face";
import { formatDate } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import type { NoticeDetail } from "@/lib/notices/schema";

/** What stands about a notice above its sheet: issue and publication are two dates. */
export async function NoticeParticulars({ notice }: { notice: NoticeDetail }) {
  const [t, locale] = await Promise.all([getTranslations("notices"), getLocale()]);
  const day = (date: Date | null) => (date ? formatDate(date, locale) : t("particulars.none"));
  const publicOn =
    notice.publicOn && !notice.isPublic && notice.addressees.length > 0
      ? t("particulars.publicLater", { date: day(notice.publicOn) })
      : day(notice.publicOn);
  const items = [
    {
      key: "issuer",
      label: t("particulars.issuer"),
      value: locale === "en" ? notice.issuerNameEn : notice.issuerName,
    },
    { key: "number", label: t("particulars.number"), value: notice.documentNumber },
    { key: "issuedOn", label: t("particulars.issuedOn"), value: day(notice.issuedOn) },
    { key: "publicOn", label: t("particulars.publicOn"), value: publicOn },
    { key: "subject", label: t("particulars.subject"), value: t("particulars.subjectValue") },
    {
      key: "validity",
      label: t("particulars.validity"),
      value:
        notice.state === "issued" ? (
          <StateFace face="ok">{t("particulars.valid")}</StateFace>
        ) : (
          <StateFace face="idle-pencil">{t("states.draft")}</StateFace>
        ),
    },
  ];
  return <Particulars items={items} />;
}
