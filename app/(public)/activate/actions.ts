"use server";

import { activateAccount, activateTeacher } from "@/lib/identity";
import { activateAccountSchema, activateTeacherSchema } from "@/lib/identity/schema";
import { definePublicAction } from "@/lib/web";

export const activateTeacherAction = definePublicAction({
  name: "identity.activateTeacher",
  input: activateTeacherSchema,
  run: activateTeacher,
  redirectTo: () => "/sign-in?done=activated",
});

export const activateAccountAction = definePublicAction({
  name: "identity.activateAccount",
  input: activateAccountSchema,
  run: activateAccount,
  redirectTo: () => "/sign-in?done=activated",
});
