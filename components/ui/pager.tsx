import Link from "next/link";

/** Next and previous only; to find a row, filter. `range` is such as “1–13 of 41”. */
export function Pager({
  label,
  range,
  previous,
  nextHref,
  nextLabel,
}: {
  label: string;
  range: string;
  previous?: { href: string; label: string };
  /** Absent on the last page. */
  nextHref: string | undefined;
  nextLabel: string;
}) {
  return (
    <nav aria-label={label} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2 text-13 text-ink-2">
      <span>{range}</span>
      {previous ? (
        <Link prefetch={false} href={previous.href} rel="prev" className="link inline-block py-0.5">
          {previous.label}
        </Link>
      ) : null}
      {nextHref ? (
        <Link prefetch={false} href={nextHref} rel="next" className="link inline-block py-0.5">
          {nextLabel}
        </Link>
      ) : null}
    </nav>
  );
}
