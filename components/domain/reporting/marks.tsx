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
