import type { ComponentProps, ReactNode } from "react";
import { cx } from "./cx";
import { describedBy, FieldError } from "./field";

type Size = { roomy?: boolean };

function boxClass(roomy?: boolean) {
  return cx("shrink-0 border-control", roomy ? "size-6" : "mt-[0.2rem] size-4 max-sm:mt-0.5 max-sm:size-5");
}

function rowClass(roomy?: boolean) {
  return cx(
    "flex items-start gap-3",
    roomy ? "min-h-11 py-1.5 text-17" : "min-h-6 py-0.5 max-sm:min-h-11 max-sm:py-2",
  );
}

type CheckboxProps = Omit<ComponentProps<"input">, "children"> &
  Size & { id: string; label: ReactNode; error?: ReactNode };

export function Checkbox({ id, label, error, roomy, className, ...rest }: CheckboxProps) {
  return (
    <div className={className}>
      {error ? <FieldError id={id}>{error}</FieldError> : null}
      <div className={rowClass(roomy)}>
        <input
          type="checkbox"
          id={id}
          aria-invalid={error ? true : undefined}
          aria-describedby={describedBy(id, { error })}
          className={boxClass(roomy)}
          {...rest}
        />
        <label htmlFor={id} className="min-w-0 flex-1">
          {label}
        </label>
      </div>
    </div>
  );
}

export type Choice = { value: string; label: ReactNode; hint?: ReactNode; disabled?: boolean };

type GroupProps = Size & {
  /** Also the id of the first box, so that an error summary can point at the group. */
  id: string;
  name: string;
  legend: ReactNode;
  /** The legend is the page's heading or is said elsewhere; it is then for readers only. */
  legendHidden?: boolean;
  /** One question a page: the legend is the page's h1. */
  asHeading?: boolean;
  hint?: ReactNode;
  error?: ReactNode;
  choices: Choice[];
  values?: string[];
  type?: "radio" | "checkbox";
  /** Each choice in a frame of its own, as on the teacher's phone. */
  framed?: boolean;
};

export function ChoiceGroup({
  id,
  name,
  legend,
  legendHidden,
  asHeading,
  hint,
  error,
  choices,
  values = [],
  type = "radio",
  roomy,
  framed,
}: GroupProps) {
  return (
    <fieldset aria-describedby={describedBy(id, { hint, error })} className="min-w-0">
      <legend className={legendHidden ? "sr-only" : "mb-1"}>
        {asHeading ? <h1 className="text-24">{legend}</h1> : legend}
      </legend>
      {hint ? (
        <p id={`${id}-hint`} className="mb-1.5 text-ink-3">
          {hint}
        </p>
      ) : null}
      {error ? <FieldError id={id}>{error}</FieldError> : null}
      <div className={framed ? "grid gap-2" : undefined}>
        {choices.map((choice, index) => {
          const choiceId = index === 0 ? id : `${id}-${choice.value}`;
          return (
            <div
              key={choice.value}
              className={cx(
                rowClass(roomy),
                framed &&
                  "rounded-panel border border-control bg-surface px-3 py-2.5 has-checked:border-brand has-checked:bg-brand-soft",
              )}
            >
              <input
                type={type}
                id={choiceId}
                name={name}
                value={choice.value}
                defaultChecked={values.includes(choice.value)}
                disabled={choice.disabled}
                className={boxClass(roomy)}
              />
              <label htmlFor={choiceId} className="min-w-0 flex-1">
                {choice.label}
                {choice.hint ? <span className="block text-14 text-ink-3">{choice.hint}</span> : null}
              </label>
            </div>
          );
        })}
      </div>
    </fieldset>
  );
}

type RadioGroupProps = Omit<GroupProps, "type" | "values"> & { value?: string };

export function RadioGroup({ value, ...rest }: RadioGroupProps) {
  return <ChoiceGroup type="radio" values={value === undefined ? [] : [value]} {...rest} />;
}
