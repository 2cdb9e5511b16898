"use server";

import { z } from "zod";
import { switchAppointment } from "@/lib/identity";
import { switchAppointmentSchema } from "@/lib/identity/schema";
import { EMPTY_FORM, type FormState } from "@/lib/kernel/form-state";
import { fail } from "@/lib/kernel/problem";
import { clockState, setBusinessTime } from "@/lib/platform/clock";
import {
  defineAction,
  definePublicAction,
  dropPostedDraft,
  keepPostedDraft,
  requireOwnOrigin,
} from "@/lib/web";

const switchTo = defineAction({
  name: "identity.switchAppointment",
  input: switchAppointmentSchema,
  run: switchAppointment,
  redirectTo: () => "/desk",
});

export async function switchAppointmentAction(form: FormData): Promise<void> {
  await switchTo(EMPTY_FORM as FormState<void>, form);
}

/** Beyond it a date is a slip, or meant to break something. */
const LATEST_DEMONSTRATION = new Date("2100-01-01T00:00:00+08:00");

const moveClock = definePublicAction({
  name: "platform.moveClock",
  input: z.strictObject({
    to: z.coerce.date().max(LATEST_DEMONSTRATION),
    next: z.string().max(300).optional(),
  }),
  run: async (_visitor, { to }) => {
    const { demonstration, now } = await clockState();
    if (!demonstration) fail("common.not-a-demonstration");
    if (to < now) fail("common.clock-behind");
    await setBusinessTime(to);
  },
});

/** Moves a demonstration's business clock forward; the database refuses everywhere else. */
export async function moveClockAction(form: FormData): Promise<void> {
  await moveClock(EMPTY_FORM as FormState<void>, form);
}

/** Typed as the button wants it; what it answers becomes the answer of the form in which the button stands. */
export async function keepDraftAction(form: FormData): Promise<void> {
  await requireOwnOrigin();
  return (await keepPostedDraft(form)) as unknown as undefined;
}

export async function dropDraftAction(form: FormData): Promise<void> {
  await requireOwnOrigin();
  await dropPostedDraft(form);
}
