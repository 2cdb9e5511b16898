import type { CardState } from "./schema";

export const CARD_EVENTS = ["bind", "unbind", "use", "release", "recall", "lapse"] as const;
export type CardEvent = (typeof CARD_EVENTS)[number];

/** What may happen to a card; an event that is not here is refused. Recalled and lapsed are final. */
export const CARD_LIFE: Record<CardState, Partial<Record<CardEvent, CardState>>> = {
  issued: { bind: "bound", use: "used", recall: "recalled", lapse: "lapsed" },
  bound: { unbind: "issued", use: "used", recall: "recalled", lapse: "lapsed" },
  used: { use: "used", release: "issued" },
  recalled: {},
  lapsed: {},
};
