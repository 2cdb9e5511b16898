/** Everything with `npm run test:full`. */
export const FULL = process.env.HTTP_MATRIX === "full";

/** In the short run each `step`-th: with a step that is prime every row, column and relation is met somewhere. */
export function inShort<Item>(items: Item[], step: number): Item[] {
  return FULL ? items : items.filter((_item, index) => index % step === 0);
}
