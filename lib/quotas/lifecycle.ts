import type { CardState, MoveState } from "./schema";

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

export const MOVE_EVENTS = ["confirm", "reject", "withdraw", "approve", "expire"] as const;
export type MoveEvent = (typeof MOVE_EVENTS)[number];

/** The life of a request to move seats between two provinces; what is executed, refused, withdrawn or expired is over. */
export const MOVE_LIFE: Record<MoveState, Partial<Record<MoveEvent, MoveState>>> = {
  proposed: { confirm: "agreed", reject: "refused", withdraw: "withdrawn", expire: "expired" },
  agreed: { approve: "executed", reject: "refused", withdraw: "withdrawn", expire: "expired" },
  executed: {},
  refused: {},
  withdrawn: {},
  expired: {},
};
