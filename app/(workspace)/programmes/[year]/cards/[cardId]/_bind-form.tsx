"use client";

import { useServerForm } from "@/components/forms/use-server-form";
import { RadioGroup } from "@/components/ui/choice";
import { SubmitButton } from "@/components/ui/submit-button";
import { ProblemList } from "../../quotas/_problem-list";
import { bindAction, unbindAction } from "../actions";

type Place = { year: number; cardId: string; version: number };
type BindProps = Place & {
  choices: { value: string; label: string; hint: string }[];
  words: Record<"legend" | "hint" | "submit" | "submitting" | "errors", string>;
};

export function BindForm({ year, cardId, version, choices, words }: BindProps) {
  const { state, form } = useServerForm(bindAction);
  return (
    <form {...form} className="grid gap-4">
      <ProblemList title={words.errors} problems={state.problems} />
      <input type="hidden" name="year" value={year} />
      <input type="hidden" name="cardId" value={cardId} />
      <input type="hidden" name="version" value={version} />
      <RadioGroup
        id="teacherId"
        name="teacherId"
        legend={words.legend}
        hint={words.hint}
        choices={choices}
        value={state.values.teacherId}
      />
      <div>
        <SubmitButton tone="primary" pendingLabel={words.submitting}>
          {words.submit}
        </SubmitButton>
      </div>
    </form>
  );
}

type UnbindProps = Place & { words: Record<"lead" | "submit" | "submitting" | "errors", string> };

export function UnbindForm({ year, cardId, version, words }: UnbindProps) {
  const { state, form } = useServerForm(unbindAction);
  return (
    <form {...form} className="grid gap-3">
      <ProblemList title={words.errors} problems={state.problems} />
      <input type="hidden" name="year" value={year} />
      <input type="hidden" name="cardId" value={cardId} />
      <input type="hidden" name="version" value={version} />
      <p className="text-ink-2">{words.lead}</p>
      <div>
        <SubmitButton pendingLabel={words.submitting}>{words.submit}</SubmitButton>
      </div>
    </form>
  );
}
