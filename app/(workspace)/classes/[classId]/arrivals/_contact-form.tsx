"use client";

import { type FormWords, Refusal } from "@/components/domain/enrolments/act-form";
import { useServerForm } from "@/components/forms/use-server-form";
import { SubmitButton } from "@/components/ui/submit-button";
import { revealContactAction } from "../actions";

type Props = {
  enrolmentId: string;
  words: FormWords & Record<"reveal" | "revealing" | "what", string>;
};

/** Opens whom to call for one trainee; it is gone again with the page. */
export function ContactForm({ enrolmentId, words }: Props) {
  const { state, summary, form } = useServerForm(revealContactAction);
  if (state.result)
    return (
      <p role="status">
        {state.result.name} <b>{state.result.mobile}</b>
      </p>
    );
  return (
    <form {...form}>
      <Refusal problems={state.problems} words={words} box={summary} />
      <input type="hidden" name="enrolmentId" value={enrolmentId} />
      <SubmitButton size="small" pendingLabel={words.revealing} aria-label={words.what}>
        {words.reveal}
      </SubmitButton>
    </form>
  );
}
