"use client";

import { StepUpField } from "@/components/forms/step-up-field";
import { useServerForm } from "@/components/forms/use-server-form";
import { ButtonLink } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/choice";
import { Table, Td, Th, Tr } from "@/components/ui/data-table";
import { type Face, StateFace } from "@/components/ui/state-face";
import { SubmitButton } from "@/components/ui/submit-button";
import { ProblemList } from "../_problem-list";
import { issueTableAction } from "../actions";

type Row = {
  code: string;
  name: string;
  plan: number;
  sum: number;
  /** Null where there is nothing to compare with. */
  before: number | null;
  moved: string;
  ok: boolean;
  state: string;
  face: Face;
};
type Words = Record<
  | "legend"
  | "subProject"
  | "plan"
  | "sum"
  | "before"
  | "moved"
  | "state"
  | "confirm"
  | "confirmHint"
  | "final"
  | "submit"
  | "submitting"
  | "back"
  | "none"
  | "errors"
  | "stepUp",
  string
>;
type Props = { year: number; draft: number; formKey: string; rows: Row[]; words: Words };

export function IssueForm({ year, draft, formKey, rows, words }: Props) {
  const { state, form } = useServerForm(issueTableAction);
  const reserve = rows.some((row) => row.ok && row.sum < row.plan);
  // Without JavaScript a refused form is drawn afresh: with what was ticked, not with what would be ticked first.
  const refused = state.problems.length > 0;
  const chosen = refused ? (state.values["subProjects[]"] ?? "").split(",") : null;
  const compared = rows.some((row) => row.before !== null);
  if (rows.length === 0) return <p>{words.none}</p>;
  return (
    <form {...form} className="grid grid-cols-1 gap-4">
      <ProblemList title={words.errors} problems={state.problems} />
      <input type="hidden" name="year" value={year} />
      <input type="hidden" name="draft" value={draft} />
      <input type="hidden" name="key" value={formKey} />
      <fieldset className="min-w-0">
        <legend className="pb-1 text-16 font-bold">{words.legend}</legend>
        <Table caption={words.legend}>
          <thead>
            <tr>
              <Th>{words.subProject}</Th>
              <Th align="right">{words.plan}</Th>
              <Th align="right">{words.sum}</Th>
              {compared ? <Th align="right">{words.before}</Th> : null}
              {compared ? <Th align="right">{words.moved}</Th> : null}
              <Th>{words.state}</Th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Tr key={row.code}>
                <Th scope="row" className="font-normal">
                  <span className="flex items-start gap-2">
                    {row.ok ? (
                      <input
                        type="checkbox"
                        id={`issue-${row.code}`}
                        name="subProjects[]"
                        value={row.code}
                        defaultChecked={chosen ? chosen.includes(row.code) : row.sum > 0}
                        className="mt-1 size-4"
                      />
                    ) : (
                      <span className="w-4" />
                    )}
                    <label htmlFor={`issue-${row.code}`}>
                      <span className="mr-2 text-13 text-ink-2">{row.code}</span>
                      {row.name}
                    </label>
                  </span>
                </Th>
                <Td numeric>{row.plan}</Td>
                <Td numeric>{row.sum}</Td>
                {compared ? <Td numeric>{row.before}</Td> : null}
                {compared ? (
                  <Td numeric className="whitespace-nowrap">
                    {row.moved}
                  </Td>
                ) : null}
                <Td>
                  <StateFace face={row.face}>{row.state}</StateFace>
                </Td>
              </Tr>
            ))}
          </tbody>
        </Table>
      </fieldset>
      {reserve ? (
        <div>
          <Checkbox
            id="reserveConfirmed"
            name="reserveConfirmed"
            value="true"
            label={words.confirm}
            defaultChecked={state.values.reserveConfirmed === "true"}
          />
          <p className="pl-7 text-13 text-ink-2">{words.confirmHint}</p>
        </div>
      ) : null}
      <p className="text-ink-2">{words.final}</p>
      <StepUpField problems={state.problems} label={words.stepUp} />
      <div className="flex flex-wrap gap-3">
        <SubmitButton tone="primary" icon="send" pendingLabel={words.submitting}>
          {words.submit}
        </SubmitButton>
        <ButtonLink href={`/programmes/${year}/quotas`}>{words.back}</ButtonLink>
      </div>
    </form>
  );
}
