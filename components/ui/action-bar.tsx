import type { ReactNode } from "react";
import { cx } from "./cx";

/** The bar at the foot of a list or a wide page: what is chosen at the left, what can be done at the right. */
export function ActionBar({
  children,
  actions,
  selected,
}: {
  children?: ReactNode;
  actions?: ReactNode;
  selected?: boolean;
}) {
  return (
    <div
      data-chrome
      data-foot
      className={cx(
        "sticky bottom-14 z-20 flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-t px-4 wide:bottom-0 py-2.5 sm:px-8",
        selected ? "border-brand-line bg-brand-soft" : "border-line-strong bg-surface",
      )}
    >
      <div className="min-w-0">{children}</div>
      <div className="flex flex-wrap items-center gap-3">{actions}</div>
    </div>
  );
}
