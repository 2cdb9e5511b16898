"use server";

import { createAccount, disableAccount, reactivateAccount } from "@/lib/identity";
import { createAccountSchema, disableAccountSchema, reactivateAccountSchema } from "@/lib/identity/schema";
import { EMPTY_FORM, type FormState } from "@/lib/kernel/form-state";
import { defineAction } from "@/lib/web";

export const createAccountAction = defineAction({
  name: "identity.createAccount",
  input: createAccountSchema,
  run: createAccount,
});

const disable = defineAction({
  name: "identity.disableAccount",
  input: disableAccountSchema,
  run: disableAccount,
});

export async function disableAccountAction(form: FormData): Promise<void> {
  await disable(EMPTY_FORM as FormState<void>, form);
}

export const reactivateAccountAction = defineAction({
  name: "identity.reactivateAccount",
  input: reactivateAccountSchema,
  run: reactivateAccount,
});
