/** One dot on a stated range; the figure stands beside it, so the dot itself is silent. */
export function Dot({ value, from, to }: { value: number; from: number; to: number }) {
  const share = to > from ? (Math.min(to, Math.max(from, value)) - from) / (to - from) : 0;
  return (
    <span aria-hidden="true" className="relative mx-1 block h-3 min-w-16">
      <span className="absolute inset-x-0 top-1/2 h-px bg-line-strong" />
      <span
        data-bar
        className="absolute top-1/2 size-2 -translate-1/2 rounded-full bg-bar"
        style={{ left: `${(share * 100).toFixed(1)}%` }}
      />
    </span>
  );
}

/** A bar of two: how many came, and within it how many are through. */
export function StackedBar({ outer, inner, total }: { outer: number; inner: number; total: number }) {
  const width = (value: number) => `${total > 0 ? Math.min(100, (value / total) * 100).toFixed(1) : 0}%`;
  return (
    <span aria-hidden="true" className="relative block h-2 bg-bar-track" data-bar>
      <span
        className="absolute inset-y-0 left-0 border border-bar bg-bar-2"
        style={{ width: width(outer) }}
      />
      <span className="absolute inset-y-0 left-0 bg-bar" style={{ width: width(inner) }} />
    </span>
  );
}

/** What the two shades of the bar stand for. */
export function StackedBarKey({ outer, inner }: { outer: string; inner: string }) {
  return (
    <span className="inline-flex flex-wrap items-center gap-x-4 text-13 text-ink-2">
      <span className="inline-flex items-center gap-1.5">
        <span data-bar className="inline-block h-2 w-3.5 border border-bar bg-bar-2" />
        {outer}
      </span>
      <span className="inline-flex items-center gap-1.5">
        <span data-bar className="inline-block h-2 w-3.5 border border-bar bg-bar" />
        {inner}
      </span>
    </span>
  );
}

const percent = (value: number, from: number, to: number) =>
  `${(to > from ? ((Math.min(to, Math.max(from, value)) - from) / (to - from)) * 100 : 0).toFixed(1)}%`;

/** A bar from 0, and a line across it where something else stands. */
export function BarWithTick({ value, tick, to }: { value: number; tick: number | null; to: number }) {
  return (
    <span aria-hidden="true" className="relative mx-1 block h-3 min-w-16">
      <span data-bar className="absolute inset-x-0 inset-y-0.5 bg-bar-track">
        <span className="block h-full bg-bar" style={{ width: percent(value, 0, to) }} />
      </span>
      {tick === null ? null : (
        <span
          data-bar
          className="absolute inset-y-0 w-0.5 -translate-x-1/2 bg-ink"
          style={{ left: percent(tick, 0, to) }}
        />
      )}
    </span>
  );
}

export function PlainBar({ value, to }: { value: number; to: number }) {
  return <BarWithTick value={value} tick={null} to={to} />;
}

/** Two dots on a stated range, the hollow one before the full one in time; joined, so that the way between them shows. */
export function TwoDots({
  now,
  before,
  from,
  to,
}: {
  now: number | null;
  before: number | null;
  from: number;
  to: number;
}) {
  const left = (value: number) => percent(value, from, to);
  const [low, high] = now === null || before === null ? [from, from] : [now, before].sort((a, b) => a - b);
  return (
    <span aria-hidden="true" className="relative mx-1 block h-3 min-w-16">
      <span className="absolute inset-x-0 top-1/2 h-px bg-line-strong" />
      <span
        className="absolute top-1/2 h-0.5 -translate-y-1/2 bg-bar-2"
        style={{ left: left(low ?? from), right: `calc(100% - ${left(high ?? from)})` }}
      />
      {before === null ? null : (
        <span
          className="absolute top-1/2 size-2 -translate-1/2 rounded-full border border-ink-2 bg-surface"
          style={{ left: left(before) }}
        />
      )}
      {now === null ? null : (
        <span
          data-bar
          className="absolute top-1/2 size-2 -translate-1/2 rounded-full bg-bar"
          style={{ left: left(now) }}
        />
      )}
    </span>
  );
}
