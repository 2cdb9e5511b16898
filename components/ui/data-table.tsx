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
      className={cx("relative max-w-full overflow-x-auto", !sideways && "wide:overflow-visible")}
    >
      <table
        className={cx(
          "data-table",
          rows === "two-line" && "data-table-two-line",
          phone === "scroll" && "data-table-wide",
          phone === "cards" && "data-table-cards",
          bleed && "data-table-bleed",
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

/** How cells look stands in the style sheet, under `.data-table`: a page may hold a thousand of them. */
const aligns = { left: undefined, right: "text-right", center: "text-center" };

export function Th({
  align = "left",
  className,
  scope = "col",
  ...rest
}: Align & Omit<ComponentProps<"th">, "align">) {
  return <th scope={scope} className={cx(aligns[align], className) || undefined} {...rest} />;
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
      className={cx(selected && "bg-select", open && "bg-brand-soft", className) || undefined}
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
      className={
        cx(
          aligns[align ?? (numeric ? "right" : "left")],
          numeric && "whitespace-nowrap",
          quiet && "text-ink-2",
          className,
        ) || undefined
      }
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
