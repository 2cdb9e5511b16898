"use client";

import { useServerForm } from "@/components/forms/use-server-form";
import { ErrorSummary, problemItems } from "@/components/ui/error-summary";
import { TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import { grantExtensionAction } from "./actions";

type Words = Record<
  "errors" | "body" | "bodyHint" | "to" | "toHint" | "reason" | "reasonHint" | "submit" | "pending",
  string
>;
type Props = {
  year: number;
  windowKey: string;
  version: number;
  closesAt: string;
  /** Names to choose from; others are typed. */
  bodies: string[];
  words: Words;
};

export function GrantForm({ year, windowKey, version, closesAt, bodies, words }: Props) {
  const { state, form } = useServerForm(grantExtensionAction);
  const error = (field: string) => state.problems.find((problem) => problem.field === field)?.message;
  return (
    <form {...form} className="grid max-w-measure gap-5">
      <ErrorSummary title={words.errors} items={problemItems(state.problems)} />
      <input type="hidden" name="year" value={year} />
      <input type="hidden" name="key" value={windowKey} />
      <input type="hidden" name="version" value={version} />
      <div>
        <TextField
          id="body"
          name="body"
          label={words.body}
          hint={words.bodyHint}
          defaultValue={state.values.body}
          error={error("body")}
          autoComplete="off"
          list={bodies.length > 0 ? "bodies" : undefined}
        />
        {bodies.length > 0 ? (
          <datalist id="bodies">
            {bodies.map((name) => (
              <option key={name} value={name} />
            ))}
          </datalist>
        ) : null}
      </div>
      <TextField
        id="closesAt"
        name="closesAt"
        type="datetime-local"
        label={words.to}
        hint={words.toHint}
        defaultValue={state.values.closesAt ?? closesAt}
        error={error("closesAt")}
        className="max-w-64"
      />
      <TextField
        id="reason"
        name="reason"
        label={words.reason}
        hint={words.reasonHint}
        defaultValue={state.values.reason}
        error={error("reason")}
        autoComplete="off"
      />
      <div>
        <SubmitButton tone="primary" pendingLabel={words.pending}>
          {words.submit}
        </SubmitButton>
      </div>
    </form>
  );
}
