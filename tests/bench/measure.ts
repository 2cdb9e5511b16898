export type Row = {
  name: string;
  value: number;
  unit: string;
  /** The same thing without our part, in the same run. */
  baseline: number | null;
  ratio: number | null;
  goal: string;
  ok: boolean;
};

export type Group = { name: string; run: () => Promise<Row[]> };

/** How many of `items` a second, `width` at a time; the first failure ends it. */
export async function rate<Item>(
  items: readonly Item[],
  width: number,
  run: (item: Item, index: number) => Promise<unknown>,
): Promise<number> {
  const began = performance.now();
  let next = 0;
  await Promise.all(
    Array.from({ length: width }, async () => {
      while (next < items.length) {
        const index = next;
        next += 1;
        await run(items[index] as Item, index);
      }
    }),
  );
  return items.length / ((performance.now() - began) / 1000);
}

export function median(values: number[]): number {
  return percentile(values, 0.5);
}

export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

type Goal = { ratio?: number; atLeast?: number; atMost?: number };

/** Goals are on the ratio to the baseline, on the value itself, or both. */
export function row(name: string, unit: string, value: number, baseline: number | null, goal: Goal): Row {
  const ratio = baseline === null ? null : value / baseline;
  const words = [
    ...(goal.ratio === undefined ? [] : [`ratio ≥ ${goal.ratio}`]),
    ...(goal.atLeast === undefined ? [] : [`≥ ${goal.atLeast} ${unit}`]),
    ...(goal.atMost === undefined ? [] : [`≤ ${goal.atMost} ${unit}`]),
  ];
  const ok =
    (goal.ratio === undefined || (ratio ?? 0) >= goal.ratio) &&
    (goal.atLeast === undefined || value >= goal.atLeast) &&
    (goal.atMost === undefined || value <= goal.atMost);
  return { name, value, unit, baseline, ratio, goal: words.join(", "), ok };
}
