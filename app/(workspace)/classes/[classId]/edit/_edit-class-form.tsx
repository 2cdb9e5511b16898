"use client";

import {
  ClassPlanFields,
  type PlanValues,
  type PlanWords,
} from "@/components/domain/classes/class-plan-fields";
import { DraftLine, DraftNote } from "@/components/forms/draft-line";
import { StaleComparison, type StaleWords } from "@/components/forms/stale-comparison";
import { useServerForm } from "@/components/forms/use-server-form";
import { Banner } from "@/components/ui/banner";
import { ErrorSummary, problemItems } from "@/components/ui/error-summary";
import { SubmitButton } from "@/components/ui/submit-button";
import type { FormDraft } from "@/lib/kernel/form-state";
import { updateClassAction } from "../actions";

type Props = {
  id: string;
  version: number;
  draft: FormDraft;
  saved: Record<keyof PlanValues, string>;
  modes: { value: string; label: string }[];
  planWords: PlanWords;
  words: Record<"save" | "saving" | "saved", string>;
  staleWords: StaleWords;
};

const NAMES = ["startsOn", "endsOn", "days", "hours", "place", "capacity"] as const;

export function EditClassForm({ id, version, draft, saved, modes, planWords, words, staleWords }: Props) {
  const { state, form } = useServerForm(updateClassAction, draft);
  const error = (field: string) => state.problems.find((problem) => problem.field === field)?.message;
  const modeLabel = (value: string | undefined) => modes.find((mode) => mode.value === value)?.label ?? "";
  return (
    <>
      <DraftNote draft={draft} />
      <form {...form} className="grid max-w-measure gap-5">
        <ErrorSummary title={planWords.errors} items={problemItems(state.problems)} />
        <StaleComparison
          state={{ ...state, values: { ...state.values, mode: modeLabel(state.values.mode) } }}
          words={staleWords}
          saved={[
            { name: "mode", label: planWords.mode, text: modeLabel(saved.mode) },
            ...NAMES.map((name) => ({ name, label: planWords[name], text: saved[name] })),
          ]}
        />
        {state.ok ? <Banner tone="ok" answer title={words.saved} /> : null}
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="version" value={version} />
        <ClassPlanFields
          words={planWords}
          modes={modes}
          values={{ ...saved, ...state.values }}
          error={error}
        />
        <div>
          <SubmitButton tone="primary" icon="save" pendingLabel={words.saving}>
            {words.save}
          </SubmitButton>
        </div>
        <DraftLine draft={draft} state={state} />
      </form>
    </>
  );
}
