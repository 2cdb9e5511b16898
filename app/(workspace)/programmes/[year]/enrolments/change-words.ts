import "server-only";
import type { ChangedField } from "@/lib/enrolments/views";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { codeSets } from "@/lib/reference";
import { isRecordField } from "@/lib/teachers/schema";
import { valueWords } from "../../../teachers/_words";

export type ShownChange = {
  field: string;
  label: string;
  text: string /** For a list; empty for a sealed field. */;
  short: string;
};

/** What became of a record after it was submitted, as people read it; sealed fields by their name alone. */
export async function changeWords(): Promise<(changes: ChangedField[]) => ShownChange[]> {
  const [t, fields, teachers, sets, locale] = await Promise.all([
    getTranslations("registration.panel"),
    getTranslations("teachers.fields"),
    getTranslations("teachers"),
    codeSets(),
    getLocale(),
  ]);
  const value = (field: string, content: string | null) =>
    content && isRecordField(field) ? valueWords(teachers, field, content, sets, locale) : content;
  return (changes) =>
    changes.map(({ field, before, now, sealed }) => ({
      field,
      short: sealed
        ? ""
        : t("changedShort", {
            before: value(field, before) || t("empty"),
            now: value(field, now) || t("empty"),
          }),
      label: fields.has(field) ? fields(field) : field,
      text: sealed
        ? t("changedSealed")
        : t("changedFrom", {
            before: value(field, before) || t("empty"),
            now: value(field, now) || t("empty"),
          }),
    }));
}
