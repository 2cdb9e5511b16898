"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useEffect, useState } from "react";
import { useServerForm } from "@/components/forms/use-server-form";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import { Icon } from "@/components/ui/icon";
import { StateFace } from "@/components/ui/state-face";
import { Stepper } from "@/components/ui/stepper";
import { MAX_SEATS_IN_A_CELL } from "@/lib/quotas/schema";
import { saveNumberAction } from "../actions";
import { PlanMark } from "./plan-state";
import type { PlanState } from "./reading";

export type NumberRow = {
  region: string;
  subProject: string;
  name: string;
  /** As the latest draft has it, and as a number where it is one. */
  text: string;
  seats: number | null;
  /** The one number in a text that is none. */
  offer: number | null;
  locked: boolean;
  /** Not issued, and its draft is not for this reader. */
  unseen: boolean;
  history: string | null;
  /** How the sub-project stands now, in words. */
  says: string;
  state: PlanState["state"];
  /** Of a text that is no number. */
  standing: string | null;
  words: Record<"number" | "less" | "more", string>;
};

type Words = Record<"save" | "saving" | "savedAs" | "issued" | "notIssued" | "history", string>;
type Props = {
  year: number;
  label: string;
  rows: NumberRow[];
  editable: boolean;
  /** Each row stands against a plan of its own; else the one plan stands above, and in a row only what saving it came to. */
  repeatsPlan: boolean;
  words: Words;
};

const keyOf = (place: { region?: string; subProject?: string }) => `${place.region}-${place.subProject}`;

/** The numbers of one region or one sub-project, each saved for itself: one row, one form. */
export function NumberList({ year, label, rows, editable, repeatsPlan, words }: Props) {
  const { refresh } = useRouter();
  const { state, pending, form } = useServerForm(saveNumberAction);
  const [sent, setSent] = useState("");
  const refused = state.problems.length > 0 ? keyOf(state.values) : null;
  const saved = state.ok && state.result ? keyOf(state.result) : null;
  const stale = state.problems.some((problem) => problem.code === "quotas.number-saved-meanwhile");
  useEffect(() => {
    if (stale) refresh();
  }, [stale, refresh]);
  const savedRow = rows.find((row) => keyOf(row) === saved);
  const done = words.savedAs.replace("{number}", String(state.result?.number ?? ""));
  return (
    <>
      <p role="status" className="sr-only">
        {pending ? words.saving : savedRow ? `${done}${savedRow.says}` : null}
      </p>
      <ul aria-label={label} className="border-t border-line-strong">
        {rows.map((row) => {
          const key = keyOf(row);
          return (
            <li key={key} className="border-b border-line py-2">
              {editable && !row.locked ? (
                <NumberForm
                  row={row}
                  year={year}
                  words={words}
                  typed={refused === key ? state.values.text : undefined}
                  problems={refused === key ? state.problems : []}
                  stale={refused === key && stale}
                  saved={saved === key ? done : null}
                  savedAt={state}
                  pending={pending && sent === key}
                  tellsPlan={repeatsPlan || saved === key}
                  form={{
                    ...form,
                    onSubmit: (event) => {
                      setSent(key);
                      form.onSubmit(event);
                    },
                  }}
                />
              ) : (
                <FixedNumber row={row} words={words} tellsPlan={repeatsPlan} />
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}

type FormProps = {
  row: NumberRow;
  year: number;
  words: Words;
  /** What was refused comes back as it was typed. */
  typed: string | undefined;
  problems: { code: string; message: string; nextStep: string | null }[];
  /** Somebody else saved another number here; it is on the page by now, so that the next save knows of it. */
  stale: boolean;
  saved: string | null;
  savedAt: unknown;
  pending: boolean;
  tellsPlan: boolean;
  form: { action: (data: FormData) => void; onSubmit: (event: FormEvent<HTMLFormElement>) => void };
};

function NumberForm({
  row,
  year,
  words,
  typed,
  problems,
  stale,
  saved,
  savedAt,
  pending,
  tellsPlan,
  form,
}: FormProps) {
  /** The cell as it was when typing began: a change of somebody else must not pass unseen. */
  const [held, setHeld] = useState<string | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a second save of the same row answers with the same words
  useEffect(() => {
    if (saved) setHeld(null);
  }, [saved, savedAt]);
  const id = `number-${keyOf(row)}`;
  const says = `${id}-says`;
  const invalid = row.standing !== null || problems.length > 0;
  const seats = row.seats ?? row.offer ?? "";
  return (
    <form {...form} className="grid gap-1">
      <input type="hidden" name="year" value={year} />
      <input type="hidden" name="region" value={row.region} />
      <input type="hidden" name="subProject" value={row.subProject} />
      <input type="hidden" name="shown" value={stale ? row.text : (held ?? row.text)} />
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="min-w-24 flex-1 font-bold">{row.name}</span>
        <span className="flex items-center gap-2">
          <Stepper
            roomy
            name="text"
            defaultValue={typed !== undefined && typed !== "" ? Number(typed) : seats}
            max={MAX_SEATS_IN_A_CELL}
            label={row.words.number}
            lessLabel={row.words.less}
            moreLabel={row.words.more}
            changed={held !== null}
            invalid={invalid}
            describedBy={problems.length > 0 ? `${id}-error ${says}` : says}
            onValueChange={() => setHeld((before) => before ?? row.text)}
          />
          <Button tone={held === null ? "secondary" : "primary"} size="public">
            {pending ? words.saving : words.save}
            <span className="sr-only"> {row.name}</span>
          </Button>
        </span>
      </div>
      {problems.map(({ code, message, nextStep }) => (
        <FieldError key={code} id={id}>
          {message}
          {nextStep ? <span className="block font-normal">{nextStep}</span> : null}
        </FieldError>
      ))}
      <p id={says} className="grid gap-0.5 empty:hidden">
        {row.standing === null ? null : <span className="font-bold text-bad">{row.standing}</span>}
        {saved ? (
          <span className="flex items-center gap-1.5 text-ok">
            <Icon name="check" size={14} />
            {saved}
          </span>
        ) : null}
        {tellsPlan ? <PlanMark state={row.state}>{row.says}</PlanMark> : null}
      </p>
    </form>
  );
}

/** A number that is only read: issued, or of somebody who does not plan. */
function FixedNumber({ row, words, tellsPlan }: { row: NumberRow; words: Words; tellsPlan: boolean }) {
  return (
    <div className="flex min-h-11 flex-wrap items-center gap-x-4">
      <span className="min-w-40 flex-1">{row.name}</span>
      {row.locked ? (
        <StateFace face="locked">{words.issued}</StateFace>
      ) : row.unseen ? (
        <span className="text-ink-2">{words.notIssued}</span>
      ) : tellsPlan ? (
        <PlanMark state={row.state}>{row.says}</PlanMark>
      ) : null}
      {row.history ? (
        <a href={row.history} className="link flex min-h-11 items-center">
          {words.history}
          <span className="sr-only"> {row.name}</span>
        </a>
      ) : null}
      <b className="ml-auto min-w-8 text-right text-16">{row.unseen ? "—" : row.text || "0"}</b>
    </div>
  );
}
