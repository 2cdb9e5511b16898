"use client";

import { useServerForm } from "@/components/forms/use-server-form";
import { TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import { ProblemList } from "../_problem-list";
import { reserveAction } from "../actions";

type Props = {
  year: number;
  subProject: string;
  subProjectId: string;
  left: number;
  reserved: number;
  reason: string;
  words: Record<"lead" | "seats" | "reason" | "submit" | "submitting" | "errors", string>;
};

export function ReserveForm({ year, subProject, subProjectId, left, reserved, reason, words }: Props) {
  const { state, form } = useServerForm(reserveAction);
  const error = (field: string) => state.problems.find((problem) => problem.field === field)?.message;
  return (
    <form {...form} className="mt-2 grid gap-3">
      <ProblemList title={words.errors} problems={state.problems} />
      <p className="text-13 text-ink-2">{words.lead}</p>
      <input type="hidden" name="year" value={year} />
      <input type="hidden" name="subProject" value={subProject} />
      <input type="hidden" name="subProjectId" value={subProjectId} />
      <TextField
        id="reserve-seats"
        name="seats"
        type="number"
        min={0}
        max={left}
        inputMode="numeric"
        label={words.seats}
        error={error("seats")}
        defaultValue={state.values.seats ?? String(reserved || left)}
        className="max-w-24"
      />
      <TextField
        id="reserve-reason"
        name="reason"
        label={words.reason}
        error={error("reason")}
        defaultValue={state.values.reason ?? reason}
      />
      <div>
        <SubmitButton pendingLabel={words.submitting}>{words.submit}</SubmitButton>
      </div>
    </form>
  );
}
