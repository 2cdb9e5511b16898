/**
 * One of those who share. A weight is a whole number up to 10^9; one without weight gets its minimum and no more. A fixed share
 * has the same minimum and maximum.
 */
export type Claim = { code: string; weight: number; minimum: number; maximum: number };

export type ApportionRefusal =
  /** The first claim that is no claim: a broken number, its minimum above its maximum, or its code a second time. */
  | { kind: "malformed"; code: string }
  /** All minimums together need more than there is. */
  | { kind: "minimums-above"; sum: number }
  /** All maximums together, those without weight at their minimum, leave something over. */
  | { kind: "maximums-below"; sum: number }
  /** Something is to be shared and nobody has a weight. */
  | { kind: "no-weights" };

/** `shares` by code, in the order of the claims. */
export type Apportioned = { shares: Map<string, number> } | { refusal: ApportionRefusal };

/** With both below, products of a seat number and a weight are exact as JavaScript numbers. */
const MOST_WEIGHT = 1_000_000_000;
const MOST_SEATS = 1_000_000;

/**
 * Shares a whole number by weights. The exact share is the weight times one factor for all, held between minimum and maximum;
 * the factor is the one that gives the exact total. Each gets its exact share rounded down, and what is left goes, one each, to
 * the largest remainders, at equal remainders to the smaller code. The sum is always `total`, no share is further than its
 * rounding from the exact one, and the order of the claims has no say.
 */
export function apportion(total: number, claims: readonly Claim[]): Apportioned {
  const malformed = firstMalformed(claims);
  if (malformed !== null) return { refusal: { kind: "malformed", code: malformed } };
  const minimums = sum(claims.map((claim) => claim.minimum));
  if (minimums > total) return { refusal: { kind: "minimums-above", sum: minimums } };
  const maximums = sum(claims.map((claim) => (claim.weight > 0 ? claim.maximum : claim.minimum)));
  if (maximums < total)
    return {
      refusal: claims.some((claim) => claim.weight > 0)
        ? { kind: "maximums-below", sum: maximums }
        : { kind: "no-weights" },
    };
  return { shares: rounded(total, claims, factorOf(total, minimums, claims)) };
}

function firstMalformed(claims: readonly Claim[]): string | null {
  const codes = new Set<string>();
  const whole = (value: number, most: number) => Number.isInteger(value) && value >= 0 && value <= most;
  for (const { code, weight, minimum, maximum } of claims) {
    const well = whole(weight, MOST_WEIGHT) && whole(minimum, MOST_SEATS) && whole(maximum, MOST_SEATS);
    if (!well || minimum > maximum || codes.has(code)) return code;
    codes.add(code);
  }
  return null;
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** A fraction that is never rounded. */
type Factor = { over: bigint; under: bigint };

/**
 * As the factor grows, a claim first stands at its minimum, moves from minimum / weight on, and stands again from
 * maximum / weight on. The sum grows with it in straight pieces; the piece that reaches the total gives the factor.
 */
function factorOf(total: number, minimums: number, claims: readonly Claim[]): Factor {
  if (minimums === total) return { over: 0n, under: 1n };
  const turns = claims
    .filter((claim) => claim.weight > 0 && claim.minimum < claim.maximum)
    .flatMap(({ weight, minimum, maximum }) => [
      { seats: minimum, weight, moves: true },
      { seats: maximum, weight, moves: false },
    ])
    .sort((a, b) => a.seats * b.weight - b.seats * a.weight);
  let standing = minimums;
  let moving = 0;
  for (const { seats, weight, moves } of turns) {
    const reached = BigInt(moving) * BigInt(seats) >= BigInt(total - standing) * BigInt(weight);
    if (reached && moving > 0) break;
    standing += moves ? -seats : seats;
    moving += moves ? weight : -weight;
  }
  // After the last turn all stand at their maximum, which is the total then.
  return moving > 0
    ? { over: BigInt(total - standing), under: BigInt(moving) }
    : { over: BigInt(MOST_SEATS), under: 1n };
}

function rounded(total: number, claims: readonly Claim[], factor: Factor): Map<string, number> {
  const shares = new Map<string, number>();
  const remainders: { code: string; remainder: bigint }[] = [];
  let left = total;
  for (const { code, weight, minimum, maximum } of claims) {
    const exact = factor.over * BigInt(weight);
    let share = minimum;
    if (exact >= BigInt(maximum) * factor.under && weight > 0) share = maximum;
    else if (exact > BigInt(minimum) * factor.under) {
      share = Number(exact / factor.under);
      remainders.push({ code, remainder: exact % factor.under });
    }
    shares.set(code, share);
    left -= share;
  }
  remainders.sort((a, b) =>
    a.remainder === b.remainder ? (a.code < b.code ? -1 : 1) : a.remainder > b.remainder ? -1 : 1,
  );
  for (const { code } of remainders.slice(0, left)) shares.set(code, (shares.get(code) ?? 0) + 1);
  return shares;
}
