"use server";

import {
  changeSecondFactor,
  confirmSecondFactor,
  proveSecondFactor,
  removeSecondFactor,
  renewRecoveryCodes,
  setUpSecondFactor,
} from "@/lib/identity";
import {
  confirmSecondFactorSchema,
  factorCodeSchema,
  proveSecondFactorSchema,
  setUpSecondFactorSchema,
} from "@/lib/identity/schema";
import { defineAction, ownPath, setSessionCookie } from "@/lib/web";

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
