"use client";

import { SelectField, TextField } from "@/components/ui/field";
import { Icon } from "@/components/ui/icon";
import type { FieldSpec } from "./_field-spec";

type Props = { spec: FieldSpec; value: string; error: string | null; optional: string; choose: string };

/** One field with its problem, who mends it, and its box. */
export function RecordField({ spec, value, error, optional, choose }: Props) {
  const hint = spec.problem ? (
    <>
      <span className="flex items-baseline gap-1.5 text-todo">
        <Icon name="alert" size={14} className="relative top-0.5" />
        <span>{spec.problem.message}</span>
      </span>
      {spec.problem.next ? <span className="block text-ink-2">{spec.problem.next}</span> : null}
      {spec.hint ? <span className="block">{spec.hint}</span> : null}
    </>
  ) : (
    spec.hint
  );
  const shared = {
    id: spec.name,
    name: spec.name,
    label: spec.label,
    hint,
    error,
    optional: spec.optional && !spec.problem ? optional : undefined,
    aside: <span className="text-13 text-ink-2">{spec.problem ? spec.problem.mender : spec.source}</span>,
    defaultValue: value,
  };
  if (spec.control === "select") return <SelectField {...shared} options={spec.options} empty={choose} />;
  const listId = spec.list.length > 0 ? `${spec.name}-list` : undefined;
  return (
    <>
      <TextField
        {...shared}
        type={spec.control === "day" ? "date" : "text"}
        inputMode={spec.inputMode}
        maxLength={spec.control === "day" ? undefined : spec.maxLength}
        autoComplete="off"
        list={listId}
      />
      {listId ? (
        <datalist id={listId}>
          {spec.list.map((item) => (
            <option key={item.value} value={item.value}>
              {item.label}
            </option>
          ))}
        </datalist>
      ) : null}
    </>
  );
}
