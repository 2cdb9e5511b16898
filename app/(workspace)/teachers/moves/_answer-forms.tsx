"use client";

import type { ReactNode } from "react";
import { useServerForm } from "@/components/forms/use-server-form";
import { ErrorSummary, problemItems } from "@/components/ui/error-summary";
import { TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import { decline, takeBack, takeIn } from "./actions";

type Words = Record<"errors" | "submit" | "submitting", string>;
type Props<More extends string = never> = {
  moveId: string;
  version: number;
  words: Words & Record<More, string>;
};
type Served = Pick<ReturnType<typeof useServerForm<unknown>>, "state" | "form">;

/** Several forms stand on the page, so every field bears the name of its move. */
function named({ state }: Served, act: string, moveId: string) {
  const id = `${act}-${moveId}`;
  const problems = state.problems.map((problem) => ({ ...problem, field: problem.field ? id : null }));
  return { id, problems, error: problems.find((problem) => problem.field)?.message };
}

function Act({
  served,
  act,
  moveId,
  version,
  words,
  tone,
  children,
}: Props & { served: Served; act: string; tone?: "primary" | "danger"; children?: ReactNode }) {
  return (
    <form {...served.form} className="flex max-w-measure flex-wrap items-end gap-3">
      <div className="basis-full empty:hidden">
        <ErrorSummary title={words.errors} items={problemItems(named(served, act, moveId).problems)} />
      </div>
      <input type="hidden" name="moveId" value={moveId} />
      <input type="hidden" name="version" value={version} />
      {children}
      <SubmitButton tone={tone} pendingLabel={words.submitting}>
        {words.submit}
      </SubmitButton>
    </form>
  );
}

export function TakeInForm({ moveId, version, words }: Props<"field" | "hint">) {
  const served = useServerForm(takeIn);
  const { id, error } = named(served, "confirm", moveId);
  return (
    <Act served={served} act="confirm" moveId={moveId} version={version} words={words} tone="primary">
      <TextField
        id={id}
        name="staffNumber"
        label={words.field}
        hint={words.hint}
        maxLength={30}
        autoComplete="off"
        defaultValue={served.state.values.staffNumber}
        error={error}
      />
    </Act>
  );
}

export function DeclineForm({ moveId, version, words }: Props<"open" | "field">) {
  const served = useServerForm(decline);
  const { id, error } = named(served, "reject", moveId);
  return (
    <details open={served.state.problems.length > 0}>
      <summary className="link inline-flex min-h-6 items-center max-sm:min-h-11">{words.open}</summary>
      <div className="pt-2">
        <Act served={served} act="reject" moveId={moveId} version={version} words={words}>
          <TextField
            id={id}
            name="answer"
            label={words.field}
            maxLength={200}
            defaultValue={served.state.values.answer}
            error={error}
          />
        </Act>
      </div>
    </details>
  );
}

export function TakeBackForm({ moveId, version, words }: Props) {
  const served = useServerForm(takeBack);
  return <Act served={served} act="withdraw" moveId={moveId} version={version} words={words} />;
}
