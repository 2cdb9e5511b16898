"use client";

import { useServerForm } from "@/components/forms/use-server-form";
import { ErrorSummary, problemItems } from "@/components/ui/error-summary";
import { SubmitButton } from "@/components/ui/submit-button";
import { remindOfNoticeAction } from "../actions";

type Props = { classId: string; words: Record<"submit" | "submitting" | "hint" | "errors", string> };

/** One click for everybody who has not acknowledged; the command passes over whoever was told today. */
export function RemindForm({ classId, words }: Props) {
  const { state, form } = useServerForm(remindOfNoticeAction);
  return (
    <form {...form} data-chrome className="grid gap-3">
      <ErrorSummary title={words.errors} items={problemItems(state.problems)} />
      <input type="hidden" name="classId" value={classId} />
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton icon="send" pendingLabel={words.submitting}>
          {words.submit}
        </SubmitButton>
        <span className="text-13 text-ink-2">{words.hint}</span>
      </div>
    </form>
  );
}
