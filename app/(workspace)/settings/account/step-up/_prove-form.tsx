"use client";

import { useServerForm } from "@/components/forms/use-server-form";
import { CodeForm, type CodeWords } from "../_code-form";
import { proveSecondFactorAction } from "../actions";

export function ProveForm({ next, words }: { next: string; words: CodeWords }) {
  const served = useServerForm(proveSecondFactorAction);
  return (
    <CodeForm id="factorCode" name="factorCode" served={served} words={words} tone="primary">
      <input type="hidden" name="next" value={next} />
    </CodeForm>
  );
}
