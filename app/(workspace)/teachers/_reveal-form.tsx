"use client";

import { type FormWords, Refusal } from "@/components/domain/enrolments/act-form";
import { useServerForm } from "@/components/forms/use-server-form";
import { SelectField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import type { FormState } from "@/lib/kernel/form-state";
import type { RevealedField as Revealed } from "@/lib/teachers/schema";

type Props = {
  action: (previous: FormState<Revealed>, form: FormData) => Promise<FormState<Revealed>>;
  teacherId: string;
  fields: { value: string; label: string }[];
  purposes: { value: string; label: string }[];
  words: FormWords & {
    title: string;
    field: string;
    purpose: string;
    hint: string;
    choose: string;
    view: string;
    viewing: string;
    once: string;
  };
  roomy?: boolean;
};

/** Shows one number in full for a stated purpose, on this page only. A single purpose needs no choice. */
export function RevealForm({ action, teacherId, fields, purposes, words, roomy }: Props) {
  const { state, summary, form } = useServerForm<Revealed>(action);
  const [only, ...furtherPurposes] = purposes;
  const shown = fields.find((field) => field.value === state.result?.field);
  return (
    <details open={state.ok || state.problems.length > 0}>
      <summary className="link inline-flex min-h-6 items-center gap-1.5 max-sm:min-h-11">
        {words.title}
      </summary>
      <form {...form} className="grid gap-3 pt-2">
        <Refusal problems={state.problems} words={words} box={summary} />
        <input type="hidden" name="teacherId" value={teacherId} />
        <SelectField
          id="reveal-field"
          name="field"
          label={words.field}
          options={fields}
          defaultValue={state.values.field ?? state.result?.field}
          roomy={roomy}
        />
        {only && furtherPurposes.length === 0 ? (
          <input type="hidden" name="purpose" value={only.value} />
        ) : (
          <SelectField
            id="purpose"
            name="purpose"
            label={words.purpose}
            hint={words.hint}
            error={state.problems.find((problem) => problem.field === "purpose")?.message}
            options={purposes}
            empty={words.choose}
            defaultValue={state.values.purpose}
            roomy={roomy}
          />
        )}
        <SubmitButton
          pendingLabel={words.viewing}
          size={roomy ? "phone" : "desk"}
          className="justify-self-start"
        >
          {words.view}
        </SubmitButton>
        {state.result && shown ? (
          <div role="status" className="rounded-control border border-line-strong bg-canvas px-3 py-2">
            <p className="text-13 text-ink-2">{shown.label}</p>
            <p className="break-all font-bold">{state.result.value}</p>
            <p className="text-13 text-ink-2">{words.once}</p>
          </div>
        ) : null}
      </form>
    </details>
  );
}
