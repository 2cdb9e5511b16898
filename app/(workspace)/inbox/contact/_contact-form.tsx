"use client";

import { useServerForm } from "@/components/forms/use-server-form";
import { Banner } from "@/components/ui/banner";
import { RadioGroup } from "@/components/ui/choice";
import { ErrorSummary, problemItems } from "@/components/ui/error-summary";
import { type Option, SelectField, TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import { CHANNELS, type Channel, type Contact } from "@/lib/notices/schema";
import { saveContactAction } from "./actions";

type Word =
  | "email"
  | "emailHint"
  | "optional"
  | "mail"
  | "mobile"
  | "mobileHint"
  | "sms"
  | "quiet"
  | "quietHint"
  | "quietFrom"
  | "quietUntil"
  | "noHour"
  | "save"
  | "saving"
  | "saved"
  | "errors";
type Props = {
  contact: Contact;
  locale: string;
  mailModes: Option[];
  smsModes: Option[];
  hours: Option[];
  words: Record<Word, string>;
  /** What is said when a new address was saved and its code is on its way. */
  savedNew: Record<Channel, string>;
};

export function ContactForm({ contact, locale, mailModes, smsModes, hours, words, savedNew }: Props) {
  const { state, form } = useServerForm(saveContactAction);
  const error = (field: string) => state.problems.find((problem) => problem.field === field)?.message;
  const { addresses, mail, sms, quietFrom, quietUntil } = contact;
  const stored = {
    email: addresses.mail?.address,
    mobile: addresses.sms?.address,
    mail,
    sms,
    quietFrom,
    quietUntil,
  };
  const kept = (field: keyof typeof stored) => state.values[field] ?? String(stored[field] ?? "");
  const fresh = CHANNELS.filter((channel) => state.result?.[channel] === "new");
  return (
    <form {...form} className="grid max-w-measure gap-6">
      {state.result ? (
        <Banner tone="ok" answer title={fresh.length === 0 ? words.saved : undefined}>
          {fresh.map((channel) => (
            <p key={channel}>{savedNew[channel]}</p>
          ))}
        </Banner>
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
        choices={mailModes}
        value={kept("mail")}
      />
      <TextField
        id="mobile"
        name="mobile"
        type="tel"
        inputMode="numeric"
        autoComplete="tel-national"
        label={words.mobile}
        optional={words.optional}
        hint={words.mobileHint}
        error={error("mobile")}
        defaultValue={kept("mobile")}
        className="max-w-64"
      />
      <RadioGroup
        id="sms"
        name="sms"
        legend={<span className="font-bold">{words.sms}</span>}
        choices={smsModes}
        value={kept("sms")}
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
