import type { StaleWords } from "@/components/forms/stale-comparison";
import { getTranslations } from "@/lib/i18n/translations";
import { ADDRESSEE_KINDS } from "@/lib/notices/schema";
import type { NoticeFormWords } from "./_notice-form";

/** What the editor says, for a draft that has been saved `version` times. */
export async function noticeFormWords(version: number) {
  const t = await getTranslations("notices");
  const words: NoticeFormWords = {
    number: t("form.number"),
    numberHint: t("form.numberHint"),
    name: t("form.name"),
    salutation: t("form.salutation"),
    salutationHint: t("form.salutationHint"),
    text: t("form.text"),
    textHint: t("form.textHint"),
    attachments: t("form.attachments"),
    attachmentsHint: t("form.attachmentsHint"),
    optional: t("form.optional"),
    addressees: t("form.addressees"),
    addresseesHint: t("form.addressesHint"),
    save: t("form.save"),
    saving: t("form.saving"),
    errors: t("form.errors"),
    saved: t("form.saved", { version }),
  };
  const stale: StaleWords = {
    title: t("stale.title"),
    lead: t("stale.lead"),
    theirs: t("stale.theirs"),
    mine: t("stale.mine"),
    same: t("stale.same"),
  };
  const choices = ADDRESSEE_KINDS.map((value) => ({ value, label: t(`addressees.${value}`) }));
  return { words, stale, choices };
}
