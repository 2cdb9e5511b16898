"use server";

import { z } from "zod";
import { fail } from "@/lib/kernel/problem";
import { bindCard, handBackSeats, recallCards, unbindCard } from "@/lib/quotas";
import {
  bindCardSchema,
  handBackSeatsSchema,
  recallCardsSchema,
  unbindCardSchema,
} from "@/lib/quotas/schema";
import { defineAction } from "@/lib/web";

const year = z.coerce.number().int();

export const bindAction = defineAction({
  name: "quotas.bindCard",
  input: z.strictObject({ ...bindCardSchema.shape, year }),
  run: (actor, { year: _, ...input }) => bindCard(actor, input),
  redirectTo: ({ cardId }, input) => `/programmes/${input.year}/cards/${cardId}`,
});

export const unbindAction = defineAction({
  name: "quotas.unbindCard",
  input: z.strictObject({ ...unbindCardSchema.shape, year }),
  run: (actor, { year: _, ...input }) => unbindCard(actor, input),
  redirectTo: ({ cardId }, input) => `/programmes/${input.year}/cards/${cardId}`,
});

export const recallAction = defineAction({
  name: "quotas.recallCards",
  input: z.strictObject({
    ...recallCardsSchema.shape,
    cardIds: recallCardsSchema.shape.cardIds.optional(),
    year,
  }),
  run: (actor, { year: _, cardIds = [], ...input }) =>
    cardIds.length > 0 ? recallCards(actor, { ...input, cardIds }) : fail("quotas.nothing-chosen"),
  redirectTo: (result, input) =>
    `/programmes/${input.year}/cards?subProjectId=${input.subProjectId}&recalled=${result.cards}`,
});

export const handBackHeldAction = defineAction({
  name: "quotas.handBackSeats",
  input: z.strictObject({ ...handBackSeatsSchema.shape, year }),
  run: (actor, { year: _, ...input }) => handBackSeats(actor, input),
  redirectTo: (result, input) => `/programmes/${input.year}/cards?back=${result.seats}`,
});
