import { Table, Td, Th, Tr } from "@/components/ui/data-table";
import { StateFace } from "@/components/ui/state-face";
import type { RosterRow } from "@/lib/enrolments/views";
import { formatDay } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";

type Props = {
  rows: RosterRow[];
  caption: string;
  /** Once the notice is out, whether each has acknowledged it is what matters. */
  noticeIssued: boolean;
};

export async function RosterTable({ rows, caption, noticeIssued }: Props) {
  const [t, language] = await Promise.all([getTranslations("classes.roster"), getLocale()]);
  const inEnglish = language === "en";
  const state = (row: RosterRow) => {
    if (!noticeIssued) return <StateFace face="ok">{t("placed")}</StateFace>;
    if (row.acknowledgedAt) return <StateFace face="ok">{t("acknowledged")}</StateFace>;
    if (row.remindedOn)
      return (
        <StateFace face="wait">{t("reminded", { date: formatDay(row.remindedOn, language) })}</StateFace>
      );
    return <StateFace face="wait">{t("notAcknowledged")}</StateFace>;
  };
  return (
    <Table caption={caption} phone="cards">
      <thead>
        <tr>
          <Th>{t("name")}</Th>
          <Th>{t("region")}</Th>
          <Th>{t("school")}</Th>
          <Th>{t("state")}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Tr key={row.enrolmentId}>
            <Th scope="row">{row.teacherName}</Th>
            <Td label={t("region")}>{inEnglish ? row.provinceEn : row.province}</Td>
            <Td label={t("school")}>{inEnglish ? row.schoolEn : row.school}</Td>
            <Td label={t("state")}>{state(row)}</Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
