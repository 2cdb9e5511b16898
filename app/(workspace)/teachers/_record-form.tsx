"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { type FormWords, Refusal } from "@/components/domain/enrolments/act-form";
import { DraftLine, DraftNote } from "@/components/forms/draft-line";
import { useServerForm } from "@/components/forms/use-server-form";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { SubmitButton } from "@/components/ui/submit-button";
import type { FormDraft, FormState } from "@/lib/kernel/form-state";
import type { UpdatedTeacherRecord as Saved } from "@/lib/teachers/schema";
import type { FieldSpec } from "./_field-spec";
import { RecordField } from "./_record-field";
import { StaleChoice, type StaleWords } from "./_stale-choice";

type Props = {
  action: (previous: FormState<Saved>, form: FormData) => Promise<FormState<Saved>>;
  teacherId: string;
  version: number;
  submitKey: string;
  draft: FormDraft;
  problems: FieldSpec[];
  others: FieldSpec[];
  suggestions: { code: string; label: string }[];
  words: FormWords & {
    problems: string;
    others: string;
    optional: string;
    choose: string;
    save: string;
    saving: string;
    saveNote: string;
    savedComplete: string;
    savedNothing: string;
    /** Holds # where the number of problems goes. */
    savedRest: string;
  };
  stale: StaleWords;
};

/** The whole record as one form: what is to mend first and open, the rest below and folded. */
export function RecordForm({
  action,
  teacherId,
  version,
  submitKey,
  draft,
  problems,
  others,
  suggestions,
  words,
  stale,
}: Props) {
  const { state, summary, form } = useServerForm<Saved>(action, draft);
  const router = useRouter();
  const isStale = state.problems.some((problem) => problem.code === "common.stale");
  const isBehind = isStale && state.values.version === String(version);
  useEffect(() => {
    if (isBehind) router.refresh();
  }, [isBehind, router]);
  const fields = [...problems, ...others];
  const faulty = new Set(state.problems.map((problem) => problem.field));
  if (isStale && !isBehind)
    return (
      <form {...form} key={`stale-${version}`}>
        <StaleChoice
          teacherId={teacherId}
          version={version}
          submitKey={submitKey}
          draft={draft}
          fields={fields}
          typed={state.values}
          words={stale}
        />
      </form>
    );
  const field = (spec: FieldSpec) => (
    <RecordField
      key={spec.name}
      spec={spec}
      value={state.values[spec.name] ?? spec.value}
      error={state.problems.find((problem) => problem.field === spec.name)?.message ?? null}
      optional={words.optional}
      choose={words.choose}
    />
  );
  return (
    <>
      <DraftNote draft={draft} />
      <form {...form}>
        <Refusal problems={state.problems} words={words} box={summary} />
        {state.ok && state.result ? <Answer saved={state.result} words={words} /> : null}
        <div key={version} className="grid gap-4">
          <input type="hidden" name="teacherId" value={teacherId} />
          <input type="hidden" name="version" value={version} />
          <input type="hidden" name="key" value={submitKey} />
          <input type="hidden" name="base" value={JSON.stringify(contents(fields))} />
          {problems.length > 0 ? (
            <fieldset className="grid gap-4">
              <legend className="mb-2 text-16 font-bold">{words.problems}</legend>
              {problems.map((spec) => (
                <div key={spec.name} className="grid gap-2 border-b border-line pb-4">
                  {field(spec)}
                  {spec.name === "majorCode"
                    ? suggestions.map((suggestion) => (
                        <Button
                          key={suggestion.code}
                          tone="secondary"
                          name="majorSuggestion"
                          value={suggestion.code}
                          className="justify-self-start"
                        >
                          {suggestion.label}
                        </Button>
                      ))
                    : null}
                </div>
              ))}
            </fieldset>
          ) : null}
          <details open={others.some((spec) => faulty.has(spec.name))}>
            <summary className="link inline-flex min-h-6 items-center gap-1.5 max-sm:min-h-11">
              {words.others}
            </summary>
            <div className="grid gap-4 pt-2">
              {others.map((spec, index) => (
                <div key={spec.name} className="grid gap-4">
                  {spec.section === others[index - 1]?.section ? null : (
                    <h3 className="border-b border-line-strong pt-2 pb-1 font-bold">{spec.section}</h3>
                  )}
                  {field(spec)}
                </div>
              ))}
            </div>
          </details>
          <div className="grid gap-2">
            <SubmitButton tone="primary" pendingLabel={words.saving} className="justify-self-start">
              {words.save}
            </SubmitButton>
            <p className="text-13 text-ink-2">{words.saveNote}</p>
          </div>
          <DraftLine draft={draft} state={state} />
        </div>
      </form>
    </>
  );
}

function Answer({ saved, words }: { saved: Saved; words: Props["words"] }) {
  const title =
    saved.changed === 0
      ? words.savedNothing
      : saved.problems === 0
        ? words.savedComplete
        : words.savedRest.replace("#", String(saved.problems));
  return <Banner tone={saved.problems === 0 ? "ok" : "todo"} title={title} answer className="mb-4" />;
}

function contents(fields: FieldSpec[]): Record<string, string> {
  return Object.fromEntries(fields.map((field) => [field.name, field.value]));
}
