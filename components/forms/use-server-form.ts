"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, startTransition, useActionState, useEffect, useRef } from "react";
import { EMPTY_FORM, type FormState } from "@/lib/kernel/form-state";

/**
 * A form over a server action that works before and without JavaScript. React empties a form after every action, refused ones
 * too; posting from onSubmit keeps what was typed. After a refusal the error summary takes the focus.
 */
export function useServerForm<Result>(
  action: (previous: FormState<Result>, form: FormData) => Promise<FormState<Result>>,
) {
  const [state, formAction, pending] = useActionState(action, EMPTY_FORM as FormState<Result>);
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
