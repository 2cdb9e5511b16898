"use client";

import type { ComponentProps } from "react";
import { Checkbox, RadioGroup } from "@/components/ui/choice";
import { SelectField, TextareaField, TextField } from "@/components/ui/field";
import { useFormAnswer } from "./act-form";

type Named<Base> = Omit<Base, "name" | "defaultValue" | "error" | "value"> & { name: string; first?: string };

/** Fields of an ActForm: each shows what was typed before a refusal and the words of its own fault. */
/** `saved` is the text as it stands on the server: shown beside the typed one when somebody else saved first. */
export function KeptTextarea({
  first = "",
  saved,
  ...rest
}: Named<ComponentProps<typeof TextareaField>> & { saved?: { label: string; text: string } }) {
  const { value, error, stale } = useFormAnswer(rest.name, first);
  return (
    <div className="grid gap-2">
      {saved && stale && saved.text !== value ? (
        <div className="rounded-control border border-todo-line bg-todo-bg px-3 py-2">
          <p className="font-bold">{saved.label}</p>
          <p className="whitespace-pre-line">{saved.text}</p>
        </div>
      ) : null}
      <TextareaField {...rest} defaultValue={value} error={error} />
    </div>
  );
}

export function KeptText({ first = "", ...rest }: Named<ComponentProps<typeof TextField>>) {
  const { value, error } = useFormAnswer(rest.name, first);
  return <TextField {...rest} defaultValue={value} error={error} />;
}

export function KeptSelect({ first = "", ...rest }: Named<ComponentProps<typeof SelectField>>) {
  const { value, error } = useFormAnswer(rest.name, first);
  return <SelectField {...rest} defaultValue={value} error={error} />;
}

export function KeptRadios({ first = "", ...rest }: Named<ComponentProps<typeof RadioGroup>>) {
  const { value, error } = useFormAnswer(rest.name, first);
  return <RadioGroup {...rest} value={value || undefined} error={error} />;
}

export function KeptCheckbox(
  props: Omit<ComponentProps<typeof Checkbox>, "name" | "error"> & { name: string },
) {
  const { error } = useFormAnswer(props.name, "");
  return <Checkbox {...props} error={error} />;
}

/** A file of at most `most` bytes: the browser says so before it sends, the server in any case. */
export function KeptFile({
  most,
  tooLarge,
  ...rest
}: Named<ComponentProps<typeof TextField>> & { most: number; tooLarge: string }) {
  const { error } = useFormAnswer(rest.name, "");
  return (
    <TextField
      {...rest}
      type="file"
      error={error}
      onChange={({ currentTarget }) => {
        const size = currentTarget.files?.[0]?.size ?? 0;
        currentTarget.setCustomValidity(size > most ? tooLarge : "");
        currentTarget.reportValidity();
      }}
    />
  );
}
