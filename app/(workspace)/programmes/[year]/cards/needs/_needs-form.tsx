"use client";

import { DraftLine, DraftNote } from "@/components/forms/draft-line";
import { useServerForm } from "@/components/forms/use-server-form";
import { ActionBar } from "@/components/ui/action-bar";
import { Table, Td, Th, Tr, Unknown } from "@/components/ui/data-table";
import { FieldError, TextInput } from "@/components/ui/field";
import { Stepper } from "@/components/ui/stepper";
import { SubmitButton } from "@/components/ui/submit-button";
import type { FormDraft } from "@/lib/kernel/form-state";
import { ProblemList } from "../../quotas/_problem-list";
import { submitNeedsAction } from "./actions";

export type NeedRow = {
  id: string;
  code: string;
  name: string;
  teachers: { complete: number; fitting: number };
  /** Null without a year before. */
  lastYear: string | null;
  seats: number;
  reason: string;
  version: number;
  /** Said instead of the boxes where the need can no longer be changed. */
  settled: string | null;
  words: Record<"seats" | "less" | "more" | "reason", string>;
};
type Props = {
  year: number;
  draft: FormDraft;
  most: number;
  rows: NeedRow[];
  words: Record<
    | "caption"
    | "subProject"
    | "teachers"
    | "lastYear"
    | "noLastYear"
    | "seats"
    | "reason"
    | "hint"
    | "submit"
    | "submitting"
    | "errors",
    string
  >;
};

export function NeedsForm({ year, draft, most, rows, words }: Props) {
  const { state, form } = useServerForm(submitNeedsAction, draft);
  const error = (field: string) => state.problems.find((problem) => problem.field === field)?.message;
  return (
    <>
      <DraftNote draft={draft} />
      <form {...form} className="grid gap-4">
        <ProblemList title={words.errors} problems={state.problems} />
        <input type="hidden" name="year" value={year} />
        <Table
          caption={words.caption}
          rows="two-line"
          phone="cards"
          className="sm:[&_tbody>tr>*]:align-middle"
        >
          <thead>
            <tr>
              <Th>{words.subProject}</Th>
              <Th align="right">{words.teachers}</Th>
              <Th align="right">{words.lastYear}</Th>
              <Th align="center">{words.seats}</Th>
              <Th>{words.reason}</Th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => {
              const [seats, reason] = [`seats-${row.id}`, `reason-${row.id}`];
              return (
                <Tr key={row.id}>
                  <Th scope="row">
                    <span className="mr-2 text-13 font-normal text-ink-2">{row.code}</span>
                    {row.name}
                  </Th>
                  <Td label={words.teachers} numeric>
                    <span>
                      {row.teachers.complete}
                      <span className="text-ink-3"> / {row.teachers.fitting}</span>
                    </span>
                  </Td>
                  <Td label={words.lastYear} numeric>
                    {row.lastYear ?? <Unknown reason={words.noLastYear} />}
                  </Td>
                  {row.settled ? (
                    <>
                      <Td label={words.seats} align="center">
                        <b>{row.seats}</b>
                      </Td>
                      <Td label={words.reason}>
                        {row.reason ? <span className="block">{row.reason}</span> : null}
                        <span className="text-13 text-ink-2">{row.settled}</span>
                      </Td>
                    </>
                  ) : (
                    <>
                      <Td label={words.seats} align="center">
                        <input type="hidden" name={`version-${row.id}`} value={row.version} />
                        <input type="hidden" name={`before-${row.id}`} value={`${row.seats} ${row.reason}`} />
                        <Stepper
                          id={seats}
                          name={seats}
                          defaultValue={Number(state.values[seats] ?? row.seats)}
                          max={most}
                          label={row.words.seats}
                          lessLabel={row.words.less}
                          moreLabel={row.words.more}
                        />
                        {error(seats) ? <FieldError id={seats}>{error(seats)}</FieldError> : null}
                      </Td>
                      <Td label={words.reason}>
                        {error(reason) ? <FieldError id={reason}>{error(reason)}</FieldError> : null}
                        <TextInput
                          id={reason}
                          name={reason}
                          error={error(reason)}
                          aria-label={row.words.reason}
                          defaultValue={state.values[reason] ?? row.reason}
                          maxLength={200}
                          className="min-w-48"
                        />
                      </Td>
                    </>
                  )}
                </Tr>
              );
            })}
          </tbody>
        </Table>
        <ActionBar
          actions={
            <>
              <SubmitButton tone="primary" pendingLabel={words.submitting}>
                {words.submit}
              </SubmitButton>
              <DraftLine draft={draft} state={state} />
            </>
          }
        >
          {words.hint}
        </ActionBar>
      </form>
    </>
  );
}
