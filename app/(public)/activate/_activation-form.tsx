"use client";

import { useEffect } from "react";
import { useServerForm } from "@/components/forms/use-server-form";
import { ErrorSummary } from "@/components/ui/error-summary";
import { TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import { activateAccountAction, activateTeacherAction } from "./actions";

type FieldWords = { name: string; label: string; hint?: string };
type Words = { fields: FieldWords[]; submit: string; pending: string; errors: string };

const SECRET = ["newPassword"];

export function ActivationForm({
  who,
  loginName,
  next,
  words,
}: {
  who: "teacher" | "staff";
  loginName?: string;
  next: string;
  words: Words;
}) {
  const teacher = useServerForm(activateTeacherAction);
  const staff = useServerForm(activateAccountAction);
  const { state, form } = who === "teacher" ? teacher : staff;
  useEffect(takeCodeFromAddress, []);
  return (
    <form {...form} className="grid gap-5">
      <ErrorSummary
        title={words.errors}
        items={state.problems.map((one) => ({
          text: one.message,
          next: one.nextStep,
          href: `#${one.field ?? "activationCode"}`,
        }))}
      />
      <input type="hidden" name="next" value={next} />
      {words.fields.map((field) => (
        <TextField
          key={field.name}
          id={field.name}
          name={field.name}
          label={field.label}
          hint={field.hint}
          type={SECRET.includes(field.name) ? "password" : "text"}
          autoComplete={SECRET.includes(field.name) ? "new-password" : "off"}
          defaultValue={state.values[field.name] ?? (field.name === "loginName" ? loginName : undefined)}
          error={state.problems.find((one) => one.field === field.name)?.message}
          roomy
        />
      ))}
      <SubmitButton tone="primary" size="phone" pendingLabel={words.pending}>
        {words.submit}
      </SubmitButton>
    </form>
  );
}

/** The link of an activation letter carries the code behind its #, which no server and no history keeps. */
function takeCodeFromAddress() {
  const code = decodeURIComponent(window.location.hash.slice(1));
  const field = document.querySelector<HTMLInputElement>("#activationCode");
  if (!field || !/^[\w-]{12,20}$/.test(code)) return;
  field.value = code;
  window.history.replaceState(window.history.state, "", window.location.pathname + window.location.search);
}
