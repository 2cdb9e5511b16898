import Link from "next/link";
import type { ReactNode } from "react";
import { cx } from "./cx";

export type SummaryRow = {
  key: string;
  label: ReactNode;
  value: ReactNode;
  /** A second, quieter line. */
  note?: ReactNode;
  /** The visible word, its address, and what it changes (read out, not shown). */
  change?: { href: string; label: string; what: string };
};

/** Label beside value; `stacked` is one above the other with hairlines, as for checking answers on a phone. */
export function SummaryList({ rows, stacked }: { rows: SummaryRow[]; stacked?: boolean }) {
  return (
    <dl
      className={
        stacked
          ? "divide-y divide-line"
          : "grid grid-cols-[fit-content(9em)_minmax(0,1fr)_auto] gap-x-5 gap-y-1.5 large:block"
      }
    >
      {rows.map((row) => (
        <div
          key={row.key}
          className={
            stacked
              ? "grid grid-cols-[1fr_auto] items-center gap-x-4 py-2 first:pt-0 last:pb-0"
              : "contents large:block large:py-1"
          }
        >
          <dt className={cx("text-ink-3", stacked && "col-start-1 text-14")}>{row.label}</dt>
          <dd className={cx("min-w-0", stacked ? "col-start-1" : !row.change && "col-span-2")}>
            <span className="block">{row.value}</span>
            {row.note ? <span className="block text-14 text-ink-2">{row.note}</span> : null}
          </dd>
          {row.change ? (
            <dd className={stacked ? "col-start-2 row-span-2 row-start-1" : undefined}>
              <Link
                prefetch={false}
                href={row.change.href}
                className="link inline-flex min-h-6 items-center whitespace-nowrap max-sm:min-h-11"
              >
                {row.change.label}
                <span className="sr-only"> {row.change.what}</span>
              </Link>
            </dd>
          ) : null}
        </div>
      ))}
    </dl>
  );
}
