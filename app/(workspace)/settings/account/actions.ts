"use server";

import { z } from "zod";
import {
  changeSecondFactor,
  confirmSecondFactor,
  endOtherSessions,
  endOwnSession,
  proveSecondFactor,
  removeSecondFactor,
  renewRecoveryCodes,
  setUpSecondFactor,
} from "@/lib/identity";
import {
  confirmSecondFactorSchema,
  endOwnSessionSchema,
  factorCodeSchema,
  proveSecondFactorSchema,
  setUpSecondFactorSchema,
} from "@/lib/identity/schema";
import { EMPTY_FORM, type FormState } from "@/lib/kernel/form-state";
import { ownPath } from "@/lib/kernel/own-path";
import { defineAction, setSessionCookie } from "@/lib/web";

export const setUpSecondFactorAction = defineAction({
  name: "identity.setUpSecondFactor",
  input: setUpSecondFactorSchema,
  run: setUpSecondFactor,
});

export const confirmSecondFactorAction = defineAction({
  name: "identity.confirmSecondFactor",
  input: confirmSecondFactorSchema,
  run: confirmSecondFactor,
});

export const renewRecoveryCodesAction = defineAction({
  name: "identity.renewRecoveryCodes",
  input: factorCodeSchema,
  run: renewRecoveryCodes,
});

export const removeSecondFactorAction = defineAction({
  name: "identity.removeSecondFactor",
  input: factorCodeSchema,
  run: removeSecondFactor,
});

export const changeSecondFactorAction = defineAction({
  name: "identity.changeSecondFactor",
  input: confirmSecondFactorSchema,
  run: changeSecondFactor,
});

export const proveSecondFactorAction = defineAction({
  name: "identity.proveSecondFactor",
  input: proveSecondFactorSchema,
  run: async (actor, { factorCode }) =>
    setSessionCookie((await proveSecondFactor(actor, { factorCode })).token),
  redirectTo: (_result, input) => ownPath(input.next),
});

const endOne = defineAction({
  name: "identity.endOwnSession",
  input: endOwnSessionSchema,
  run: endOwnSession,
});

export async function endOwnSessionAction(form: FormData): Promise<void> {
  await endOne(EMPTY_FORM as FormState<void>, form);
}

const endOthers = defineAction({
  name: "identity.endOtherSessions",
  input: z.strictObject({}),
  run: endOtherSessions,
});

export async function endOtherSessionsAction(form: FormData): Promise<void> {
  await endOthers(EMPTY_FORM as FormState<void>, form);
}
