"use server";

import { finishSignIn, signIn, signInAsDemonstration } from "@/lib/identity";
import { demonstrationSignInSchema, proveSecondFactorSchema, signInSchema } from "@/lib/identity/schema";
import { EMPTY_FORM, type FormState } from "@/lib/kernel/form-state";
import { ownPath } from "@/lib/kernel/own-path";
import {
  clearHalfSignInCookie,
  definePublicAction,
  halfSignInToken,
  setHalfSignInCookie,
  setSessionCookie,
  thisBrowser,
} from "@/lib/web";

export const signInAction = definePublicAction({
  name: "identity.signIn",
  input: signInSchema,
  run: async (visitor, input) => {
    const signedIn = await signIn(visitor, { ...input, ...(await thisBrowser()) });
    if (signedIn.opens === "session") await setSessionCookie(signedIn.token);
    else await setHalfSignInCookie(signedIn.token);
    return signedIn.opens;
  },
  redirectTo: (opens, input) =>
    opens === "session"
      ? ownPath(input.next)
      : `/sign-in/code?next=${encodeURIComponent(ownPath(input.next))}`,
});

export const finishSignInAction = definePublicAction({
  name: "identity.finishSignIn",
  input: proveSecondFactorSchema,
  run: async (visitor, { factorCode }) => {
    const given = { factorCode, halfToken: await halfSignInToken() };
    const { token } = await finishSignIn(visitor, { ...given, ...(await thisBrowser()) });
    await clearHalfSignInCookie();
    await setSessionCookie(token);
  },
  redirectTo: (_result, input) => ownPath(input.next),
});

const signInToDemonstration = definePublicAction({
  name: "identity.signInAsDemonstration",
  input: demonstrationSignInSchema,
  run: async (visitor, input) => {
    const { token } = await signInAsDemonstration(visitor, { ...input, ...(await thisBrowser()) });
    await setSessionCookie(token);
  },
  redirectTo: (_result, input) => ownPath(input.next),
});

export async function signInToDemonstrationAction(form: FormData): Promise<void> {
  await signInToDemonstration(EMPTY_FORM as FormState<void>, form);
}
