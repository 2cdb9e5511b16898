"use server";

import {
  confirmSecondFactor,
  removeSecondFactor,
  renewRecoveryCodes,
  setUpSecondFactor,
} from "@/lib/identity";
import { factorCodeSchema, setUpSecondFactorSchema } from "@/lib/identity/schema";
import { defineAction } from "@/lib/web";

export const setUpSecondFactorAction = defineAction({
  name: "identity.setUpSecondFactor",
  input: setUpSecondFactorSchema,
  run: setUpSecondFactor,
});

export const confirmSecondFactorAction = defineAction({
  name: "identity.confirmSecondFactor",
  input: factorCodeSchema,
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
