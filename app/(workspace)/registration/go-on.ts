import type { KeptDraft } from "@/lib/platform/form-drafts";
import { type DraftForm, draftKey } from "@/lib/web";
import { type Step, stepHref } from "./journey";

/** Where each draft of the journey is gone on with; the pages lead on where another step is due first. */
const STEP_OF: [DraftForm, Step][] = [
  ["registration.plan", "plan"],
  ["registration.classes", "classes"],
  ["registration.answers", "check"],
];

/** The step at which the teacher stopped, with the card of that time; null where nothing was begun. */
export function goOnHref(drafts: Map<string, KeptDraft>, subProjectId: string): string | null {
  for (const [form, step] of STEP_OF) {
    const draft = drafts.get(draftKey(form, subProjectId));
    if (draft) return stepHref(subProjectId, step, draft.fields.card);
  }
  return null;
}
