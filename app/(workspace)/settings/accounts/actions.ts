"use server";

import {
  createAccount,
  disableAccount,
  endAppointment,
  handOverAppointment,
  reactivateAccount,
  renewCode,
  resetSecondFactor,
} from "@/lib/identity";
import {
  createAccountSchema,
  disableAccountSchema,
  endAppointmentSchema,
  handOverSchema,
  reactivateAccountSchema,
  renewCodeSchema,
  resetSecondFactorSchema,
} from "@/lib/identity/schema";
import { defineAction } from "@/lib/web";

export const createAccountAction = defineAction({
  name: "identity.createAccount",
  input: createAccountSchema,
  run: createAccount,
});

export const disableAccountAction = defineAction({
  name: "identity.disableAccount",
  input: disableAccountSchema,
  run: disableAccount,
});

export const reactivateAccountAction = defineAction({
  name: "identity.reactivateAccount",
  input: reactivateAccountSchema,
  run: reactivateAccount,
});

export const renewCodeAction = defineAction({
  name: "identity.renewCode",
  input: renewCodeSchema,
  run: renewCode,
});

export const endAppointmentAction = defineAction({
  name: "identity.endAppointment",
  input: endAppointmentSchema,
  run: endAppointment,
});

export const handOverAction = defineAction({
  name: "identity.handOverAppointment",
  input: handOverSchema,
  run: handOverAppointment,
});

export const resetSecondFactorAction = defineAction({
  name: "identity.resetSecondFactor",
  input: resetSecondFactorSchema,
  run: resetSecondFactor,
});
