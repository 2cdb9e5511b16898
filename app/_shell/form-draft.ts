import "server-only";
import type { Actor } from "@/lib/access";
import { formatDateTime, formatTime } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { chinaDay } from "@/lib/kernel/dates";
import type { FormDraft } from "@/lib/kernel/form-state";
import { type FoundDrafts, findDrafts } from "@/lib/platform/form-drafts";
import { DRAFT_FORMS, type DraftForm, draftKey, draftTicket, showProblems } from "@/lib/web";
import { dropDraftAction, keepDraftAction } from "./actions";

/**
 * What a page gives to its form, so that nothing typed into it is lost: one statement. `version` is that of the record which the form
 * shows, so that a draft begun on an older one says so.
 */
export async function formDraft(
  actor: Actor,
  form: DraftForm,
  subject: string,
  version: number | null = null,
): Promise<FormDraft> {
  return showDraft(form, subject, version, await findDrafts(actor, [draftKey(form, subject)]));
}

/** The same for a draft that the page has found together with others. */
export async function showDraft(
  form: DraftForm,
  subject: string,
  version: number | null,
  { openedAt, now, drafts }: FoundDrafts,
): Promise<FormDraft> {
  const key = draftKey(form, subject);
  const draft = drafts.get(key);
  const [t, locale] = await Promise.all([getTranslations("drafts"), getLocale()]);
  const isStale = draft !== undefined && draft.version !== version;
  const shortTime = (at: Date) =>
    chinaDay(at) === chinaDay(now) ? formatTime(at) : formatDateTime(at, locale);
  return {
    ticket: draftTicket(key, openedAt, version),
    names: DRAFT_FORMS[form],
    values: draft?.fields ?? {},
    problems: isStale ? await showProblems([{ code: "common.stale" }]) : [],
    found: draft ? t("found", { time: shortTime(draft.savedAt) }) : null,
    save: keepDraftAction,
    drop: dropDraftAction,
    words: {
      save: t("save"),
      saving: t("saving"),
      // Holds # where the time goes.
      saved: t("saved", { time: "#" }),
      restore: t("restore"),
      offline: t("offline"),
      signedOut: t("signedOut"),
      elsewhere: t("elsewhere"),
      note: t("note"),
    },
  };
}
