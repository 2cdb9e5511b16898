"use client";

import { useGrid } from "./cells";
import type { FillPlan } from "./fill";
import { seatsOf, signed } from "./grid-store";

/** Every cell that a fill would change: what stands there, what would, and the difference. */
export function FillPreview({ plan }: { plan: FillPlan }) {
  const { store, words } = useGrid();
  const several = plan.columns.length > 1;
  return (
    <section
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls is reached by the keyboard
      tabIndex={0}
      aria-label={words.fillPreview}
      className="mt-2 max-h-52 overflow-auto border border-line"
    >
      <table className="w-full border-separate border-spacing-0 text-14 whitespace-nowrap">
        <thead className="sticky top-0 bg-canvas">
          <tr>
            <th scope="col" className="border-b border-line-strong px-2 text-left">
              {words.region}
            </th>
            {several ? (
              <th scope="col" className="border-b border-line-strong px-2 text-left">
                {words.subProject}
              </th>
            ) : null}
            <th scope="col" className="border-b border-line-strong px-2 text-right">
              {words.before}
            </th>
            <th scope="col" className="border-b border-line-strong px-2 text-right">
              {words.after}
            </th>
            <th scope="col" className="border-b border-line-strong px-2 text-right">
              {words.gain}
            </th>
          </tr>
        </thead>
        <tbody>
          {plan.cells.map(({ r, c, text }) => {
            const before = store.text({ r, c });
            const difference = (seatsOf(text) ?? 0) - (seatsOf(before) ?? 0);
            return (
              <tr key={`${r}:${c}`}>
                <th scope="row" className="border-b border-line px-2 text-left font-normal">
                  <span className="mr-2 text-11 text-ink-3">{store.regions[r]?.code}</span>
                  {store.regions[r]?.name}
                </th>
                {several ? <td className="border-b border-line px-2">{store.columns[c]?.code}</td> : null}
                <td className="border-b border-line px-2 text-right">{before || "—"}</td>
                <td className="border-b border-line px-2 text-right font-bold">{text}</td>
                <td className="border-b border-line px-2 text-right">
                  {difference === 0 ? "" : signed(difference)}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
