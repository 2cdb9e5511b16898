import { TextField } from "@/components/ui/field";
import type { FormState } from "@/lib/kernel/form-state";

type Props = { state: FormState; words: Record<"seats" | "reason", string>; most?: number; first?: string };

/** How many seats move, and why: every movement of the ledger asks for both. */
export function SeatsFields({ state, words, most, first }: Props) {
  const error = (field: string) => state.problems.find((problem) => problem.field === field)?.message;
  return (
    <>
      <TextField
        id="seats"
        name="seats"
        type="number"
        min={1}
        max={most}
        inputMode="numeric"
        label={words.seats}
        error={error("seats")}
        defaultValue={state.values.seats ?? first}
        className="max-w-24"
      />
      <TextField
        id="reason"
        name="reason"
        label={words.reason}
        error={error("reason")}
        defaultValue={state.values.reason}
      />
    </>
  );
}
