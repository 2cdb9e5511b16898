"use server";

import { confirmAddress, requestAddressCode, saveContact } from "@/lib/notices";
import { confirmAddressSchema, requestAddressCodeSchema, saveContactSchema } from "@/lib/notices/schema";
import { defineAction } from "@/lib/web";

export const saveContactAction = defineAction({
  name: "notices.saveContact",
  input: saveContactSchema,
  run: saveContact,
});

export const confirmAddressAction = defineAction({
  name: "notices.confirmAddress",
  input: confirmAddressSchema,
  run: confirmAddress,
});

export const requestAddressCodeAction = defineAction({
  name: "notices.requestAddressCode",
  input: requestAddressCodeSchema,
  run: async (actor, input) => {
    await requestAddressCode(actor, input);
    return { sent: true };
  },
});
