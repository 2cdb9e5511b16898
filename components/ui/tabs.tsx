import Link from "next/link";
import type { ReactNode } from "react";
import { cx } from "./cx";

export type TabLink = {
  key: string;
  href: string;
  label: ReactNode;
  count?: number | string;
  current?: boolean;
};

type Props = {
  label: string;
  tabs: TabLink[];
  /** The line runs to the edges of the work area, as above a list with its panel. */
  flush?: boolean;
  className?: string;
};

/** Tabs that are addresses: the pages of a resource, or the states of a queue with their counts. */
export function Tabs({ label, tabs, flush, className }: Props) {
  return (
    <nav
      aria-label={label}
      data-chrome
      className={cx(
        "relative overflow-x-auto border-b border-line-strong",
        flush && "-mx-4 px-4 sm:-mx-8 sm:px-8",
        className,
      )}
    >
      <ul className="flex min-w-max gap-1">
        {tabs.map((tab) => (
          <li key={tab.key}>
            <Link
              prefetch={false}
              href={tab.href}
              aria-current={tab.current ? "page" : undefined}
              className={cx(
                "flex min-h-10 items-center gap-1.5 border-b-2 px-3 -outline-offset-2 max-sm:min-h-11",
                tab.current
                  ? "border-brand font-bold text-ink"
                  : "border-transparent text-ink-2 hover:border-line-strong hover:text-ink",
              )}
            >
              <span>{tab.label}</span>
              {tab.count === undefined ? null : <span className="font-normal text-ink-3">{tab.count}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
