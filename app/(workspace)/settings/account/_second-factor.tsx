"use client";

import type { ReactNode } from "react";
import { useServerForm } from "@/components/forms/use-server-form";
import { Banner } from "@/components/ui/banner";
import { Checkbox } from "@/components/ui/choice";
import { StateFace } from "@/components/ui/state-face";
import { CodeForm, type CodeWords } from "./_code-form";
import {
  changeSecondFactorAction,
  confirmSecondFactorAction,
  removeSecondFactorAction,
  renewRecoveryCodesAction,
  setUpSecondFactorAction,
} from "./actions";

type Words = {
  lead: string;
  on: string;
  codesLeft: string;
  codesTitle: string;
  codesHint: string;
  codes: string;
  stepApp: string;
  stepScan: string;
  stepKey: string;
  stepCode: string;
  atSignIn: string;
  changeTitle: string;
  renewTitle: string;
  renewHint: string;
  removeTitle: string;
  removeHint: string;
  setUp: CodeWords;
  confirm: CodeWords;
  change: CodeWords;
  renew: CodeWords;
  remove: CodeWords;
};

/**
 * All stages in one component, so that the codes that an answer brings stay on the page while the stage behind it changes; with
 * and without JavaScript.
 */
export function SecondFactor({
  stage,
  atSignIn,
  secret,
  qr,
  words,
  roomy,
}: {
  stage: "off" | "setting-up" | "on";
  atSignIn: boolean;
  secret: string | null;
  qr: ReactNode;
  words: Words;
  roomy?: boolean;
}) {
  const setUp = useServerForm(setUpSecondFactorAction);
  const confirm = useServerForm(confirmSecondFactorAction);
  const change = useServerForm(changeSecondFactorAction);
  const renew = useServerForm(renewRecoveryCodesAction);
  const remove = useServerForm(removeSecondFactorAction);
  if (stage === "off")
    return (
      <div className="grid gap-4">
        <p className="max-w-measure">{words.lead}</p>
        <CodeForm
          id="password"
          name="password"
          served={setUp}
          words={words.setUp}
          tone="primary"
          roomy={roomy}
        />
      </div>
    );
  if (stage === "setting-up")
    return (
      <ol className="grid gap-5 [counter-reset:step]">
        <Step>
          <p>{words.stepApp}</p>
        </Step>
        <Step>
          <p>{words.stepScan}</p>
          {qr}
          <p className="mt-2 text-ink-2">{words.stepKey}</p>
          <p>
            <code className="text-16 font-bold tracking-wide [overflow-wrap:anywhere]">
              {secret?.match(/.{1,4}/g)?.join(" ")}
            </code>
          </p>
        </Step>
        <Step>
          <p className="mb-2">{words.stepCode}</p>
          <CodeForm
            id="confirm-code"
            name="factorCode"
            served={confirm}
            words={words.confirm}
            tone="primary"
            roomy={roomy}
          >
            <Checkbox
              id="confirm-at-sign-in"
              name="atSignIn"
              value="true"
              label={words.atSignIn}
              defaultChecked={confirm.state.problems.length === 0 || confirm.state.values.atSignIn === "true"}
              roomy={roomy}
            />
          </CodeForm>
        </Step>
      </ol>
    );
  const codes = renew.state.result?.recoveryCodes ?? confirm.state.result?.recoveryCodes;
  return (
    <div className="grid gap-4">
      <p className="flex flex-wrap gap-x-6 gap-y-1">
        <StateFace face="ok">{words.on}</StateFace>
        <span className="text-ink-2">{words.codesLeft}</span>
      </p>
      {codes ? (
        <Banner tone="todo" title={words.codesTitle} answer>
          <p>{words.codesHint}</p>
          <ul
            aria-label={words.codes}
            className="mt-3 grid max-w-96 grid-cols-2 gap-x-6 gap-y-1 max-sm:grid-cols-1"
          >
            {codes.map((code) => (
              <li key={code}>
                <code className="text-16 font-bold">{code}</code>
              </li>
            ))}
          </ul>
        </Banner>
      ) : null}
      <More title={words.changeTitle} open={change.state.problems.length > 0}>
        <CodeForm id="change-code" name="factorCode" served={change} words={words.change} roomy={roomy}>
          <Checkbox
            key={String(atSignIn)}
            id="change-at-sign-in"
            name="atSignIn"
            value="true"
            label={words.atSignIn}
            defaultChecked={
              change.state.problems.length > 0 ? change.state.values.atSignIn === "true" : atSignIn
            }
            roomy={roomy}
          />
        </CodeForm>
      </More>
      <More title={words.renewTitle} open={renew.state.problems.length > 0}>
        <CodeForm id="renew-code" name="factorCode" served={renew} words={words.renew} roomy={roomy}>
          <p className="text-ink-2">{words.renewHint}</p>
        </CodeForm>
      </More>
      <More title={words.removeTitle} open={remove.state.problems.length > 0}>
        <CodeForm
          id="remove-code"
          name="factorCode"
          served={remove}
          words={words.remove}
          tone="danger"
          roomy={roomy}
        >
          <p className="text-ink-2">{words.removeHint}</p>
        </CodeForm>
      </More>
    </div>
  );
}

function Step({ children }: { children: ReactNode }) {
  return (
    <li className="grid grid-cols-[1.75rem_minmax(0,1fr)] [counter-increment:step] before:font-bold before:text-ink-2 before:content-[counter(step)]">
      <div>{children}</div>
    </li>
  );
}

function More({ title, open, children }: { title: string; open: boolean; children: ReactNode }) {
  return (
    <details open={open}>
      <summary className="link inline-flex min-h-6 items-center max-sm:min-h-11">{title}</summary>
      <div className="pt-3">{children}</div>
    </details>
  );
}
