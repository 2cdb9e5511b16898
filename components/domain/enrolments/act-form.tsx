"use client";

import { useRouter } from "next/navigation";
import { createContext, type ReactNode, useContext, useEffect, useRef } from "react";
import { DraftLine, DraftNote } from "@/components/forms/draft-line";
import { useServerForm } from "@/components/forms/use-server-form";
import { Icon } from "@/components/ui/icon";
import type { FormDraft, FormState, ShownProblem } from "@/lib/kernel/form-state";

export type FormWords = {
  /** Holds # where the number of faults goes. */
  toMend: string;
  /** Stands before the page's title while it shows a refusal. */
  errorPrefix: string;
  /** Before the code of a refusal, for a person who helps. */
  code: string;
};

type Answer = Pick<FormState, "problems" | "values">;

const FormAnswer = createContext<Answer>({ problems: [], values: {} });

/** What was typed before a refusal, and what is wrong with it; for the fields inside an ActForm. */
export function useFormAnswer(
  name: string,
  first: string,
): { value: string; error: string | null; stale: boolean } {
  const { problems, values } = useContext(FormAnswer);
  return {
    value: values[name] ?? first,
    error: problems.find((problem) => problem.field === name)?.message ?? null,
    stale: problems.some((problem) => problem.code === "common.stale"),
  };
}

type Props<Result> = {
  action: (previous: FormState<Result>, form: FormData) => Promise<FormState<Result>>;
  words: FormWords;
  /** Where what is typed is kept until it is sent. */
  draft?: FormDraft;
  id?: string;
  className?: string;
  children: ReactNode;
};

/**
 * A form that sends one act, with or without JavaScript; a refusal is said at its head and nothing typed is lost. Where somebody
 * else was faster, what they saved is read again and stands beside what was typed.
 */
export function ActForm<Result>({ action, words, draft, id, className, children }: Props<Result>) {
  const { state, summary, form } = useServerForm(action, draft);
  const { refresh } = useRouter();
  const stale = state.problems.some((problem) => problem.code === "common.stale");
  useEffect(() => {
    if (stale) refresh();
  }, [stale, refresh]);
  return (
    <>
      <DraftNote draft={draft} />
      <form {...form} id={id} className={className}>
        <Refusal problems={state.problems} words={words} box={summary} />
        <FormAnswer value={state}>{children}</FormAnswer>
        <DraftLine draft={draft} state={state} />
      </form>
    </>
  );
}

type RefusalProps = { problems: ShownProblem[]; words: FormWords; box?: React.Ref<HTMLDivElement> };

export function Refusal({ problems, words, box }: RefusalProps) {
  const title = useRef<string | null>(null);
  useEffect(() => {
    if (problems.length > 0) {
      title.current ??= document.title;
      document.title = `${words.errorPrefix}${title.current}`;
    } else if (title.current !== null) document.title = title.current;
  }, [problems, words.errorPrefix]);
  const first = problems[0];
  if (!first) return null;
  const atFields = problems.every((problem) => problem.field);
  const heading = atFields ? words.toMend.replace("#", String(problems.length)) : first.message;
  return (
    <div
      ref={box}
      tabIndex={-1}
      role="alert"
      className="flex gap-3 rounded-panel border-2 border-bad bg-bad-bg px-4 py-3 text-bad"
    >
      <Icon name="alert" size={18} className="mt-1" />
      <div className="min-w-0">
        <h2 className="text-17 font-bold">{heading}</h2>
        <ul>
          {problems.map((problem, index) => (
            <li
              key={`${problem.code}${problem.field ?? ""}${problem.row ?? index}`}
              data-problem={problem.code}
            >
              {atFields ? (
                <a href={`#${problem.field}`} className="inline-block py-0.5 underline underline-offset-4">
                  {problem.message}
                </a>
              ) : index > 0 ? (
                <p className="font-bold">{problem.message}</p>
              ) : null}
              {problem.nextStep ? <p className="text-16 text-ink">{problem.nextStep}</p> : null}
              {atFields ? null : (
                <p className="text-13 text-ink-2">
                  {words.code} {problem.code}
                </p>
              )}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
