import { createHash } from "node:crypto";

/** A row of the trail as one text of all its columns, which PostgreSQL writes the same way each time. */
export type TrailRow = { sequence: number; content: string };

export const MARK_BYTES = 8;

/** What a seal says about itself; its head hash is taken over all of it. */
export type SealFacts = {
  batch: number;
  firstSequence: number;
  lastSequence: number;
  rowCount: number;
  sequences: string;
  sealedAt: Date;
  previousHash: Buffer;
};

export const GENESIS = Buffer.alloc(32);

export function hashRow(content: string): Buffer {
  return createHash("sha256").update(content).digest();
}

/** Each part of fixed length or in JSON, so that no two seals are written as the same bytes. */
export function hashSeal(seal: SealFacts, rowHashes: Buffer[]): Buffer {
  const { batch, firstSequence, lastSequence, rowCount, sequences, sealedAt } = seal;
  const facts = JSON.stringify([
    batch,
    firstSequence,
    lastSequence,
    rowCount,
    sequences,
    sealedAt.toISOString(),
  ]);
  const hash = createHash("sha256").update(seal.previousHash).update(facts);
  for (const rowHash of rowHashes) hash.update(rowHash);
  return hash.digest();
}

/** First and last sequence of each range of an int8multirange as PostgreSQL writes it; null for a text of another shape. */
export function rangesOf(sequences: string): [number, number][] | null {
  if (!/^\{\[-?\d+,-?\d+\)(,\[-?\d+,-?\d+\))*\}$/.test(sequences)) return null;
  return [...sequences.matchAll(/\[(-?\d+),(-?\d+)\)/g)].map((match) => [
    Number(match[1]),
    Number(match[2]) - 1,
  ]);
}

/** The ranges between the given ones, from the lowest number up to the highest sealed one. */
export function gapsBetween(ranges: [number, number][]): [number, number][] {
  const gaps: [number, number][] = [];
  let next = Number.MIN_SAFE_INTEGER;
  for (const [first, last] of [...ranges].sort((one, other) => one[0] - other[0])) {
    if (first > next) gaps.push([next, first - 1]);
    next = Math.max(next, last + 1);
  }
  return gaps;
}
