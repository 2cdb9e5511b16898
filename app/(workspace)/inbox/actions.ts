"use server";

import { EMPTY_FORM, type FormState } from "@/lib/kernel/form-state";
import { markMessageRead } from "@/lib/notices";
import { markMessageReadSchema } from "@/lib/notices/schema";
import { defineAction } from "@/lib/web";

type Read = { href: string | null };

const open = defineAction({
  name: "notices.openMessage",
  input: markMessageReadSchema,
  run: markMessageRead,
  redirectTo: ({ href }) => href ?? "/inbox",
});

/** Marks the message as read and goes where it leads; a plain form, so that it works without scripts. */
export async function openMessageAction(form: FormData): Promise<void> {
  await open(EMPTY_FORM as FormState<Read>, form);
}
