import { type GridStore, type Place, seatsOf } from "./grid-store";

const MOST_SEATS = 9999;

export type MoveRequest = { from: number; to: number; c: number; seats: number | null };
type MoveRefusal = "same-region" | "seats-missing" | "not-whole" | "too-few" | "too-many" | "issued";
export type MovePlan = {
  cells: (Place & { text: string })[];
  refusal: MoveRefusal | null;
  /** What the two cells hold; null for a text that is no number. */
  before: { from: number | null; to: number | null };
};

/** Takes seats of one region and gives them to another in the same sub-project: the sum of the column cannot change. */
export function planMove(store: GridStore, { from, to, c, seats }: MoveRequest): MovePlan {
  const before = { from: seatsOf(store.text({ r: from, c })), to: seatsOf(store.text({ r: to, c })) };
  const refused = (refusal: MoveRefusal): MovePlan => ({ cells: [], refusal, before });
  if (store.locked({ r: from, c })) return refused("issued");
  if (from === to) return refused("same-region");
  if (before.from === null || before.to === null) return refused("not-whole");
  if (seats === null || seats < 1) return refused("seats-missing");
  if (seats > before.from) return refused("too-few");
  if (before.to + seats > MOST_SEATS) return refused("too-many");
  return {
    cells: [
      { r: from, c, text: String(before.from - seats) },
      { r: to, c, text: String(before.to + seats) },
    ],
    refusal: null,
    before,
  };
}
