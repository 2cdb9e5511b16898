import type { ComponentProps, ReactNode } from "react";
import { DeskShell } from "./desk-shell";

type Props = Omit<ComponentProps<typeof DeskShell>, "folded" | "fill"> & {
  /** Title line and tools; stays in sight. */
  header: ReactNode;
  /** Fixed at the foot. */
  foot?: ReactNode;
};

/** Grids and allocation: folded rail, no page scroll; children are regions that scroll by themselves. */
export function WideWorkShell({ header, foot, children, ...desk }: Props) {
  return (
    <DeskShell {...desk} folded fill>
      <div className="px-4 pt-3 sm:px-5">{header}</div>
      <div className="flex min-h-0 flex-1 flex-col fill:[--head-top:0px]">{children}</div>
      {foot}
    </DeskShell>
  );
}
