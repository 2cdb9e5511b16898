import Link from "next/link";
import type { ReactNode } from "react";
import { Icon } from "./icon";

export type FilterChip = {
  key: string;
  label: ReactNode;
  /** The address without this filter. */
  removeHref: string;
  /** What the cross does, in words. */
  removeLabel: string;
};

type Props = { label: string; chips: FilterChip[]; clear?: { href: string; label: string } };

export function FilterChips({ label, chips, clear }: Props) {
  if (chips.length === 0) return null;
  return (
    <ul aria-label={label} className="flex flex-wrap items-center gap-2">
      {chips.map((chip) => (
        <li
          key={chip.key}
          data-edge
          className="flex min-h-7 items-center rounded-control border border-brand-line bg-brand-soft pl-2.5 text-13"
        >
          <span>{chip.label}</span>
          <Link
            prefetch={false}
            href={chip.removeHref}
            className="ml-1 flex size-7 items-center justify-center rounded-control text-ink-2 hover:text-ink max-sm:size-11"
          >
            <Icon name="x" size={12} />
            <span className="sr-only">{chip.removeLabel}</span>
          </Link>
        </li>
      ))}
      {clear ? (
        <li>
          <Link prefetch={false} href={clear.href} className="link inline-block py-0.5 text-13">
            {clear.label}
          </Link>
        </li>
      ) : null}
    </ul>
  );
}
