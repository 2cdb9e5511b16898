import { cx } from "@/components/ui/cx";

const DAY_MS = 24 * 60 * 60 * 1000;
const MOST_TICKS = 5;

export type TimeScale = { startMs: number; endMs: number; nowMs: number };

/** From a day before the first instant to a day after the last, with now in between. */
export function timeScale(instants: Date[], now: Date): TimeScale {
  const all = [...instants.map((instant) => instant.getTime()), now.getTime()];
  return { startMs: Math.min(...all) - DAY_MS, endMs: Math.max(...all) + DAY_MS, nowMs: now.getTime() };
}

function at(scale: TimeScale, ms: number): string {
  return `${(((ms - scale.startMs) / (scale.endMs - scale.startMs)) * 100).toFixed(2)}%`;
}

/** The head of the chart's column: a few days by name, and now. The table's own columns say the same in words. */
export function ScaleHead({
  scale,
  nowLabel,
  dayLabel,
}: {
  scale: TimeScale;
  nowLabel: string;
  dayLabel: (day: Date) => string;
}) {
  const weeks = Math.ceil((scale.endMs - scale.startMs) / (7 * DAY_MS));
  const stepMs = Math.max(1, Math.ceil(weeks / MOST_TICKS)) * 7 * DAY_MS;
  const ticks: number[] = [];
  for (let ms = scale.nowMs + stepMs; ms < scale.endMs - 2 * DAY_MS; ms += stepMs) ticks.push(ms);
  return (
    <span aria-hidden="true" className="relative block h-5 text-12">
      <b className="absolute -translate-x-1/2 text-official" style={{ left: at(scale, scale.nowMs) }}>
        {nowLabel}
      </b>
      {ticks.map((ms) => (
        <span
          key={ms}
          className="absolute -translate-x-1/2 whitespace-nowrap"
          style={{ left: at(scale, ms) }}
        >
          {dayLabel(new Date(ms))}
        </span>
      ))}
    </span>
  );
}

export type ScaleMark = {
  /** An instant without `to`. */
  from: Date;
  to?: Date;
  look: "done" | "due" | "running" | "future" | "others";
};

/** One row of the chart: the line of now, and a diamond or a bar. */
export function ScaleRow({ scale, mark }: { scale: TimeScale; mark: ScaleMark | null }) {
  const from = mark?.from.getTime() ?? 0;
  return (
    <span aria-hidden="true" className="absolute inset-x-3 inset-y-0">
      <span className="absolute inset-y-0 w-0.5 bg-official" style={{ left: at(scale, scale.nowMs) }} />
      {mark && !mark.to ? (
        <span
          data-bar
          className={cx(
            "absolute top-1/2 size-2.5 -translate-1/2 rotate-45 border-2",
            mark.look === "done" ? "border-ok bg-ok" : "border-todo bg-surface",
          )}
          style={{ left: at(scale, from) }}
        />
      ) : null}
      {mark?.to ? (
        <span
          data-bar
          className={cx(
            "absolute top-1/2 h-2.5 -translate-y-1/2 rounded-[2px] border border-bar",
            mark.look === "running" && "bg-bar",
            mark.look === "done" && "bg-bar-2",
            mark.look === "future" && "bg-surface",
            mark.look === "others" &&
              "bg-[repeating-linear-gradient(135deg,var(--color-bar-2)_0_3px,var(--color-surface)_3px_6px)]",
          )}
          style={{
            left: at(scale, from),
            width: `${(((mark.to.getTime() - from) / (scale.endMs - scale.startMs)) * 100).toFixed(2)}%`,
          }}
        />
      ) : null}
    </span>
  );
}
