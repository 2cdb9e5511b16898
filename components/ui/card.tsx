import type { ReactNode } from "react";
import { cx } from "./cx";

type Tone = "plain" | "todo" | "ok" | "bad" | "wait";

const tones: Record<Tone, string> = {
  plain: "border-line bg-surface",
  todo: "border-todo-line bg-surface",
  ok: "border-ok-line bg-ok-bg",
  bad: "border-bad-line bg-bad-bg",
  wait: "border-wait-line bg-wait-bg",
};

/** The phone's card. On a desk use hairlines instead. */
export function Card({
  tone = "plain",
  children,
  className,
}: {
  tone?: Tone;
  children: ReactNode;
  className?: string;
}) {
  return (
    <div data-edge className={cx("rounded-card border p-4", tones[tone], className)}>
      {children}
    </div>
  );
}

/** A line of the work list: what, why, until when, and the one thing to do. */
export function TaskRow(props: {
  icon: ReactNode;
  title: ReactNode;
  note?: ReactNode;
  when?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line py-2.5 sm:flex-nowrap">
      <span className="w-5 shrink-0 self-start pt-0.5">{props.icon}</span>
      <div className="min-w-0 flex-1 basis-48">
        <p className="font-bold">{props.title}</p>
        {props.note ? <p className="text-13 text-ink-2">{props.note}</p> : null}
      </div>
      {props.when ? <div className="text-right text-13 text-ink-2 max-sm:pl-8">{props.when}</div> : null}
      {props.action ? <div className="flex min-w-24 justify-end max-sm:ml-auto">{props.action}</div> : null}
    </li>
  );
}
