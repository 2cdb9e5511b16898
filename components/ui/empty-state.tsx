import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon";

/** nothing: the first step; no-match: clear the filters; all-done: what comes next. */
export type EmptyKind = "nothing" | "no-match" | "all-done";

const icons: Record<EmptyKind, IconName> = {
  nothing: "ring",
  "no-match": "search",
  "all-done": "check-circle",
};

type Props = { kind: EmptyKind; title: ReactNode; children?: ReactNode; action?: ReactNode };

export function EmptyState({ kind, title, children, action }: Props) {
  return (
    <div className="flex max-w-measure gap-3 py-8">
      <Icon
        name={icons[kind]}
        size={18}
        className={kind === "all-done" ? "mt-0.5 text-ok" : "mt-0.5 text-ink-3"}
      />
      <div className="min-w-0">
        <p className="font-bold">{title}</p>
        {children ? <div className="mt-1 text-ink-2">{children}</div> : null}
        {action ? <div className="mt-3 flex flex-wrap gap-2">{action}</div> : null}
      </div>
    </div>
  );
}
