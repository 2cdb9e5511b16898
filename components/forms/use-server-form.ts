"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, startTransition, useActionState, useEffect, useRef } from "react";
import { EMPTY_FORM, type FormDraft, type FormState } from "@/lib/kernel/form-state";

/**
 * A form over a server action that works before and without JavaScript. React empties a form after every action, refused ones
 * too; posting from onSubmit keeps what was typed. After a refusal the error summary takes the focus. A form with a draft begins as
 * if that had just been refused: its fields show what was typed.
 */
export function useServerForm<Result>(
  action: (previous: FormState<Result>, form: FormData) => Promise<FormState<Result>>,
  draft?: FormDraft,
) {
  const first: FormState<Result> = draft?.found
    ? { ...EMPTY_FORM, values: draft.values, problems: draft.problems }
    : EMPTY_FORM;
  const [state, formAction, pending] = useActionState(action, first);
  const { push } = useRouter();
  const summary = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (state.problems.length > 0) summary.current?.focus();
  }, [state]);
  useEffect(() => {
    if (state.goTo) push(state.goTo);
  }, [state, push]);
  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const submitter = (event.nativeEvent as SubmitEvent).submitter;
    const data = new FormData(event.currentTarget, submitter);
    startTransition(() => formAction(data));
  }
  return { state, pending, summary, form: { action: formAction, onSubmit } };
}
