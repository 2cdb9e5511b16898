"use client";

import { Button, buttonClass } from "../ui/button";
import { cx } from "../ui/cx";
import { Icon } from "../ui/icon";
import type { FormAction } from "./shell-props";

export type ClockStep = {
  /** The instant, as ISO 8601 text; posted as `to`. */
  to: string;
  label: string;
};

type Props = {
  label: string;
  /** What time it is there, as a sentence. */
  now: string;
  explain: string;
  /** Stands before the name of each step. */
  forward: string;
  more: string;
  steps: ClockStep[];
  move: FormAction;
};

/** The business clock of a demonstration: what time it is there, and the next moments one can move to. */
export function DemonstrationBar({ label, now, explain, forward, more, steps, move }: Props) {
  const [first] = steps;
  return (
    <section
      aria-label={label}
      data-chrome
      className="relative z-40 flex items-center gap-x-4 border-b border-dashed border-control bg-sunken px-4 py-1 text-13"
    >
      <p className="flex items-center gap-1.5 font-bold">
        <Icon name="clock" size={14} />
        {now}
      </p>
      <p className="hidden text-ink-2 sm:block">{explain}</p>
      {first ? (
        <form action={move} className="ml-auto flex flex-wrap items-center gap-2">
          <Step step={first} forward={forward} className="max-sm:hidden" />
          <details data-menu name="shell-menu" className={cx("relative", steps.length === 1 && "sm:hidden")}>
            <summary className={buttonClass("quiet", "small", "whitespace-nowrap")}>
              <span className="max-sm:hidden">{more}</span>
              <span className="sm:hidden">{forward}</span>
              <Icon name="chevron-down" size={14} />
            </summary>
            <div className="absolute top-full right-0 z-50 mt-1 grid w-max max-w-[80vw] gap-1 rounded-panel border border-line-strong bg-raised p-2 shadow-float">
              {steps.map((step) => (
                <Step
                  key={step.to}
                  step={step}
                  forward={forward}
                  className={cx("w-full justify-start", step === first && "sm:hidden")}
                />
              ))}
            </div>
          </details>
        </form>
      ) : null}
    </section>
  );
}

function Step({ step, forward, className }: { step: ClockStep; forward: string; className: string }) {
  return (
    <Button type="submit" name="to" value={step.to} size="small" className={className}>
      {forward}
      <b className="ml-1">{step.label}</b>
    </Button>
  );
}
