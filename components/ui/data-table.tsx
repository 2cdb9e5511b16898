import type { ComponentProps, ReactNode } from "react";
import { cx } from "./cx";

type TableProps = {
  /** Names the table and the region that scrolls sideways. */
  caption: string;
  captionVisible?: boolean;
  /** Desk rows are 34 high; two lines make 56. */
  rows?: "one-line" | "two-line";
  /**
   * On a phone: `cards` turns each row into label and value (give each Td its `label`); `scroll` keeps the columns and
   * scrolls sideways; `fit` is for a few short columns.
   */
  phone?: "cards" | "scroll" | "fit";
  /** Too many columns even for a desk: scrolls sideways there, too, and its head does not stick. */
  sideways?: boolean;
  /** Room at the outer edges, for a table that touches the work area's sides. */
  bleed?: boolean;
  className?: string;
  children: ReactNode;
};

/** Native table. Its head stays in sight; it scrolls sideways inside its own named region. */
export function Table({
  caption,
  captionVisible,
  rows = "one-line",
  phone = "scroll",
  sideways,
  bleed,
  className,
  children,
}: TableProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group is no landmark, and many tables may stand on a page
    <div
      role="group"
      aria-label={caption}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      className={cx("overflow-x-auto", !sideways && "wide:overflow-visible")}
    >
      <table
        className={cx(
          "w-full border-collapse text-14",
          rows === "one-line" ? "[--row:0.34375rem]" : "[--row:0.4375rem]",
          phone === "scroll" && "max-sm:min-w-[42rem]",
          phone === "cards" &&
            "max-sm:block max-sm:[&_tbody]:block max-sm:[&_thead]:sr-only max-sm:[&_tr]:block max-sm:[&_tr]:border-b max-sm:[&_tr]:border-line max-sm:[&_tr]:py-2 max-sm:[&_tbody_:is(td,th)]:block max-sm:[&_tbody_td[data-label]]:flex max-sm:[&_tbody_td[data-label]]:justify-between max-sm:[&_tbody_td[data-label]]:gap-4 max-sm:[&_tbody_:is(td,th)]:border-0 max-sm:[&_tbody_:is(td,th)]:px-4 max-sm:[&_tbody_:is(td,th)]:py-1 max-sm:[&_tbody_:is(td,th)]:text-left max-sm:[&_input[type=checkbox]]:size-6 max-sm:[&_tbody_a]:inline-block max-sm:[&_tbody_a]:min-h-8 max-sm:[&_td[data-label]]:before:shrink-0 max-sm:[&_td[data-label]]:before:text-ink-3 max-sm:[&_td[data-label]]:before:content-[attr(data-label)]",
          bleed && "[&_tr>:first-child]:pl-4 [&_tr>:last-child]:pr-4 sm:[&_tr>:first-child]:pl-8",
          className,
        )}
      >
        <caption className={captionVisible ? "pb-1 text-left font-bold" : "sr-only"}>{caption}</caption>
        {children}
      </table>
    </div>
  );
}

type Align = { align?: "left" | "right" | "center" };

const aligns = { left: "text-left", right: "text-right", center: "text-center" };

export function Th({
  align = "left",
  className,
  scope = "col",
  ...rest
}: Align & Omit<ComponentProps<"th">, "align">) {
  return (
    <th
      scope={scope}
      className={cx(
        scope === "col"
          ? "wide:sticky wide:top-(--head-top,0px) z-10 border-b border-line-strong bg-surface py-1.5 text-13 font-normal text-ink-2"
          : "border-b border-line py-(--row) font-bold",
        "px-3 align-bottom first:pl-0 last:pr-0",
        scope === "row" && "align-top",
        aligns[align],
        className,
      )}
      {...rest}
    />
  );
}

/** `selected` is ticked for a bulk act; `open` is the row whose panel stands beside the list. */
export function Tr({
  selected,
  open,
  className,
  ...rest
}: { selected?: boolean; open?: boolean } & ComponentProps<"tr">) {
  return (
    <tr
      data-selected={selected || undefined}
      className={cx("hover:bg-select", selected && "bg-select", open && "bg-brand-soft", className)}
      {...rest}
    />
  );
}

type TdProps = Align &
  Omit<ComponentProps<"td">, "align"> & { numeric?: boolean; quiet?: boolean; label?: string };

export function Td({ align, numeric, quiet, label, className, ...rest }: TdProps) {
  return (
    <td
      data-label={label}
      className={cx(
        "border-b border-line px-3 py-(--row) align-top first:pl-0 last:pr-0",
        aligns[align ?? (numeric ? "right" : "left")],
        numeric && "whitespace-nowrap",
        quiet && "text-ink-2",
        className,
      )}
      {...rest}
    />
  );
}

/** An unknown value: a dash to the eye, the reason to the ear. */
export function Unknown({ reason }: { reason: string }) {
  return (
    <span className="text-ink-3" title={reason}>
      <span aria-hidden="true">—</span>
      <span className="sr-only">{reason}</span>
    </span>
  );
}
