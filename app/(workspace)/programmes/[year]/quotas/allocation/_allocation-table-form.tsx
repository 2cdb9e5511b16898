"use client";

import { StepUpField } from "@/components/forms/step-up-field";
import { useServerForm } from "@/components/forms/use-server-form";
import { Table, Td, Th, Tr } from "@/components/ui/data-table";
import { TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import type { AllocationReading } from "@/lib/quotas/views";
import { ProblemList } from "../_problem-list";
import { allocateTableAction, readAllocationTableAction } from "../actions";

type Words = Record<
  | "file"
  | "hint"
  | "check"
  | "checking"
  | "refused"
  | "caption"
  | "subProject"
  | "schools"
  | "seats"
  | "left"
  | "total"
  | "save"
  | "issue"
  | "submitting"
  | "errors"
  | "stepUp",
  string
>;

type Props = { year: number; formKey: string; english: boolean; words: Words };

/** First what the file would change, sub-project by sub-project; then, on the same page, the act. */
export function AllocationTableForm({ year, formKey, english, words }: Props) {
  const { state, form } = useServerForm(readAllocationTableAction);
  return (
    <>
      <form {...form} className="grid max-w-measure gap-4">
        <ProblemList title={words.refused} problems={state.problems} />
        <input type="hidden" name="year" value={year} />
        <TextField
          id="file"
          name="file"
          type="file"
          accept=".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          required
          label={words.file}
          hint={words.hint}
        />
        <div>
          <SubmitButton
            tone={state.result ? "secondary" : "primary"}
            icon="upload"
            pendingLabel={words.checking}
          >
            {words.check}
          </SubmitButton>
        </div>
      </form>
      {state.result ? (
        <Changes
          key={JSON.stringify(state.result.columns)}
          year={year}
          formKey={formKey}
          english={english}
          reading={state.result}
          words={words}
        />
      ) : null}
    </>
  );
}

function Changes({ year, formKey, english, reading, words }: Props & { reading: AllocationReading }) {
  const { state, form } = useServerForm(allocateTableAction);
  const seats = reading.columns.reduce((sum, column) => sum + column.seats, 0);
  const schools = new Set(reading.targets.map((row) => row.schoolId)).size;
  return (
    <form {...form} className="grid gap-4">
      <ProblemList title={words.errors} problems={state.problems.map((one) => ({ ...one, field: null }))} />
      <Table caption={words.caption} captionVisible phone="fit">
        <thead>
          <tr>
            <Th>{words.subProject}</Th>
            <Th align="right">{words.schools}</Th>
            <Th align="right">{words.seats}</Th>
            <Th align="right">{words.left}</Th>
          </tr>
        </thead>
        <tbody>
          {reading.columns.map((column) => (
            <Tr key={column.code}>
              <Th scope="row">
                {column.code} {english ? column.nameEn : column.name}
              </Th>
              <Td numeric>{column.schools}</Td>
              <Td numeric>{column.seats}</Td>
              <Td numeric>{column.left}</Td>
            </Tr>
          ))}
          <Tr>
            <Th scope="row">{words.total}</Th>
            <Td numeric>{schools}</Td>
            <Td numeric>{seats}</Td>
            <Td numeric>{null}</Td>
          </Tr>
        </tbody>
      </Table>
      <input type="hidden" name="year" value={year} />
      <input type="hidden" name="key" value={formKey} />
      <input type="hidden" name="targets" value={JSON.stringify(reading.targets)} />
      <StepUpField problems={state.problems} label={words.stepUp} />
      <div className="flex flex-wrap gap-3">
        <SubmitButton name="act" value="save" pendingLabel={words.submitting}>
          {words.save}
        </SubmitButton>
        <SubmitButton tone="primary" icon="card" name="act" value="issue" pendingLabel={words.submitting}>
          {words.issue}
        </SubmitButton>
      </div>
    </form>
  );
}
