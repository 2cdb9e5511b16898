"use client";

import Link from "next/link";
import { buttonClass } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { Icon } from "@/components/ui/icon";

export type FilterOption = { key: string; label: string; href: string; current: boolean };

/** A filter that applies on choice: a menu of addresses. */
export function FilterMenu({ label, options }: { label: string; options: FilterOption[] }) {
  if (options.length === 0) return null;
  return (
    <details data-menu name="filter-menu" className="relative">
      <summary className={buttonClass("secondary", "desk")}>
        <span>{label}</span>
        <Icon name="chevron-down" size={14} />
      </summary>
      <ul className="absolute top-full left-0 z-40 mt-1 max-h-80 w-72 max-w-[90vw] overflow-y-auto rounded-panel border border-line-strong bg-raised p-1 shadow-float">
        {options.map((option) => (
          <li key={option.key}>
            <Link
              prefetch={false}
              href={option.href}
              aria-current={option.current ? "true" : undefined}
              className={cx(
                "block min-h-8 rounded-control px-2 py-1 hover:bg-select max-sm:min-h-11",
                option.current && "bg-brand-soft font-bold",
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
