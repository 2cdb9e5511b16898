import { apportion } from "@/lib/kernel/apportion";
import { type Group, percentile, row } from "./measure";

const ACCOUNTS = 8700;
const RUNS = 50;

/** A school's teachers: from a handful to some hundreds, without chance, so that runs compare. */
const weightOf = (index: number) => 3 + ((index * 7919) % 997);

/** Every school of the country at once, each with its bounds; a tenth of them fixed. */
const claims = Array.from({ length: ACCOUNTS }, (_, index) => {
  const fixed = index % 10 === 0 ? 5 : null;
  return {
    code: String(index).padStart(10, "0"),
    weight: weightOf(index),
    minimum: fixed ?? 1,
    maximum: fixed ?? 40 + (index % 20),
  };
});

export const apportioning: Group = {
  name: "apportion",
  run: async () => {
    const times = Array.from({ length: RUNS }, (_, run) => {
      const began = performance.now();
      const result = apportion(100_000 + run, claims);
      if ("refusal" in result) throw new Error(`refused: ${result.refusal.kind}`);
      return performance.now() - began;
    });
    return [
      row("sharing seats over 8,700 accounts, 95th percentile", "ms", percentile(times, 0.95), null, {
        atMost: 100,
      }),
    ];
  },
};
