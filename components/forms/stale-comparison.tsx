"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { Banner } from "@/components/ui/banner";
import type { FormState } from "@/lib/kernel/form-state";

export type StaleWords = { title: string; lead: string; theirs: string; mine: string; same: string };

type Props = {
  state: FormState<unknown>;
  words: StaleWords;
  /** The texts as saved now, under the names of the form's fields. */
  saved: { name: string; label: string; text: string }[];
};

/**
 * After a save was refused as stale: what is saved now beside what was typed. The page is read afresh, so the form then carries
 * the newest version and the next save is a decision, not an accident.
 */
export function StaleComparison({ state, words, saved }: Props) {
  const router = useRouter();
  const stale = state.problems.some((problem) => problem.code === "common.stale");
  useEffect(() => {
    if (stale) router.refresh();
  }, [stale, router]);
  if (!stale) return null;
  const differing = saved.filter((field) => plain(state.values[field.name] ?? "") !== plain(field.text));
  return (
    <div className="grid gap-3">
      <Banner tone="todo" title={words.title}>
        {words.lead}
      </Banner>
      {differing.length === 0 ? <p>{words.same}</p> : null}
      {differing.map((field) => (
        <div key={field.name} className="overflow-hidden rounded-panel border border-line-strong">
          <p className="border-b border-line bg-canvas px-4 py-2 font-bold">{field.label}</p>
          <div className="grid divide-line max-sm:divide-y sm:grid-cols-2 sm:divide-x">
            <p className="px-4 py-3 whitespace-pre-wrap">
              <span className="block text-13 text-ink-2">{words.theirs}</span>
              {field.text}
            </p>
            <p className="px-4 py-3 whitespace-pre-wrap">
              <span className="block text-13 text-ink-2">{words.mine}</span>
              {state.values[field.name]}
            </p>
          </div>
        </div>
      ))}
    </div>
  );
}

/** Browsers send line ends as CR LF. */
function plain(text: string): string {
  return text.replaceAll("\r\n", "\n").trim();
}
