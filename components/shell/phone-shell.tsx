"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { Icon } from "../ui/icon";
import { Mark } from "../ui/mark";
import { DemonstrationTag } from "../ui/state-face";
import { BottomTabs } from "./bottom-tabs";
import type { DisplayLinks, NavItem, ShellWords } from "./shell-props";
import { SkipLink } from "./skip-link";

type Props = {
  /** What this page belongs to; the h1 stands in the content. Absent on the first page: the product's name. */
  title?: string;
  back?: { href: string; label: string };
  homeHref: string;
  display: DisplayLinks;
  helpHref: string;
  demonstration?: boolean;
  clock?: ReactNode;
  /** The four tabs, on pages that have no action of their own at the foot. */
  tabs?: NavItem[];
  words: ShellWords;
  children: ReactNode;
};

/** One column for a thumb: teacher, school confirmation, check-in. Put a `<PhoneFoot>` inside the form. */
export function PhoneShell({
  title,
  back,
  homeHref,
  display,
  helpHref,
  demonstration,
  clock,
  tabs,
  words,
  children,
}: Props) {
  return (
    <div className="flex min-h-dvh flex-col bg-canvas text-17">
      <SkipLink>{words.skip}</SkipLink>
      {clock}
      <header data-chrome className="sticky top-0 z-30 border-b border-line bg-surface">
        <div className="mx-auto grid min-h-13 max-w-phone grid-cols-[1fr_auto_1fr] items-center px-2">
          {back ? (
            <Link
              prefetch={false}
              href={back.href}
              className="flex size-11 items-center justify-center rounded-control text-brand large:size-12"
            >
              <Icon name="chevron-left" size={18} />
              <span className="sr-only">{back.label}</span>
            </Link>
          ) : (
            <Link
              prefetch={false}
              href={homeHref}
              className="flex size-11 items-center justify-center rounded-control"
            >
              <Mark size={22} />
              <span className="sr-only">{words.home}</span>
            </Link>
          )}
          <p className="flex items-center justify-center gap-1.5 font-bold">
            <span className="min-w-0 text-center">{title ?? words.productShort}</span>
            {demonstration ? <DemonstrationTag>{words.demonstrationShort}</DemonstrationTag> : null}
          </p>
          <p className="flex items-center justify-self-end">
            <Link
              prefetch={false}
              href={display.isLarge ? (display.largeText ?? display.all) : display.all}
              className="flex min-h-11 items-center gap-1.5 rounded-control whitespace-nowrap px-2 text-16 text-brand"
            >
              {display.isLarge ? null : <Icon name="display" />}
              {display.isLarge ? words.normalText : words.display}
            </Link>
            <Link
              prefetch={false}
              href={helpHref}
              className="flex size-11 items-center justify-center rounded-control text-brand large:size-12"
            >
              <Icon name="help" size={18} />
              <span className="sr-only">{words.help}</span>
            </Link>
          </p>
        </div>
      </header>
      <main
        id="content"
        tabIndex={-1}
        className="mx-auto flex w-full max-w-phone flex-1 flex-col gap-4 px-4 pt-4 pb-6 has-[[data-phone-foot]]:pb-28"
      >
        {children}
      </main>
      {tabs ? <BottomTabs tabs={tabs} words={words} always /> : null}
    </div>
  );
}
