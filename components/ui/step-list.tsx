import type { ReactNode } from "react";
import { cx } from "./cx";
import { Icon } from "./icon";

export type Step = { key: string; title: ReactNode; note?: ReactNode; state: "done" | "current" | "later" };

/** Numbered steps with who acts and by when; the line runs from ring to ring. `doneLabel` is read at finished steps. */
export function StepList({ steps, doneLabel }: { steps: Step[]; doneLabel: string }) {
  return (
    <ol>
      {steps.map((step, index) => (
        <li
          key={step.key}
          aria-current={step.state === "current" ? "step" : undefined}
          className="group relative flex gap-3 pb-3 last:pb-0"
        >
          <span
            aria-hidden="true"
            className="absolute top-6 bottom-0 left-[0.6875rem] w-0.5 -translate-x-1/2 bg-line-strong group-last:hidden"
          />
          <span
            aria-hidden="true"
            className={cx(
              "relative mt-0.5 flex size-[1.375rem] shrink-0 items-center justify-center rounded-full border-2 text-12 font-bold",
              step.state === "done" && "border-ok bg-ok text-surface",
              step.state === "current" && "border-brand bg-surface text-brand",
              step.state === "later" && "border-line-strong bg-surface text-ink-2",
            )}
          >
            {step.state === "done" ? <Icon name="check" size={12} /> : index + 1}
          </span>
          <div className="min-w-0">
            <p className={step.state === "current" ? "font-bold" : undefined}>
              {step.title}
              {step.state === "done" ? <span className="sr-only"> {doneLabel}</span> : null}
            </p>
            {step.note ? <p className="text-14 text-ink-2">{step.note}</p> : null}
          </div>
        </li>
      ))}
    </ol>
  );
}
