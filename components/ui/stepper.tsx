"use client";

import { useRef } from "react";
import { cx } from "./cx";
import { Icon } from "./icon";

type Props = {
  id?: string;
  name: string;
  defaultValue: number;
  min?: number;
  max?: number;
  /** What is counted, such as the school's name. */
  label: string;
  lessLabel: string;
  moreLabel: string;
  changed?: boolean;
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
  const button = "needs-script flex w-8 items-center justify-center text-ink-2 hover:bg-select max-sm:w-11";
  return (
    <span
      className={cx(
        "inline-flex h-8 overflow-hidden rounded-control border bg-surface focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-focus max-sm:h-11",
        changed ? "border-2 border-brand" : "border-control",
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
        onChange={(event) => onValueChange?.(event.currentTarget.valueAsNumber)}
        className="w-12 appearance-none border-x border-line bg-transparent text-center font-bold outline-none [appearance:textfield] [&::-webkit-inner-spin-button]:appearance-none"
      />
      <button type="button" aria-label={moreLabel} className={button} onClick={() => step(1)}>
        <Icon name="plus" size={12} />
      </button>
    </span>
  );
}
