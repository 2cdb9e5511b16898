import type { ComponentProps, ReactNode } from "react";
import { cx } from "./cx";
import { Icon } from "./icon";

export type FieldProps = {
  id: string;
  label: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  /** The word that marks an optional field. */
  optional?: string;
  /** A link or a short text at the end of the label's line. */
  aside?: ReactNode;
  /** One question a page: the label is the page's h1. */
  asHeading?: boolean;
  children: ReactNode;
  className?: string;
};

/** The ids that a control names in aria-describedby: its hint, then its error. */
export function describedBy(id: string, has: { hint?: unknown; error?: unknown }): string | undefined {
  return cx(has.hint ? `${id}-hint` : null, has.error ? `${id}-error` : null) || undefined;
}

export function FieldError({ id, children }: { id: string; children: ReactNode }) {
  return (
    <p id={`${id}-error`} className="flex items-baseline gap-1.5 font-bold text-bad">
      <Icon name="alert" size={14} className="relative top-0.5" />
      <span>{children}</span>
    </p>
  );
}

/** Label, hint, error, control: in this order, so that the fault is read before the box. */
export function Field({
  id,
  label,
  hint,
  error,
  optional,
  aside,
  asHeading,
  children,
  className,
}: FieldProps) {
  const name = (
    <label htmlFor={id} className="font-bold">
      {label}
      {optional ? <span className="ml-1.5 font-normal text-ink-3">{optional}</span> : null}
    </label>
  );
  return (
    <div className={cx("grid gap-1.5", className)}>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        {asHeading ? <h1 className="text-24">{name}</h1> : name}
        {aside}
      </div>
      {hint ? (
        <p id={`${id}-hint`} className="text-ink-3">
          {hint}
        </p>
      ) : null}
      {error ? <FieldError id={id}>{error}</FieldError> : null}
      {children}
    </div>
  );
}

/** One look for text, select and textarea. `roomy` is the size of public and phone forms. */
export function controlClass({
  invalid,
  roomy,
  className,
}: {
  invalid?: boolean;
  roomy?: boolean;
  className?: string;
}) {
  return cx(
    "w-full rounded-control border bg-surface text-ink",
    roomy ? "min-h-12 px-3 py-2 text-17" : "min-h-8 px-2.5 py-1 text-14 max-sm:min-h-11 max-sm:text-16",
    invalid ? "border-2 border-bad" : "border-control",
    className,
  );
}

type Wiring = { id: string; hint?: unknown; error?: unknown; roomy?: boolean };

function wire({ id, hint, error, roomy }: Wiring, className?: string) {
  return {
    id,
    "aria-describedby": describedBy(id, { hint, error }),
    "aria-invalid": error ? (true as const) : undefined,
    className: controlClass({ invalid: Boolean(error), roomy, className }),
  };
}

export function TextInput({ id, hint, error, roomy, className, ...rest }: Wiring & ComponentProps<"input">) {
  return <input type="text" {...rest} {...wire({ id, hint, error, roomy }, className)} />;
}

export function Textarea({
  id,
  hint,
  error,
  roomy,
  className,
  ...rest
}: Wiring & ComponentProps<"textarea">) {
  return <textarea rows={5} {...rest} {...wire({ id, hint, error, roomy }, className)} />;
}

export type Option = { value: string; label: string; disabled?: boolean };

type SelectProps = Wiring & ComponentProps<"select"> & { options: Option[]; empty?: string };

export function Select({ id, hint, error, roomy, className, options, empty, ...rest }: SelectProps) {
  return (
    <select {...rest} {...wire({ id, hint, error, roomy }, className)}>
      {empty === undefined ? null : <option value="">{empty}</option>}
      {options.map((option) => (
        <option key={option.value} value={option.value} disabled={option.disabled}>
          {option.label}
        </option>
      ))}
    </select>
  );
}

type Around = Pick<FieldProps, "label" | "hint" | "error" | "optional" | "aside" | "asHeading">;

/** What stands around a control, and what goes to the control itself; hint and error concern both. */
function split<Props extends Around & { id: string }>({
  label,
  optional,
  aside,
  asHeading,
  ...control
}: Props) {
  const { id, hint, error } = control;
  return { around: { id, label, hint, error, optional, aside, asHeading }, control };
}

export function TextField(props: Around & ComponentProps<typeof TextInput>) {
  const { around, control } = split(props);
  return (
    <Field {...around}>
      <TextInput {...control} />
    </Field>
  );
}

export function TextareaField(props: Around & ComponentProps<typeof Textarea>) {
  const { around, control } = split(props);
  return (
    <Field {...around}>
      <Textarea {...control} />
    </Field>
  );
}

export function SelectField(props: Around & ComponentProps<typeof Select>) {
  const { around, control } = split(props);
  return (
    <Field {...around}>
      <Select {...control} />
    </Field>
  );
}
