import type { ReactNode } from "react";

export type HistoryStep = { id: string; at: string; title: ReactNode; note?: ReactNode };

/** What happened, the latest first. */
export function History({ steps }: { steps: HistoryStep[] }) {
  return (
    <ol className="grid gap-1.5">
      {steps.map((step) => (
        <li key={step.id} className="grid grid-cols-[auto_1fr] gap-x-3">
          <span className="whitespace-nowrap text-ink-2">{step.at}</span>
          <div className="min-w-0">
            <p>{step.title}</p>
            {step.note ? <p className="text-ink-2">{step.note}</p> : null}
          </div>
        </li>
      ))}
    </ol>
  );
}
