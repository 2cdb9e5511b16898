"use client";

import Link from "next/link";
import { buttonClass } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { Icon } from "@/components/ui/icon";

type Props = {
  label: string;
  /** The address without its value, which comes last. */
  href: string;
  current?: string;
  options: { value: string; label: string }[];
};

/** A filter that applies on choice: a menu of addresses. */
export function FilterMenu({ label, href, current, options }: Props) {
  if (options.length === 0) return null;
  return (
    <details data-menu name="filter-menu" className="relative max-sm:static">
      <summary className={buttonClass("secondary", "desk")}>
        <span>{label}</span>
        <Icon name="chevron-down" size={14} />
      </summary>
      <ul className="absolute top-full left-0 z-40 mt-1 max-h-80 w-72 max-w-[90vw] overflow-y-auto rounded-panel max-sm:inset-x-4 max-sm:top-auto max-sm:w-auto max-sm:max-w-none border border-line-strong bg-raised p-1 shadow-float">
        {options.map((option) => (
          <li key={option.value}>
            <Link
              prefetch={false}
              href={`${href}${option.value}`}
              aria-current={option.value === current ? "true" : undefined}
              className={cx(
                "block min-h-8 rounded-control px-2 py-1 hover:bg-select max-sm:min-h-11",
                option.value === current && "bg-brand-soft font-bold",
              )}
            >
              {option.label}
            </Link>
          </li>
        ))}
      </ul>
    </details>
  );
}
