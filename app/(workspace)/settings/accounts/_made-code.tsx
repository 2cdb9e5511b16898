"use client";

import { Banner } from "@/components/ui/banner";

/** The words of a one-time code; `{code}` stands where the code goes. */
export type MadeWords = { codeTitle: string; codeHint: string; codeMailed: string };

/** A one-time code in the answer to the act that made it, the only time that it is known. */
export function MadeCode({
  result,
  email,
  words,
}: {
  result: { loginName: string; activationCode: string } | null;
  email?: string;
  words: MadeWords;
}) {
  if (!result) return null;
  return (
    <Banner
      tone="ok"
      answer
      title={`${result.loginName} · ${words.codeTitle.replace("{code}", result.activationCode)}`}
    >
      <p>{words.codeHint}</p>
      {email ? <p>{words.codeMailed}</p> : null}
    </Banner>
  );
}
