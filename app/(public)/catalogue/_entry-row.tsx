"use client";

import type { ReactNode } from "react";
import { Icon } from "@/components/ui/icon";
import { type Face, Tag } from "@/components/ui/state-face";

type Props = {
  code: string;
  href: string;
  name: string;
  modes: string;
  days: string;
  classes: string;
  people: string;
  face: Face;
  state: string;
  /** What stands under an open row. */
  children?: ReactNode;
};

/** One sub-project in one line. A client component only so that the list travels once as data, and not again as elements. */
export function EntryRow({ code, href, name, modes, days, classes, people, face, state, children }: Props) {
  const isOpen = Boolean(children);
  return (
    <div id={code} className="border-b border-line last:border-b-0">
      <a
        href={href}
        aria-expanded={isOpen}
        className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-0.5 px-4 py-2.5 -outline-offset-2 hover:bg-select sm:grid-cols-[3rem_minmax(0,1fr)_8.5rem_3.5rem_4rem_5.5rem] sm:px-5 large:grid-cols-1"
      >
        <span className="text-14 text-ink-2 max-sm:hidden">{code}</span>
        <span className="flex min-w-0 items-baseline gap-2 max-sm:col-span-2">
          <Icon
            name={isOpen ? "chevron-down" : "chevron-right"}
            size={14}
            className="relative top-0.5 max-sm:hidden"
          />
          <span className={isOpen ? "font-bold" : undefined}>{name}</span>
        </span>
        <span className="text-14 max-sm:flex max-sm:gap-x-3 max-sm:text-ink-2 sm:contents">
          <span className="flex flex-wrap gap-x-1.5 text-ink-2">
            <span>{modes}</span>
            <span>{days}</span>
          </span>
          <span className="text-right max-sm:hidden large:text-left">{classes}</span>
          <span className="text-right large:text-left">{people}</span>
        </span>
        <span className="justify-self-end large:justify-self-start">
          <Tag face={face}>{state}</Tag>
        </span>
      </a>
      {children ? <div className="px-4 pt-1 pb-5 sm:pr-5 sm:pl-[4.25rem]">{children}</div> : null}
    </div>
  );
}
