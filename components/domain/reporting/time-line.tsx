import type { ReactNode } from "react";
import { cx } from "@/components/ui/cx";

export type Span = { fromMs: number; toMs: number };
export type LineLook = "done" | "running" | "future";

export type TimeRow = {
  key: string;
  label: ReactNode;
  who: string;
  mine: boolean;
  from: Date;
  to: Date;
  look: LineLook;
  /** Stands in the bar, or beside a short one. */
  text?: string;
  /** The foot line: 0 to 1. */
  share?: number | null;
  /** A diamond and words at the closing instant. */
  closing?: string;
};

const left = (span: Span, ms: number) =>
  ((Math.min(span.toMs, Math.max(span.fromMs, ms)) - span.fromMs) / (span.toMs - span.fromMs)) * 100;

const LOOKS: Record<LineLook, string> = {
  done: "border-bar bg-bar-2",
  running: "border-bar bg-bar",
  future: "border-bar bg-surface",
};
const LENS_LOOKS: Record<LineLook, string> = {
  done: "border-line-strong bg-canvas",
  running: "border-wait-line bg-wait-bg",
  future: "border-bar bg-surface",
};

/**
 * Bars over time with the red line of now. It is a picture of the table that the same page offers as a list, and silent to readers,
 * whom that list serves.
 */
export function TimeLine({
  span,
  now,
  ticks,
  rows,
  nowLabel,
  frame,
  lens,
}: {
  span: Span;
  now: Date;
  ticks: { at: Date; label: string; strong?: boolean; shaded?: boolean }[];
  rows: TimeRow[];
  nowLabel: string;
  /** What the lens below enlarges. */
  frame?: Span;
  lens?: boolean;
}) {
  const nowAt = now.getTime();
  const within = nowAt >= span.fromMs && nowAt < span.toMs;
  return (
    <div aria-hidden="true" className="grid grid-cols-[15rem_minmax(0,1fr)] text-13">
      <div className="border-b border-line-strong" />
      <div className="relative h-7 border-b border-line-strong">
        {ticks.map((tick) => (
          <span
            key={tick.at.getTime()}
            className={cx("absolute bottom-1 whitespace-nowrap pl-1 text-12", tick.strong && "font-bold")}
            style={{ left: `${left(span, tick.at.getTime())}%` }}
          >
            {tick.label}
          </span>
        ))}
      </div>
      <div>
        {rows.map((row) => (
          <p
            key={row.key}
            className={cx(
              "flex items-center justify-between gap-2 border-b border-line pr-2",
              lens ? "h-9" : "h-6.5",
            )}
          >
            <span className={cx("truncate", row.mine && "font-bold")}>{row.label}</span>
            <span className="shrink-0 text-12 text-ink-2">{row.who}</span>
          </p>
        ))}
      </div>
      <div className="relative overflow-hidden">
        {ticks.map((tick, index) => (
          <span
            key={tick.at.getTime()}
            className={cx("absolute inset-y-0 border-l border-line", tick.shaded && "bg-canvas")}
            style={{
              left: `${left(span, tick.at.getTime())}%`,
              width: `${left(span, ticks[index + 1]?.at.getTime() ?? span.toMs) - left(span, tick.at.getTime())}%`,
            }}
          />
        ))}
        {rows.map((row) => {
          const from = left(span, row.from.getTime());
          const to = left(span, row.to.getTime());
          const closes = row.to.getTime() > span.fromMs && row.to.getTime() <= span.toMs;
          return (
            <div key={row.key} className={cx("relative border-b border-line", lens ? "h-9" : "h-6.5")}>
              <span
                data-bar
                className={cx(
                  "absolute top-1/2 -translate-y-1/2 overflow-hidden rounded-[2px] border whitespace-nowrap",
                  lens ? "h-6" : "h-3",
                  (lens ? LENS_LOOKS : LOOKS)[row.look],
                )}
                style={{ left: `${from}%`, width: `max(3px, ${to - from}%)` }}
              >
                {lens && to - from > 18 ? <span className="pl-2 leading-5.5">{row.text}</span> : null}
                {lens && row.share !== null && row.share !== undefined && row.look !== "future" ? (
                  <span className="absolute inset-x-0 bottom-0 h-1 bg-bar-2">
                    <span
                      className="block h-full bg-bar"
                      style={{ width: `${Math.min(100, row.share * 100)}%` }}
                    />
                  </span>
                ) : null}
              </span>
              {row.closing && closes ? (
                <>
                  <span
                    data-bar
                    className="absolute top-1/2 size-2.5 -translate-1/2 rotate-45 bg-ink"
                    style={{ left: `${to}%` }}
                  />
                  <span
                    className={cx(
                      "absolute top-1/2 -translate-y-1/2 whitespace-nowrap px-2.5",
                      to > 80 && "-translate-x-full",
                    )}
                    style={{ left: `${to > 80 ? from : to}%` }}
                  >
                    {row.closing}
                  </span>
                </>
              ) : null}
            </div>
          );
        })}
        {frame ? (
          <span
            className="absolute inset-y-0 rounded-[3px] border-2 border-brand"
            style={{
              left: `${left(span, frame.fromMs)}%`,
              width: `${left(span, frame.toMs) - left(span, frame.fromMs)}%`,
            }}
          />
        ) : null}
        {within ? (
          <span
            className="absolute inset-y-0 w-0.5 bg-official"
            title={nowLabel}
            style={{ left: `${left(span, nowAt)}%` }}
          />
        ) : null}
      </div>
    </div>
  );
}
