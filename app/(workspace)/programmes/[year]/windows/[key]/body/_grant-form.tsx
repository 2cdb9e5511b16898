"use client";

import { TextField } from "@/components/ui/field";
import { ClosingForm, type ClosingProps } from "../_closing-form";
import { grantExtensionAction } from "./actions";

type Props = ClosingProps & {
  /** Names to choose from; others are typed. */
  bodies: string[];
  words: Record<"body" | "bodyHint", string>;
};

export function GrantForm({ bodies, ...closing }: Props) {
  const { words } = closing;
  return (
    <ClosingForm action={grantExtensionAction} {...closing}>
      {(state, error) => (
        <div>
          <TextField
            id="body"
            name="body"
            label={words.body}
            hint={words.bodyHint}
            defaultValue={state.values.body}
            error={error("body")}
            autoComplete="off"
            list={bodies.length > 0 ? "bodies" : undefined}
          />
          {bodies.length > 0 ? (
            <datalist id="bodies">
              {bodies.map((name) => (
                <option key={name} value={name} />
              ))}
            </datalist>
          ) : null}
        </div>
      )}
    </ClosingForm>
  );
}
