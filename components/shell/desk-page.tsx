import type { ReactNode } from "react";
import { cx } from "../ui/cx";

/** The ordinary room of a desk page: margins and rhythm. */
export function DeskPage({ children, className }: { children: ReactNode; className?: string }) {
  return <div className={cx("flex flex-col gap-6 px-4 py-6 sm:px-8", className)}>{children}</div>;
}

/** Main column and an aside of about a third, as on a desk's first page or a resource page. */
export function WithAside({
  children,
  aside,
  label,
}: {
  children: ReactNode;
  aside: ReactNode;
  label: string;
}) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-x-10 gap-y-8 xl:grid-cols-[minmax(0,2fr)_minmax(20rem,1fr)] large:grid-cols-1">
      <div className="flex min-w-0 flex-col gap-8">{children}</div>
      <aside aria-label={label} className="flex min-w-0 flex-col gap-8">
        {aside}
      </aside>
    </div>
  );
}
