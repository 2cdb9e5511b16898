"use client";

import { RadioGroup } from "@/components/ui/choice";
import { TextField } from "@/components/ui/field";

export type PlanWords = Record<
  | "mode"
  | "startsOn"
  | "endsOn"
  | "days"
  | "hours"
  | "place"
  | "placeHint"
  | "capacity"
  | "capacityHint"
  | "errors",
  string
>;

export type PlanValues = Record<
  "mode" | "startsOn" | "endsOn" | "days" | "hours" | "place" | "capacity",
  string | undefined
>;

type Props = {
  words: PlanWords;
  modes: { value: string; label: string }[];
  values: PlanValues;
  error: (field: string) => string | undefined;
};

/** Dates, place, mode and capacity: the same fields when a class is formed and when it changes. */
export function ClassPlanFields({ words, modes, values, error }: Props) {
  const number = (name: "days" | "hours" | "capacity", hint?: string) => (
    <TextField
      id={name}
      name={name}
      label={words[name]}
      hint={hint}
      inputMode="numeric"
      autoComplete="off"
      defaultValue={values[name]}
      error={error(name)}
      className="max-w-24"
    />
  );
  return (
    <>
      <RadioGroup
        id="mode"
        name="mode"
        legend={<b>{words.mode}</b>}
        choices={modes}
        value={values.mode}
        error={error("mode")}
      />
      <div className="grid gap-5 sm:grid-cols-2">
        {(["startsOn", "endsOn"] as const).map((name) => (
          <TextField
            key={name}
            id={name}
            name={name}
            type="date"
            label={words[name]}
            defaultValue={values[name]}
            error={error(name)}
            className="max-w-48"
          />
        ))}
        {number("days")}
        {number("hours")}
      </div>
      <TextField
        id="place"
        name="place"
        label={words.place}
        hint={words.placeHint}
        defaultValue={values.place}
        error={error("place")}
      />
      {number("capacity", words.capacityHint)}
    </>
  );
}
