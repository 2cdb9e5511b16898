"use client";

import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { Mark } from "../ui/mark";
import { SkipLink } from "./skip-link";
import { ToolLine } from "./tool-line";

type Props = Omit<ComponentProps<typeof ToolLine>, "wide"> & {
  homeHref: string;
  aside?: ReactNode;
  asideLabel: string;
  clock?: ReactNode;
  children: ReactNode;
};

/** The doors: sign-in, activation, a new password. The form at the left, what is useful before it at the right. */
export function EntryShell({ homeHref, aside, asideLabel, clock, children, ...tools }: Props) {
  const { words } = tools;
  return (
    <div className="flex min-h-dvh flex-col bg-surface text-16">
      <SkipLink>{words.skip}</SkipLink>
      {clock}
      <header>
        <ToolLine {...tools} wide />
      </header>
      <div className="grid flex-1 lg:grid-cols-[minmax(0,1.57fr)_minmax(0,1fr)] large:grid-cols-1">
        <main id="content" tabIndex={-1} className="px-4 py-8 sm:px-10 lg:py-14 lg:pl-[19.5%] large:px-6">
          <Link prefetch={false} href={homeHref} className="mb-10 inline-flex items-center gap-3 sm:mb-14">
            <Mark size={33} />
            <span className="text-20 font-bold">{words.product}</span>
          </Link>
          <div className="max-w-[25rem] large:max-w-none">{children}</div>
        </main>
        {aside ? (
          <aside
            aria-label={asideLabel}
            className="flex flex-col gap-10 border-t border-line bg-canvas px-4 py-8 text-14 sm:px-14 lg:border-t-0 lg:border-l lg:py-20"
          >
            {aside}
          </aside>
        ) : null}
      </div>
    </div>
  );
}
