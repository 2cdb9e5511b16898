"use client";

import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { cx } from "../ui/cx";
import { Mark } from "../ui/mark";
import { SearchBox } from "../ui/search-box";
import { SkipLink } from "./skip-link";
import { ToolLine } from "./tool-line";

type Props = Omit<ComponentProps<typeof ToolLine>, "wide"> & {
  homeHref: string;
  links: { key: string; href: string; label: string; current?: boolean }[];
  search?: { action: string; label: string };
  /** Host, contact, site code, filing numbers, privacy, accessibility: lines of the foot. */
  footer?: ReactNode;
  clock?: ReactNode;
  children: ReactNode;
};

/** Catalogue, notices and whatever anyone may read. `children` brings the page's one h1. */
export function PublicShell({ homeHref, links, search, footer, clock, children, ...tools }: Props) {
  const { words } = tools;
  return (
    <div className="flex min-h-dvh flex-col bg-canvas text-16">
      <SkipLink>{words.skip}</SkipLink>
      {clock}
      <header data-chrome>
        <ToolLine {...tools} />
        <div className="border-b border-line bg-surface">
          <div className="mx-auto max-w-page px-4 sm:px-6">
            <div className="flex flex-wrap items-center justify-between gap-x-8 gap-y-3 pt-4 pb-2">
              <Link prefetch={false} href={homeHref} className="flex items-center gap-4">
                <Mark size={39} />
                <span>
                  <span className="block text-20 leading-7 font-bold">{words.product}</span>
                  <span className="block text-12 text-ink-2">{words.productLine}</span>
                </span>
              </Link>
              {search ? (
                <search className="w-full sm:w-80">
                  <form action={search.action}>
                    <SearchBox label={search.label} name="q" />
                  </form>
                </search>
              ) : null}
            </div>
            <nav aria-label={words.publicMenu} className="-mx-2 overflow-x-auto">
              <ul className="flex min-w-max gap-x-3">
                {links.map((link) => (
                  <li key={link.key}>
                    <Link
                      prefetch={false}
                      href={link.href}
                      aria-current={link.current ? "page" : undefined}
                      className={cx(
                        "relative flex min-h-12 items-center px-2 -outline-offset-2",
                        link.current
                          ? "font-bold after:absolute after:inset-x-2 after:bottom-0 after:h-[3px] after:bg-brand"
                          : "text-ink-2 hover:text-ink",
                      )}
                    >
                      {link.label}
                    </Link>
                  </li>
                ))}
              </ul>
            </nav>
          </div>
        </div>
      </header>
      <main id="content" tabIndex={-1} className="mx-auto w-full max-w-page flex-1 px-4 py-6 sm:px-6">
        {children}
      </main>
      {footer ? (
        <footer className="border-t border-line bg-surface text-13 text-ink-2">
          <div className="mx-auto max-w-page px-4 py-6 sm:px-6">{footer}</div>
        </footer>
      ) : null}
    </div>
  );
}
