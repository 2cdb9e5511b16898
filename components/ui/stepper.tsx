"use client";

import { useRef } from "react";
import { cx } from "./cx";
import { Icon } from "./icon";

type Props = {
  id?: string;
  name: string;
  /** Blank where nothing stands there that could be counted on from. */
  defaultValue: number | "";
  min?: number;
  max?: number;
  /** What is counted, such as the school's name. */
  label: string;
  lessLabel: string;
  moreLabel: string;
  changed?: boolean;
  invalid?: boolean;
  describedBy?: string;
  /** Large enough for a thumb at every width. */
  roomy?: boolean;
  /** What stands now, where the box begins with something else. */
  standing?: number;
  onValueChange?: (value: number) => void;
};

/** A number one can type; the two buttons only help, and are gone where no script runs. */
export function Stepper({
  id,
  name,
  defaultValue,
  min = 0,
  max,
  label,
  lessLabel,
  moreLabel,
  changed,
  invalid,
  describedBy,
  roomy,
  standing,
  onValueChange,
}: Props) {
  const input = useRef<HTMLInputElement>(null);
  const step = (by: 1 | -1) => {
    const box = input.current;
    if (!box) return;
    if (by === 1) box.stepUp();
    else box.stepDown();
    onValueChange?.(box.valueAsNumber);
    // As if it had been typed, for the form around it.
    box.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const button = cx(
    "needs-script flex items-center justify-center text-ink-2 hover:bg-select",
    roomy ? "w-11" : "w-8 max-sm:w-11",
  );
  return (
    <span
      className={cx(
        "inline-flex overflow-hidden rounded-control border bg-surface focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-focus",
        roomy ? "h-11" : "h-8 max-sm:h-11",
        invalid ? "border-2 border-bad" : changed ? "border-2 border-brand" : "border-control",
      )}
    >
      <button type="button" aria-label={lessLabel} className={button} onClick={() => step(-1)}>
        <Icon name="minus" size={12} />
      </button>
      <input
        ref={input}
        id={id}
        name={name}
        type="number"
        inputMode="numeric"
        min={min}
        max={max}
        defaultValue={defaultValue}
        data-standing={standing}
        aria-label={label}
        aria-invalid={invalid || undefined}
        aria-describedby={describedBy}
        onChange={(event) => onValueChange?.(event.currentTarget.valueAsNumber)}
        className={cx(
          "border-x border-line bg-transparent text-center font-bold outline-none [appearance:textfield] [&::-webkit-inner-spin-button]:appearance-none",
          roomy ? "w-16 text-16" : "w-12",
        )}
      />
      <button type="button" aria-label={moreLabel} className={button} onClick={() => step(1)}>
        <Icon name="plus" size={12} />
      </button>
    </span>
  );
}
