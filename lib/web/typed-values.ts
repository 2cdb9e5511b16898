import { DRAFT_FIELD, SECRET_FIELDS } from "@/lib/kernel/form-state";

const NEVER_ECHOED = [...SECRET_FIELDS, DRAFT_FIELD];

/** The texts of a form as typed; a list is its texts with commas between. */
export function typedValues(form: FormData): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, value] of form.entries())
    if (typeof value === "string" && !name.startsWith("$ACTION") && !NEVER_ECHOED.includes(name))
      values[name] = name.endsWith("[]") && values[name] ? `${values[name]},${value}` : value;
  return values;
}
