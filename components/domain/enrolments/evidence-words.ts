import "server-only";
import type { EvidenceList } from "@/lib/enrolments/views";
import { formatDateTime } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import type { ShownEvidence } from "./evidence-list";

/** The files in words, and the sentences above them: what is asked for, and what of it is missing. */
export async function shownEvidence(
  list: EvidenceList,
): Promise<{ rows: ShownEvidence[]; lacking: string | null; none: string }> {
  const [t, locale] = await Promise.all([getTranslations("evidence"), getLocale()]);
  const after = list.rows.some((row) => row.submitted);
  const names = list.lacking.map((kind) => t(`kinds.${kind}`)).join(t("between"));
  return {
    none: t("none"),
    lacking: names ? t("lacking", { kinds: names }) : null,
    rows: list.rows.map((row) => ({
      id: row.id,
      kind: t(`kinds.${row.kind}`),
      fileName: row.fileName,
      note: `${t("size", { kb: Math.max(1, Math.round(row.sizeBytes / 1024)) })} · ${t("by", {
        name: row.addedByName,
        time: formatDateTime(row.addedAt, locale),
      })}`,
      mark: row.submitted ? t("stays") : after ? t("late") : undefined,
    })),
  };
}
