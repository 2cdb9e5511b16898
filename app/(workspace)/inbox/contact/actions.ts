"use server";

import { z } from "zod";
import { confirmEmail, requestEmailCode, saveContact } from "@/lib/notices";
import { confirmEmailSchema, saveContactSchema } from "@/lib/notices/schema";
import { defineAction } from "@/lib/web";

export const saveContactAction = defineAction({
  name: "notices.saveContact",
  input: saveContactSchema,
  run: saveContact,
});

export const confirmEmailAction = defineAction({
  name: "notices.confirmEmail",
  input: confirmEmailSchema,
  run: confirmEmail,
});

export const requestEmailCodeAction = defineAction({
  name: "notices.requestEmailCode",
  input: z.strictObject({}),
  run: async (actor) => {
    await requestEmailCode(actor);
    return { sent: true };
  },
});
