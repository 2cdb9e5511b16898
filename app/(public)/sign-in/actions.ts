"use server";

import { headers } from "next/headers";
import { signIn, signInAsDemonstration } from "@/lib/identity";
import { demonstrationSignInSchema, signInSchema } from "@/lib/identity/schema";
import { EMPTY_FORM, type FormState } from "@/lib/kernel/form-state";
import { definePublicAction, setSessionCookie } from "@/lib/web";

/** Only a path of our own: one slash first, and not two. */
function ownPath(next: string | undefined): string {
  return next && /^\/(?![/\\])/.test(next) ? next : "/desk";
}

export const signInAction = definePublicAction({
  name: "identity.signIn",
  input: signInSchema,
  run: async (visitor, input) => {
    const { token } = await signIn(visitor, { ...input, userAgent: (await headers()).get("user-agent") });
    await setSessionCookie(token);
  },
  redirectTo: (_result, input) => ownPath(input.next),
});

const signInToDemonstration = definePublicAction({
  name: "identity.signInAsDemonstration",
  input: demonstrationSignInSchema,
  run: async (visitor, input) => setSessionCookie((await signInAsDemonstration(visitor, input)).token),
  redirectTo: (_result, input) => ownPath(input.next),
});

export async function signInToDemonstrationAction(form: FormData): Promise<void> {
  await signInToDemonstration(EMPTY_FORM as FormState<void>, form);
}
