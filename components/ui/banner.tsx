import type { ReactNode } from "react";
import { cx } from "./cx";
import { Icon, type IconName } from "./icon";

export type BannerTone = "ok" | "todo" | "bad" | "wait" | "info" | "deleg";

const looks: Record<BannerTone, { icon: IconName; box: string; ink: string }> = {
  ok: { icon: "check-circle", box: "bg-ok-bg border-ok-line", ink: "text-ok" },
  todo: { icon: "alert", box: "bg-todo-bg border-todo-line", ink: "text-todo" },
  bad: { icon: "alert", box: "bg-bad-bg border-bad-line", ink: "text-bad" },
  wait: { icon: "clock", box: "bg-wait-bg border-wait-line", ink: "text-wait" },
  info: { icon: "info", box: "bg-canvas border-line-strong", ink: "text-ink-2" },
  deleg: { icon: "swap", box: "bg-deleg-bg border-deleg-line", ink: "text-deleg" },
};

type Props = {
  tone: BannerTone;
  title?: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  /** Set when the banner answers what the person just did, so that it is read out. */
  answer?: boolean;
  className?: string;
};

export function Banner({ tone, title, children, actions, answer, className }: Props) {
  const look = looks[tone];
  return (
    <div
      role={answer ? "status" : undefined}
      data-edge
      className={cx(
        "flex flex-wrap items-start gap-x-4 gap-y-2 rounded-control border px-4 py-2.5",
        look.box,
        className,
      )}
    >
      <div className="flex min-w-0 flex-1 basis-64 gap-2.5">
        <Icon name={look.icon} className={cx("mt-[0.2rem]", look.ink)} />
        <div className="min-w-0 flex-1">
          {title ? <p className={cx("font-bold", tone === "bad" && "text-bad")}>{title}</p> : null}
          {children}
        </div>
      </div>
      {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
    </div>
  );
}

/** A quiet remark with a bar at its side. */
export function Remark({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <div className={cx("border-l-[3px] border-line-strong pl-3 text-13 text-ink-2", className)}>
      {children}
    </div>
  );
}
