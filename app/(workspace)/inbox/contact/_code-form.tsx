"use client";

import { useServerForm } from "@/components/forms/use-server-form";
import { Banner } from "@/components/ui/banner";
import { ErrorSummary, problemItems } from "@/components/ui/error-summary";
import { TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import type { Channel } from "@/lib/notices/schema";
import { confirmAddressAction, requestAddressCodeAction } from "./actions";

type Props = {
  channel: Channel;
  words: Record<
    "code" | "codeHint" | "confirm" | "confirming" | "codeErrors" | "again" | "againSent" | "saving",
    string
  >;
};

/** The address is proved by the code that went to it; two forms, because asking for another code sends nothing else. */
export function CodeForm({ channel, words }: Props) {
  const confirming = useServerForm(confirmAddressAction);
  const asking = useServerForm(requestAddressCodeAction);
  const id = `code-${channel}`;
  const problems = [...confirming.state.problems, ...asking.state.problems].map((one) =>
    one.field === "code" ? { ...one, field: id } : one,
  );
  const target = <input type="hidden" name="channel" value={channel} />;
  return (
    <div className="grid max-w-measure gap-4">
      {asking.state.result ? <Banner tone="ok" answer title={words.againSent} /> : null}
      <ErrorSummary title={words.codeErrors} items={problemItems(problems)} />
      <form {...confirming.form} className="grid gap-4">
        {target}
        <TextField
          id={id}
          name="code"
          autoComplete="one-time-code"
          label={words.code}
          hint={words.codeHint}
          error={problems.find((problem) => problem.field === id)?.message}
          defaultValue={confirming.state.values.code}
          className="max-w-64"
        />
        <div>
          <SubmitButton tone="primary" pendingLabel={words.confirming}>
            {words.confirm}
          </SubmitButton>
        </div>
      </form>
      <form {...asking.form}>
        {target}
        <SubmitButton pendingLabel={words.saving}>{words.again}</SubmitButton>
      </form>
    </div>
  );
}
