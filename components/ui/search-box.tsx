import type { ComponentProps } from "react";
import { Icon } from "./icon";

type Props = { label: string; name: string; className?: string } & Omit<ComponentProps<"input">, "className">;

/** Stands inside a GET form; Enter searches. The label is its name and, in grey, its content. */
export function SearchBox({ label, name, className, ...rest }: Props) {
  return (
    <span className={`relative block ${className ?? ""}`}>
      <Icon
        name="search"
        className="pointer-events-none absolute top-1/2 left-2.5 -translate-y-1/2 text-ink-2"
      />
      <input
        type="search"
        name={name}
        aria-label={label}
        placeholder={label}
        className="min-h-8 w-full rounded-control border border-line-strong bg-canvas py-1 pr-2.5 pl-8 text-14 max-sm:min-h-11 max-sm:text-16"
        {...rest}
      />
    </span>
  );
}
