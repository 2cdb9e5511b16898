"use client";

import { type FormWords, Refusal } from "@/components/domain/enrolments/act-form";
import { useServerForm } from "@/components/forms/use-server-form";
import { SubmitButton } from "@/components/ui/submit-button";
import type { CreatedAccount } from "@/lib/identity/schema";
import type { FormState } from "@/lib/kernel/form-state";

type Props = {
  action: (previous: FormState<CreatedAccount>, form: FormData) => Promise<FormState<CreatedAccount>>;
  teacherId: string;
  words: FormWords & {
    title: string;
    hint: string;
    submit: string;
    submitting: string;
    loginName: string;
    activationCode: string;
    once: string;
  };
};

/** Asks for a one-time code and shows it once, with the name that it opens. */
export function ActivationForm({ action, teacherId, words }: Props) {
  const { state, summary, form } = useServerForm<CreatedAccount>(action);
  return (
    <details open={state.ok || state.problems.length > 0}>
      <summary className="link inline-flex min-h-6 items-center gap-1.5 max-sm:min-h-11">
        {words.title}
      </summary>
      <form {...form} className="grid gap-3 pt-2">
        <Refusal problems={state.problems} words={words} box={summary} />
        <input type="hidden" name="teacherId" value={teacherId} />
        <p className="text-ink-2">{words.hint}</p>
        <SubmitButton pendingLabel={words.submitting} className="justify-self-start">
          {words.submit}
        </SubmitButton>
        {state.result ? (
          <div role="status" className="rounded-control border border-line-strong bg-canvas px-3 py-2">
            <p className="text-13 text-ink-2">{words.loginName}</p>
            <p className="break-all font-bold">{state.result.loginName}</p>
            <p className="text-13 text-ink-2">{words.activationCode}</p>
            <p className="break-all font-bold">{state.result.activationCode}</p>
            <p className="text-13 text-ink-2">{words.once}</p>
          </div>
        ) : null}
      </form>
    </details>
  );
}
