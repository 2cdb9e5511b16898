import type { ReactNode } from "react";

export type ProgressRow = {
  key: string;
  label: ReactNode;
  value: number;
  /** The value as it is shown, and its share in words or per cent. */
  valueText: string;
  shareText: string;
};

/** Horizontal bars on one scale; the figures stand beside them, so the bar itself is silent. */
export function ProgressRows({ rows, total }: { rows: ProgressRow[]; total: number }) {
  return (
    <dl className="grid gap-y-2">
      {rows.map((row) => (
        <div key={row.key} className="grid grid-cols-[6em_1fr_4em_3.5em] items-center gap-x-3">
          <dt>{row.label}</dt>
          <dd aria-hidden="true" data-bar className="h-2.5 rounded-[2px] bg-bar-track">
            <span
              className="block h-full rounded-[2px] bg-bar"
              style={{ width: `${total > 0 ? Math.min(100, (row.value / total) * 100) : 0}%` }}
            />
          </dd>
          <dd className="text-right font-bold">{row.valueText}</dd>
          <dd className="text-right text-ink-2">{row.shareText}</dd>
        </div>
      ))}
    </dl>
  );
}
