"use client";

import { DraftLine, DraftNote } from "@/components/forms/draft-line";
import { StaleComparison, type StaleWords } from "@/components/forms/stale-comparison";
import { useServerForm } from "@/components/forms/use-server-form";
import { Banner } from "@/components/ui/banner";
import { ChoiceGroup } from "@/components/ui/choice";
import { ErrorSummary, problemItems } from "@/components/ui/error-summary";
import { TextareaField, TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import type { FormDraft, FormState } from "@/lib/kernel/form-state";

export type NoticeTexts = {
  documentNumber: string;
  title: string;
  salutation: string;
  text: string;
  attachments: string;
  addressees: string[];
  programmeYear: string;
};

export type NoticeFormWords = Record<
  | "number"
  | "numberHint"
  | "name"
  | "salutation"
  | "salutationHint"
  | "text"
  | "textHint"
  | "attachments"
  | "attachmentsHint"
  | "optional"
  | "addressees"
  | "addresseesHint"
  | "save"
  | "saving"
  | "errors"
  | "saved",
  string
>;

type Props<Result> = {
  action: (previous: FormState<Result>, form: FormData) => Promise<FormState<Result>>;
  /** Of the draft, or the key of a new one. */
  identity: { id: string; version: number } | { key: string };
  draft: FormDraft;
  texts: NoticeTexts;
  choices: { value: string; label: string }[];
  words: NoticeFormWords;
  staleWords: StaleWords;
};

export function NoticeForm<Result>({
  action,
  identity,
  draft,
  texts,
  choices,
  words,
  staleWords,
}: Props<Result>) {
  const { state, form } = useServerForm(action, draft);
  const error = (field: string) => state.problems.find((problem) => problem.field === field)?.message;
  const value = (field: keyof Omit<NoticeTexts, "addressees">) => state.values[field] ?? texts[field];
  const chosen =
    Object.keys(state.values).length > 0
      ? (state.values["addressees[]"]?.split(",") ?? [])
      : texts.addressees;
  const labels: [keyof Omit<NoticeTexts, "addressees" | "programmeYear">, string][] = [
    ["documentNumber", words.number],
    ["title", words.name],
    ["salutation", words.salutation],
    ["text", words.text],
    ["attachments", words.attachments],
  ];
  return (
    <>
      <DraftNote draft={draft} />
      <form {...form} className="grid max-w-measure gap-5">
        <ErrorSummary title={words.errors} items={problemItems(state.problems)} />
        <StaleComparison
          state={state}
          words={staleWords}
          saved={labels.map(([name, label]) => ({ name, label, text: texts[name] }))}
        />
        {state.ok ? <Banner tone="ok" answer title={words.saved} /> : null}
        {"key" in identity ? (
          <input type="hidden" name="key" value={identity.key} />
        ) : (
          <>
            <input type="hidden" name="id" value={identity.id} />
            <input type="hidden" name="version" value={identity.version} />
          </>
        )}
        <input type="hidden" name="programmeYear" value={texts.programmeYear} />
        <TextField
          id="documentNumber"
          name="documentNumber"
          label={words.number}
          hint={words.numberHint}
          defaultValue={value("documentNumber")}
          error={error("documentNumber")}
          className="max-w-72"
          autoComplete="off"
        />
        <TextField
          id="title"
          name="title"
          label={words.name}
          defaultValue={value("title")}
          error={error("title")}
        />
        <TextField
          id="salutation"
          name="salutation"
          label={words.salutation}
          hint={words.salutationHint}
          optional={words.optional}
          defaultValue={value("salutation")}
          error={error("salutation")}
        />
        <TextareaField
          id="text"
          name="text"
          label={words.text}
          hint={words.textHint}
          rows={16}
          defaultValue={value("text")}
          error={error("text")}
        />
        <TextareaField
          id="attachments"
          name="attachments"
          label={words.attachments}
          hint={words.attachmentsHint}
          optional={words.optional}
          rows={3}
          defaultValue={value("attachments")}
          error={error("attachments")}
        />
        <ChoiceGroup
          id="addressees"
          name="addressees[]"
          type="checkbox"
          legend={words.addressees}
          hint={words.addresseesHint}
          choices={choices}
          values={chosen}
        />
        <div>
          <SubmitButton tone="primary" icon="save" pendingLabel={words.saving}>
            {words.save}
          </SubmitButton>
        </div>
        <DraftLine draft={draft} state={state} silent />
      </form>
    </>
  );
}
