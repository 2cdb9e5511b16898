import Link from "next/link";
import { cx } from "./cx";

export type Segment = { key: string; href: string; label: string; current: boolean };

/** A choice of one among few, each an address: what a chart shows, whose lines a calendar holds. */
export function Segments({ label, segments }: { label: string; segments: Segment[] }) {
  return (
    <nav aria-label={label} data-chrome className="relative max-w-full overflow-x-auto">
      <ul className="flex w-max overflow-hidden rounded-control border border-control">
        {segments.map((segment) => (
          <li key={segment.key} className="border-l border-control first:border-l-0">
            <Link
              prefetch={false}
              href={segment.href}
              aria-current={segment.current ? "true" : undefined}
              className={cx(
                "flex min-h-8 items-center px-3 whitespace-nowrap -outline-offset-2 max-sm:min-h-11",
                segment.current ? "bg-brand-soft font-bold text-brand" : "bg-surface hover:bg-select",
              )}
            >
              {segment.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
