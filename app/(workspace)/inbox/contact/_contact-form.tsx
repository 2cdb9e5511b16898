"use client";

import { useServerForm } from "@/components/forms/use-server-form";
import { Banner } from "@/components/ui/banner";
import { RadioGroup } from "@/components/ui/choice";
import { ErrorSummary, problemItems } from "@/components/ui/error-summary";
import { type Option, SelectField, TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import type { Contact } from "@/lib/notices/schema";
import { saveContactAction } from "./actions";

type Word =
  | "email"
  | "emailHint"
  | "optional"
  | "mail"
  | "quiet"
  | "quietHint"
  | "quietFrom"
  | "quietUntil"
  | "noHour"
  | "save"
  | "saving"
  | "saved"
  | "savedNew"
  | "errors";
type Props = {
  contact: Contact;
  locale: string;
  modes: Option[];
  hours: Option[];
  words: Record<Word, string>;
};

export function ContactForm({ contact, locale, modes, hours, words }: Props) {
  const { state, form } = useServerForm(saveContactAction);
  const error = (field: string) => state.problems.find((problem) => problem.field === field)?.message;
  const kept = (field: "email" | "mail" | "quietFrom" | "quietUntil") =>
    state.values[field] ?? String(contact[field] ?? "");
  return (
    <form {...form} className="grid max-w-measure gap-6">
      {state.result ? (
        <Banner tone="ok" answer title={state.result.email === "new" ? words.savedNew : words.saved} />
      ) : null}
      <ErrorSummary title={words.errors} items={problemItems(state.problems)} />
      <input type="hidden" name="version" value={contact.version} />
      <input type="hidden" name="locale" value={locale} />
      <TextField
        id="email"
        name="email"
        type="email"
        autoComplete="email"
        label={words.email}
        optional={words.optional}
        hint={words.emailHint}
        error={error("email")}
        defaultValue={kept("email")}
      />
      <RadioGroup
        id="mail"
        name="mail"
        legend={<span className="font-bold">{words.mail}</span>}
        choices={modes}
        value={kept("mail")}
      />
      <fieldset>
        <legend className="mb-1 font-bold">{words.quiet}</legend>
        <p className="mb-1.5 text-ink-3">{words.quietHint}</p>
        <div className="flex flex-wrap items-end gap-4">
          <SelectField
            id="quietFrom"
            name="quietFrom"
            label={words.quietFrom}
            empty={words.noHour}
            options={hours}
            defaultValue={kept("quietFrom")}
          />
          <SelectField
            id="quietUntil"
            name="quietUntil"
            label={words.quietUntil}
            empty={words.noHour}
            options={hours}
            error={error("quietUntil")}
            defaultValue={kept("quietUntil")}
          />
        </div>
      </fieldset>
      <div>
        <SubmitButton tone="primary" pendingLabel={words.saving}>
          {words.save}
        </SubmitButton>
      </div>
    </form>
  );
}
