"use client";

import { StepUpField } from "@/components/forms/step-up-field";
import { useServerForm } from "@/components/forms/use-server-form";
import { TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import { ProblemList } from "../_problem-list";
import { approveMoveAction, confirmMoveAction, rejectMoveAction, withdrawMoveAction } from "./actions";

const ACTIONS = {
  confirm: confirmMoveAction,
  approve: approveMoveAction,
  reject: rejectMoveAction,
  withdraw: withdrawMoveAction,
};

type Props = {
  act: keyof typeof ACTIONS;
  year: number;
  moveId: string;
  version: number;
  words: Record<"reason" | "submit" | "submitting" | "errors" | "stepUp", string>;
};

/** One step of one request: consent, refusal, execution or withdrawal. */
export function AnswerForm({ act, year, moveId, version, words }: Props) {
  const { state, form } = useServerForm(ACTIONS[act]);
  const id = `${act}-${moveId}`;
  return (
    <form {...form} className="flex flex-wrap items-end gap-3">
      <div className="basis-full empty:hidden">
        <ProblemList
          title={words.errors}
          problems={state.problems.map((problem) => ({ ...problem, field: null }))}
        />
      </div>
      <input type="hidden" name="year" value={year} />
      <input type="hidden" name="moveId" value={moveId} />
      <input type="hidden" name="version" value={version} />
      {act === "withdraw" ? null : (
        <TextField id={id} name="reason" label={words.reason} defaultValue={state.values.reason} />
      )}
      {act === "approve" ? <StepUpField problems={state.problems} label={words.stepUp} /> : null}
      <SubmitButton
        tone={act === "confirm" || act === "approve" ? "primary" : undefined}
        pendingLabel={words.submitting}
      >
        {words.submit}
      </SubmitButton>
    </form>
  );
}
