"use client";

import { DropDraftButton } from "@/components/forms/draft-line";
import { Banner } from "@/components/ui/banner";
import { SubmitButton } from "@/components/ui/submit-button";
import { DRAFT_FIELD, type FormDraft } from "@/lib/kernel/form-state";
import type { FieldSpec } from "./_field-spec";

export type StaleWords = {
  title: string;
  /** Finished, with who saved and when. */
  explain: string;
  /** Each holds # where its number goes. */
  differences: string;
  noDifference: string;
  kept: string;
  theirs: string;
  yours: string;
  empty: string;
  save: string;
  saving: string;
  discard: string;
};

type Props = {
  teacherId: string;
  version: number;
  submitKey: string;
  draft: FormDraft;
  /** As they stand now. */
  fields: FieldSpec[];
  /** What the refused form carried, with what it had shown when opened under `base`. */
  typed: Record<string, string>;
  words: StaleWords;
};

/** Both texts side by side, one choice a field; what only one of the two changed needs none. */
export function StaleChoice({ teacherId, version, submitKey, draft, fields, typed, words }: Props) {
  const base = openedWith(typed.base);
  const mine = fields.filter(
    (field) => typed[field.name] !== undefined && typed[field.name] !== (base[field.name] ?? ""),
  );
  const differing = mine.filter(
    (field) => field.value !== typed[field.name] && field.value !== (base[field.name] ?? ""),
  );
  const kept = mine.filter((field) => !differing.includes(field));
  return (
    <div className="grid gap-4">
      <Banner tone="todo" title={words.title} answer>
        <p>{words.explain}</p>
      </Banner>
      <input type="hidden" name="teacherId" value={teacherId} />
      <input type="hidden" name="version" value={version} />
      <input type="hidden" name="key" value={submitKey} />
      <input type="hidden" name={DRAFT_FIELD} value={draft.ticket} />
      <input
        type="hidden"
        name="base"
        value={JSON.stringify(Object.fromEntries(fields.map((field) => [field.name, field.value])))}
      />
      <p className="font-bold">
        {differing.length > 0 ? words.differences.replace("#", String(differing.length)) : words.noDifference}
      </p>
      {differing.map((field) => (
        <fieldset key={field.name} className="rounded-control border border-line-strong">
          <legend className="ml-3 px-1 font-bold">{field.label}</legend>
          <div className="grid sm:grid-cols-2">
            <Version
              field={field}
              value={field.value}
              label={words.theirs}
              empty={words.empty}
              side="theirs"
            />
            <Version
              field={field}
              value={typed[field.name] ?? ""}
              label={words.yours}
              empty={words.empty}
              side="yours"
            />
          </div>
        </fieldset>
      ))}
      {kept.map((field) => (
        <input key={field.name} type="hidden" name={field.name} value={typed[field.name] ?? ""} />
      ))}
      {kept.length > 0 ? (
        <div className="text-ink-2">
          <p>{words.kept.replace("#", String(kept.length))}</p>
          <ul className="list-disc pl-5">
            {kept.map((field) => (
              <li key={field.name}>{field.label}</li>
            ))}
          </ul>
        </div>
      ) : null}
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton tone="primary" pendingLabel={words.saving}>
          {words.save}
        </SubmitButton>
        <DropDraftButton draft={draft}>{words.discard}</DropDraftButton>
      </div>
    </div>
  );
}

type VersionProps = {
  field: FieldSpec;
  value: string;
  label: string;
  empty: string;
  side: "theirs" | "yours";
};

/** Neither side is chosen beforehand; the browser asks for a choice. */
function Version({ field, value, label, empty, side }: VersionProps) {
  const id = `${field.name}-${side}`;
  const shown = field.options.find((option) => option.value === value)?.label ?? value;
  return (
    <div className="flex items-start gap-3 px-4 py-3 has-checked:bg-brand-soft">
      <input id={id} type="radio" name={field.name} value={value} required className="mt-1 size-4 shrink-0" />
      <label htmlFor={id} className="min-w-0 flex-1">
        <span className="block text-13 text-ink-2">{label}</span>
        <span className="block break-words">{shown || empty}</span>
      </label>
    </div>
  );
}

function openedWith(base: string | undefined): Record<string, string> {
  try {
    const read: unknown = JSON.parse(base ?? "{}");
    return read && typeof read === "object" ? (read as Record<string, string>) : {};
  } catch {
    return {};
  }
}
