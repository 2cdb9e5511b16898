import { apportion } from "@/lib/kernel/apportion";
import { apportionMatrix } from "@/lib/kernel/apportion-matrix";
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

const MATRIX_RUNS = 10;
const REGIONS = 32;
const SUB_PROJECTS = 24;
const SEATS = 8700;

/** Sums of a whole number over so many lines, no two alike. */
function sums(kind: string, count: number): Map<string, number> {
  const parts = Array.from({ length: count }, (_, at) => 3 + ((at * 7919) % 97));
  const whole = apportion(
    SEATS,
    parts.map((weight, at) => ({
      code: `${kind}${String(at).padStart(2, "0")}`,
      weight,
      minimum: 0,
      maximum: SEATS,
    })),
  );
  if ("refusal" in whole) throw new Error(`refused: ${whole.refusal.kind}`);
  return whole.shares;
}

/** The whole quota table at once, as the fill dialog asks for it. */
function shareTable(): number {
  const targets = { rows: sums("r", REGIONS), columns: sums("c", SUB_PROJECTS) };
  const cells = [...targets.rows.keys()].flatMap((rowCode, r) =>
    [...targets.columns.keys()].map((column, c) => ({
      row: rowCode,
      column,
      weight: 1 + ((r * 37 + c * 101) % 97),
      minimum: 0,
      maximum: 9999,
    })),
  );
  const began = performance.now();
  const result = apportionMatrix(cells, targets);
  if ("refusal" in result) throw new Error(`refused: ${result.refusal.kind}`);
  return performance.now() - began;
}

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
      row(
        "sharing 8,700 seats between both sums of the table, 95th percentile",
        "ms",
        percentile(Array.from({ length: MATRIX_RUNS }, shareTable), 0.95),
        null,
        { atMost: 500 },
      ),
    ];
  },
};
