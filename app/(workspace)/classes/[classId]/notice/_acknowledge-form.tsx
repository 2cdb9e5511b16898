"use client";

import { useServerForm } from "@/components/forms/use-server-form";
import { ErrorSummary, problemItems } from "@/components/ui/error-summary";
import { SubmitButton } from "@/components/ui/submit-button";
import { acknowledgeOpeningNoticeAction } from "../actions";

type Props = { enrolmentId: string; words: Record<"submit" | "submitting" | "errors", string> };

export function AcknowledgeForm({ enrolmentId, words }: Props) {
  const { state, form } = useServerForm(acknowledgeOpeningNoticeAction);
  return (
    <form {...form} className="grid gap-3">
      <ErrorSummary title={words.errors} items={problemItems(state.problems)} />
      <input type="hidden" name="enrolmentId" value={enrolmentId} />
      <SubmitButton tone="primary" size="phone" pendingLabel={words.submitting}>
        {words.submit}
      </SubmitButton>
    </form>
  );
}
