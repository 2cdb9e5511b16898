"use server";

import { z } from "zod";
import { acceptOffer, joinWaiting, leaveWaiting, registerOpen } from "@/lib/enrolments";
import { acceptOfferSchema, leaveWaitingSchema, registerOpenSchema } from "@/lib/enrolments/schema";
import { defineAction } from "@/lib/web";

const agreed = { agreed: z.literal("yes", "registration.agreement-missing") };

export const register = defineAction({
  name: "enrolments.registerOpen",
  input: registerOpenSchema.extend(agreed),
  run: (actor, { agreed: _, ...input }) => registerOpen(actor, input),
  goTo: ({ enrolmentId }) => `/registration/${enrolmentId}/done`,
});

export const join = defineAction({
  name: "enrolments.joinWaiting",
  input: registerOpenSchema.extend(agreed),
  run: (actor, { agreed: _, ...input }) => joinWaiting(actor, input),
  goTo: ({ entryId }) => `/registration/waiting/${entryId}`,
});

export const accept = defineAction({
  name: "enrolments.acceptOffer",
  input: acceptOfferSchema,
  run: acceptOffer,
  redirectTo: ({ enrolmentId }) => `/registration/${enrolmentId}/done`,
});

export const leave = defineAction({
  name: "enrolments.leaveWaiting",
  input: leaveWaitingSchema,
  run: leaveWaiting,
  redirectTo: ({ entryId }) => `/registration/waiting/${entryId}`,
});
