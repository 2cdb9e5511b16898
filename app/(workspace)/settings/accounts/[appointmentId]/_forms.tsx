"use client";

import type { ReactNode } from "react";
import { StepUpField } from "@/components/forms/step-up-field";
import { useServerForm } from "@/components/forms/use-server-form";
import { Banner } from "@/components/ui/banner";
import { Checkbox } from "@/components/ui/choice";
import { ErrorSummary, problemItems } from "@/components/ui/error-summary";
import { TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import type { FormState, ShownProblem } from "@/lib/kernel/form-state";
import { EmailField, type EmailWords } from "../_email-field";
import { MadeCode, type MadeWords } from "../_made-code";
import {
  disableAccountAction,
  endAppointmentAction,
  handOverAction,
  reactivateAccountAction,
  renewCodeAction,
  resetSecondFactorAction,
} from "../actions";

type Common = Record<"submit" | "pending" | "errors" | "stepUp", string>;

/** Several forms stand on the page, so every field bears the name of its form. */
function frame(id: string, state: FormState<unknown>) {
  const problems: ShownProblem[] = state.problems.map((problem) => ({
    ...problem,
    field: problem.field ? `${id}-${problem.field}` : null,
  }));
  const error = (field: string) => problems.find((one) => one.field === `${id}-${field}`)?.message;
  return { problems, error };
}

function Act({
  id,
  served: { state, form },
  words,
  tone,
  children,
}: {
  id: string;
  served: Pick<ReturnType<typeof useServerForm<unknown>>, "state" | "form">;
  words: Common;
  tone?: "primary" | "danger";
  children?: ReactNode;
}) {
  const { problems } = frame(id, state);
  return (
    <form {...form} className="grid max-w-96 gap-4">
      <ErrorSummary title={words.errors} items={problemItems(problems)} />
      {children}
      <StepUpField id={`${id}-stepUpCode`} problems={state.problems} label={words.stepUp} />
      <SubmitButton tone={tone} pendingLabel={words.pending} className="justify-self-start">
        {words.submit}
      </SubmitButton>
    </form>
  );
}

export function RenewForm({
  accountId,
  mail,
  words,
}: {
  accountId: string;
  mail: boolean;
  words: Common & EmailWords & MadeWords;
}) {
  const served = useServerForm(renewCodeAction);
  const { error } = frame("renew", served.state);
  return (
    <Act id="renew" served={served} words={words}>
      <MadeCode result={served.state.result} words={words} />
      <input type="hidden" name="accountId" value={accountId} />
      <EmailField
        id="renew-email"
        mail={mail}
        words={words}
        value={served.state.values.email}
        error={error("email")}
      />
    </Act>
  );
}

type HandOverWords = Common &
  EmailWords &
  MadeWords &
  Record<"displayName" | "loginName" | "loginNameHint" | "endsOn" | "endsOnHint", string>;

export function HandOverForm({
  appointmentId,
  mail,
  from,
  words,
}: {
  appointmentId: string;
  mail: boolean;
  /** The first day that may be chosen. */
  from: string;
  words: HandOverWords;
}) {
  const served = useServerForm(handOverAction);
  const { error } = frame("hand-over", served.state);
  const { values } = served.state;
  return (
    <Act id="hand-over" served={served} words={words}>
      <MadeCode result={served.state.result} words={words} />
      <input type="hidden" name="appointmentId" value={appointmentId} />
      <TextField
        id="hand-over-displayName"
        name="displayName"
        label={words.displayName}
        autoComplete="off"
        defaultValue={values.displayName}
        error={error("displayName")}
      />
      <TextField
        id="hand-over-loginName"
        name="loginName"
        label={words.loginName}
        hint={words.loginNameHint}
        autoComplete="off"
        defaultValue={values.loginName}
        error={error("loginName")}
      />
      <TextField
        id="hand-over-endsOn"
        name="endsOn"
        type="date"
        min={from}
        label={words.endsOn}
        hint={words.endsOnHint}
        defaultValue={values.endsOn}
        error={error("endsOn")}
      />
      <EmailField
        id="hand-over-email"
        mail={mail}
        words={words}
        value={values.email}
        error={error("email")}
      />
    </Act>
  );
}

export function EndForm({
  appointmentId,
  from,
  last,
  words,
}: {
  appointmentId: string;
  from: string;
  /** Nobody else can act for the body in this role. */
  last: boolean;
  words: Common & Record<"endsOn" | "endsOnHint" | "lastTitle" | "lastLead" | "acceptLast", string>;
}) {
  const served = useServerForm(endAppointmentAction);
  const { error } = frame("end", served.state);
  const asked = last || error("acceptLast");
  return (
    <Act id="end" served={served} words={words} tone="danger">
      <input type="hidden" name="appointmentId" value={appointmentId} />
      <TextField
        id="end-endsOn"
        name="endsOn"
        type="date"
        min={from}
        label={words.endsOn}
        hint={words.endsOnHint}
        defaultValue={served.state.values.endsOn}
        error={error("endsOn")}
      />
      {asked ? (
        <>
          <Banner tone="todo" title={words.lastTitle}>
            {words.lastLead}
          </Banner>
          <Checkbox
            id="end-acceptLast"
            name="acceptLast"
            value="true"
            label={words.acceptLast}
            error={error("acceptLast")}
          />
        </>
      ) : null}
    </Act>
  );
}

export function ResetForm({
  accountId,
  words,
}: {
  accountId: string;
  words: Common & Record<"reason" | "reasonHint", string>;
}) {
  const served = useServerForm(resetSecondFactorAction);
  const { error } = frame("reset", served.state);
  return (
    <Act id="reset" served={served} words={words} tone="danger">
      <input type="hidden" name="accountId" value={accountId} />
      <TextField
        id="reset-reason"
        name="reason"
        label={words.reason}
        hint={words.reasonHint}
        maxLength={200}
        defaultValue={served.state.values.reason}
        error={error("reason")}
      />
    </Act>
  );
}

/** Acts on the account as a whole that need nothing but the wish. */
export function PlainActForm({
  act,
  accountId,
  words,
}: {
  act: "wake" | "disable";
  accountId: string;
  words: Common;
}) {
  const served = useServerForm(act === "wake" ? reactivateAccountAction : disableAccountAction);
  return (
    <Act id={act} served={served} words={words} tone={act === "disable" ? "danger" : undefined}>
      <input type="hidden" name="accountId" value={accountId} />
    </Act>
  );
}
