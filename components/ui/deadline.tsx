import type { ReactNode } from "react";
import { cx } from "./cx";
import { Icon, type IconName } from "./icon";

/** calm: more than 48 hours; near: todo colour; last: also bold; over: bad; done: nothing runs any more. */
export type DeadlineTone = "calm" | "near" | "last" | "over" | "done";

const inks: Record<DeadlineTone, string> = {
  calm: "text-ink-2",
  near: "text-todo",
  last: "text-todo font-bold",
  over: "text-bad font-bold",
  done: "text-ink-3",
};

type Props = {
  /** Such as the text of remainingText(): how long is left, or how late it is. */
  remaining: string;
  tone: DeadlineTone;
  /** Such as the text of formatClosing() in a sentence: until when. */
  until?: ReactNode;
  className?: string;
};

export function Deadline({ remaining, tone, until, className }: Props) {
  return (
    <span className={cx("inline-flex items-baseline gap-1.5", className)}>
      <Icon name="clock" size={14} className={cx("relative top-0.5", inks[tone])} />
      <span>
        <span className={inks[tone]}>{remaining}</span>
        {until ? <span className="ml-1.5 text-ink-2">{until}</span> : null}
      </span>
    </span>
  );
}

export type DeadlineTile = {
  key: string;
  label: ReactNode;
  remaining: string;
  tone: DeadlineTone;
  note?: ReactNode;
  icon?: IconName;
  href?: string;
};

/** The strip of clocks at the head of a desk. */
export function DeadlineTiles({ label, tiles }: { label: string; tiles: DeadlineTile[] }) {
  return (
    <ul
      aria-label={label}
      className="grid grid-cols-1 overflow-hidden rounded-panel border border-line-strong sm:auto-cols-fr sm:grid-cols-2 xl:grid-flow-col xl:grid-cols-none large:grid-flow-row large:grid-cols-1"
    >
      {tiles.map((tile) => {
        const near = tile.tone === "near" || tile.tone === "last";
        return (
          <li
            key={tile.key}
            className={cx(
              "-mt-px -ml-px border-t border-l border-line px-4 py-3",
              near && "bg-todo-bg",
              tile.tone === "over" && "bg-bad-bg",
            )}
          >
            <p className="flex items-center gap-1.5 text-ink-2">
              <Icon name={tile.icon ?? "clock"} size={14} />
              <span>{tile.label}</span>
            </p>
            <p
              className={cx(
                "text-20 font-bold sm:text-24",
                near && "text-todo",
                tile.tone === "over" && "text-bad",
                tile.tone === "done" && "text-ink-2",
              )}
            >
              {tile.remaining}
            </p>
            {tile.note ? <p className="text-13 text-ink-2">{tile.note}</p> : null}
          </li>
        );
      })}
    </ul>
  );
}
