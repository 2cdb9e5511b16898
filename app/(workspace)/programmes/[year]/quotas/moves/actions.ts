"use server";

import { z } from "zod";
import {
  approveSeatMove,
  confirmSeatMove,
  rejectSeatMove,
  submitSeatMove,
  withdrawSeatMove,
} from "@/lib/quotas";
import {
  answerSeatMoveSchema,
  approveSeatMoveSchema,
  submitSeatMoveSchema,
  withdrawSeatMoveSchema,
} from "@/lib/quotas/schema";
import { defineAction } from "@/lib/web";

const year = z.coerce.number().int();
const back = (done: string, at: number) => `/programmes/${at}/quotas/moves?done=${done}`;

export const submitMoveAction = defineAction({
  name: "quotas.submitSeatMove",
  input: z.strictObject({ ...submitSeatMoveSchema.shape, year }),
  run: (actor, { year: _, ...input }) => submitSeatMove(actor, input),
  redirectTo: (_, input) => back("submitted", input.year),
});

export const confirmMoveAction = defineAction({
  name: "quotas.confirmSeatMove",
  input: z.strictObject({ ...answerSeatMoveSchema.shape, year }),
  run: (actor, { year: _, ...input }) => confirmSeatMove(actor, input),
  redirectTo: (_, input) => back("confirmed", input.year),
});

export const rejectMoveAction = defineAction({
  name: "quotas.rejectSeatMove",
  input: z.strictObject({ ...answerSeatMoveSchema.shape, year }),
  run: (actor, { year: _, ...input }) => rejectSeatMove(actor, input),
  redirectTo: (_, input) => back("rejected", input.year),
});

export const withdrawMoveAction = defineAction({
  name: "quotas.withdrawSeatMove",
  input: z.strictObject({ ...withdrawSeatMoveSchema.shape, year }),
  run: (actor, { year: _, ...input }) => withdrawSeatMove(actor, input),
  redirectTo: (_, input) => back("withdrawn", input.year),
});

export const approveMoveAction = defineAction({
  name: "quotas.approveSeatMove",
  input: z.strictObject({ ...approveSeatMoveSchema.shape, year }),
  run: (actor, { year: _, ...input }) => approveSeatMove(actor, input),
  redirectTo: (_, input) => back("approved", input.year),
});
