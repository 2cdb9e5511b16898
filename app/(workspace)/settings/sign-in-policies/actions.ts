"use server";

import { updateSignInPolicy } from "@/lib/identity";
import { updateSignInPolicySchema } from "@/lib/identity/schema";
import { defineAction } from "@/lib/web";

export const updateSignInPolicyAction = defineAction({
  name: "identity.updateSignInPolicy",
  input: updateSignInPolicySchema,
  run: updateSignInPolicy,
  redirectTo: (_result, { role }) => `/settings/sign-in-policies?saved=${role}`,
});
