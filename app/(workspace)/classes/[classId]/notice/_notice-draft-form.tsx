"use client";

import { useEffect, useRef } from "react";
import { StaleComparison, type StaleWords } from "@/components/forms/stale-comparison";
import { useServerForm } from "@/components/forms/use-server-form";
import { ErrorSummary, problemItems } from "@/components/ui/error-summary";
import { TextareaField, TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import type { OpeningNoticeFields } from "@/lib/classes/schema";
import { prepareOpeningNoticeAction } from "../actions";

const AUTOSAVE_MS = 2_000;

type Name = keyof OpeningNoticeFields;
type Props = {
  classId: string;
  version: number;
  saved: OpeningNoticeFields;
  fields: { name: Name; label: string; hint: string; kind: "line" | "text" | "time" }[];
  words: Record<"save" | "saving" | "saved" | "unsaved" | "errors", string>;
  staleWords: StaleWords;
};

/** A draft that saves itself two seconds after typing stops; the button does the same where no script runs. */
export function NoticeDraftForm({ classId, version, saved, fields, words, staleWords }: Props) {
  const { state, pending, form } = useServerForm(prepareOpeningNoticeAction);
  const element = useRef<HTMLFormElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const waiting = useRef(pending);
  waiting.current = pending;
  useEffect(() => () => clearTimeout(timer.current), []);
  function saveSoon() {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      if (waiting.current) saveSoon();
      else element.current?.requestSubmit();
    }, AUTOSAVE_MS);
  }
  return (
    <form
      {...form}
      ref={element}
      onChange={saveSoon}
      onSubmit={(event) => {
        clearTimeout(timer.current);
        form.onSubmit(event);
      }}
      className="grid max-w-measure gap-5"
    >
      <ErrorSummary title={words.errors} items={problemItems(state.problems)} />
      <StaleComparison
        state={state}
        words={staleWords}
        saved={fields.map(({ name, label }) => ({ name, label, text: saved[name] }))}
      />
      <input type="hidden" name="classId" value={classId} />
      <input type="hidden" name="version" value={version} />
      {fields.map(({ name, label, hint, kind }) => {
        const shared = {
          id: name,
          name,
          label,
          hint: hint || undefined,
          defaultValue: state.values[name] ?? saved[name],
          error: state.problems.find((problem) => problem.field === name)?.message,
        };
        if (kind === "text") return <TextareaField key={name} {...shared} rows={3} />;
        if (kind === "time")
          return <TextField key={name} {...shared} type="datetime-local" className="max-w-64" />;
        return <TextField key={name} {...shared} />;
      })}
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton icon="save" pendingLabel={words.saving}>
          {words.save}
        </SubmitButton>
        <span role="status" className="text-13 text-ink-2">
          {version > 0 ? words.saved : words.unsaved}
        </span>
      </div>
    </form>
  );
}
