import type { Actor } from "@/lib/access";
import { type AuditFilter, auditFilterSchema } from "@/lib/audit/schema";
import { formatFullDateTime } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { writeWorkbook } from "@/lib/platform/workbook";
import { exportTrail } from "@/lib/reporting";
import { defineFileAction, savedFile } from "@/lib/web";
import { auditAddress } from "../address";
import { kindWords } from "../kind-words";

export const POST = defineFileAction({
  input: auditFilterSchema.omit({ cursor: true }),
  write: trailFile,
  page: auditAddress,
});

/** The events as a spreadsheet, with who took them, when, under which number, and until when the trail is sealed. */
async function trailFile(actor: Actor, filter: AuditFilter): Promise<Response> {
  const [{ number, rows, sealedAt, at }, t, say, locale] = await Promise.all([
    exportTrail(actor, filter),
    getTranslations("audit"),
    kindWords(),
    getLocale(),
  ]);
  const organisation = locale === "en" ? actor.organisationNameEn : actor.organisationName;
  const time = (instant: Date) => formatFullDateTime(instant, locale);
  const columns = [
    "sequence",
    "at",
    "recordedAt",
    "what",
    "kind",
    "who",
    "role",
    "body",
    "behalf",
    "about",
    "id",
    "details",
  ] as const;
  const file = await writeWorkbook([
    {
      name: t("title"),
      rows: [
        [t("title")],
        [t("export.line", { name: actor.name, organisation, time: time(at), number })],
        [sealedAt ? t("export.sealed", { time: time(sealedAt) }) : t("seal.unsealed")],
        columns.map((column) => t(`export.column.${column}`)),
        ...rows.map((row) => [
          row.sequence,
          time(row.businessAt),
          time(row.recordedAt),
          say(row.kind),
          row.kind,
          row.actorName,
          row.actorRole,
          row.organisationName,
          row.onBehalfOf ?? "",
          row.subjectKind,
          row.subjectId,
          row.payload ? JSON.stringify(row.payload) : t("withheld"),
        ]),
      ],
      widths: [10, 18, 18, 22, 26, 16, 12, 28, 20, 16, 38, 60],
    },
  ]);
  return savedFile(file, "xlsx", t("title"), `trail-${number}`);
}
