"use server";

import { activateAccount, activateTeacher } from "@/lib/identity";
import { activateAccountSchema, activateTeacherSchema } from "@/lib/identity/schema";
import { ownPath } from "@/lib/kernel/own-path";
import { definePublicAction } from "@/lib/web";

function signInAfterwards(next: string | undefined): string {
  return `/sign-in?${new URLSearchParams({ done: "activated", next: ownPath(next) })}`;
}

export const activateTeacherAction = definePublicAction({
  name: "identity.activateTeacher",
  input: activateTeacherSchema,
  run: activateTeacher,
  redirectTo: (_result, input) => signInAfterwards(input.next),
});

export const activateAccountAction = definePublicAction({
  name: "identity.activateAccount",
  input: activateAccountSchema,
  run: activateAccount,
  redirectTo: (_result, input) => signInAfterwards(input.next),
});
