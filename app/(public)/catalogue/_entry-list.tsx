"use client";

import type { ReactNode } from "react";
import { cx } from "@/components/ui/cx";
import { type Face, Tag } from "@/components/ui/state-face";

export type EntryLine = {
  code: string;
  href: string;
  name: string;
  modes: string;
  days: string;
  classes: string;
  people: string;
};

type Props = {
  groups: { code: string; title: string; entries: EntryLine[] }[];
  /** One window for all: what can be done with any of them now. */
  face: Face;
  state: string;
  /** The one sub-project whose facts stand under its line. */
  open?: { code: string; facts: ReactNode };
};

const colours: Record<string, string> = { A: "bg-cat-a", B: "bg-cat-b", C: "bg-cat-c" };

/** Sub-projects by category, one line each. A client component only so that the list travels once as data, and not again as elements. */
export function EntryList({ groups, face, state, open }: Props) {
  return (
    <div className="mt-3 overflow-hidden rounded-panel border border-line-strong bg-surface max-sm:rounded-card">
      {groups.map(({ code, title, entries }) => (
        <section key={code} aria-labelledby={`category-${code}`}>
          <h2
            id={`category-${code}`}
            className="flex items-center gap-2.5 border-b border-line bg-canvas px-4 py-2 text-14 font-bold sm:px-5"
          >
            <span aria-hidden="true" className={cx("size-2.5 rounded-tag", colours[code] ?? "bg-bar")} />
            {title}
          </h2>
          {entries.map((entry) => (
            <Line key={entry.code} entry={entry} face={face} state={state}>
              {entry.code === open?.code ? open.facts : null}
            </Line>
          ))}
        </section>
      ))}
    </div>
  );
}

function Line({
  entry,
  face,
  state,
  children,
}: {
  entry: EntryLine;
  face: Face;
  state: string;
  children: ReactNode;
}) {
  const isOpen = Boolean(children);
  return (
    <div id={entry.code} className="border-b border-line last:border-b-0">
      <a
        href={entry.href}
        aria-expanded={isOpen}
        className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-0.5 px-4 py-2.5 -outline-offset-2 hover:bg-select sm:grid-cols-[3rem_minmax(0,1fr)_8.5rem_3.5rem_4rem_5.5rem] sm:px-5 large:grid-cols-1"
      >
        <span className="text-14 text-ink-2 max-sm:hidden">{entry.code}</span>
        <span
          className={cx(
            "with-icon max-sm:col-span-2 max-sm:before:hidden",
            isOpen ? "icon-chevron-down font-bold" : "icon-chevron-right",
          )}
        >
          {entry.name}
        </span>
        <span className="text-14 max-sm:flex max-sm:gap-x-3 max-sm:text-ink-2 sm:contents">
          <span className="flex flex-wrap gap-x-1.5 text-ink-2">
            <span>{entry.modes}</span>
            <span>{entry.days}</span>
          </span>
          <span className="text-right max-sm:hidden large:text-left">{entry.classes}</span>
          <span className="text-right large:text-left">{entry.people}</span>
        </span>
        <Tag face={face} className="justify-self-end large:justify-self-start">
          {state}
        </Tag>
      </a>
      {children ? <div className="px-4 pt-1 pb-5 sm:pr-5 sm:pl-[4.25rem]">{children}</div> : null}
    </div>
  );
}
