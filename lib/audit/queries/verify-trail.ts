import { env } from "@/lib/platform/env";
import { GENESIS, gapsBetween, hashRow, hashSeal, MARK_BYTES, rangesOf, type TrailRow } from "../rules";
import { type Anchor, readAnchors, rowsOfSeals, type Seal, sealsAfter, strayRows } from "../seal-store";
import type { TrailFinding, TrailReport } from "../views";

const SEALS_AT_ONCE = 10;
/** A seal is anchored right after its commit; one that is younger may be on its way. */
const ANCHORING_MS = 2 * 60 * 1000;

const span = (seal: Seal) => ({ batch: seal.batch, first: seal.firstSequence, last: seal.lastSequence });

/**
 * Computes the whole chain again and compares it with the seals, and the seals with their anchors. Names each row and each seal
 * that does not agree. For the operator and the worker; changes nothing.
 */
export async function verifyTrail(now: Date = new Date()): Promise<TrailReport> {
  const anchors = await readAnchors();
  const findings: TrailFinding[] = anchors.flatMap((anchor, index) =>
    anchor ? [] : [{ kind: "anchor-broken", line: index + 1 } as const],
  );
  const anchorOf = new Map<number, Anchor>();
  for (const anchor of anchors) if (anchor && !anchorOf.has(anchor.batch)) anchorOf.set(anchor.batch, anchor);
  const covered: [number, number][] = [];
  const unanchored: Seal[] = [];
  let newest: Seal | undefined;
  let seals = 0;
  let rows = 0;
  for (;;) {
    const group = await sealsAfter(newest?.batch ?? 0, SEALS_AT_ONCE);
    if (group.length === 0) break;
    const found = new Map<number, TrailRow[]>(group.map((seal) => [seal.batch, []]));
    for (const row of await rowsOfSeals(group.map((seal) => seal.batch))) found.get(row.batch)?.push(row);
    for (const seal of group) {
      for (let batch = (newest?.batch ?? 0) + 1; batch < seal.batch; batch += 1)
        findings.push({ kind: "seal-missing", batch, ...rowsOfAnchor(anchorOf.get(batch)) });
      const held = found.get(seal.batch) ?? [];
      findings.push(...checkSeal(seal, held, newest?.batch === seal.batch - 1 ? newest.headHash : undefined));
      const anchor = anchorOf.get(seal.batch);
      if (anchor && anchor.head !== seal.headHash.toString("hex"))
        findings.push({ kind: "anchor-differs", ...span(seal) });
      if (!anchor && now.getTime() - seal.sealedAt.getTime() > ANCHORING_MS) unanchored.push(seal);
      covered.push(...(rangesOf(seal.sequences) ?? []));
      anchorOf.delete(seal.batch);
      newest = seal;
      seals += 1;
      rows += held.length;
    }
  }
  for (const anchor of anchorOf.values())
    if (anchor.batch > (newest?.batch ?? 0))
      findings.push({ kind: "seal-missing", batch: anchor.batch, ...rowsOfAnchor(anchor) });
  if (newest) {
    const stray = await strayRows(gapsBetween(covered));
    findings.push(...stray.map((sequence) => ({ kind: "row-inserted", sequence }) as const));
  }
  if (anchors.length === 0 && unanchored.length > 0)
    findings.push({ kind: "anchor-missing", place: env().GUOPEI_AUDIT_ANCHORS });
  else findings.push(...unanchored.map((seal) => ({ kind: "seal-unanchored", ...span(seal) }) as const));
  const head = newest
    ? { batch: newest.batch, hash: newest.headHash.toString("hex"), sealedAt: newest.sealedAt }
    : null;
  return { seals, rows, head, findings };
}

const rowsOfAnchor = (anchor: Anchor | undefined) => ({ first: anchor?.first ?? 0, last: anchor?.last ?? 0 });

/** The seal by its head and by the seal before; where the head disagrees with the rows, the marks name them. */
function checkSeal(seal: Seal, rows: TrailRow[], previousHead: Buffer | undefined): TrailFinding[] {
  const altered: TrailFinding = { kind: "seal-altered", ...span(seal) };
  const ranges = rangesOf(seal.sequences);
  const expected = (ranges ?? []).reduce((sum, [first, last]) => sum + last - first + 1, 0);
  if (!ranges || expected !== seal.rowCount || seal.marks.length !== expected * MARK_BYTES) return [altered];
  const chained =
    previousHead?.equals(seal.previousHash) ?? (seal.batch > 1 || seal.previousHash.equals(GENESIS));
  const hashes = rows.map((row) => hashRow(row.content));
  const agrees = hashSeal(seal, hashes).equals(seal.headHash);
  const findings = checkRows(ranges, seal.marks, rows, hashes);
  if (agrees) return chained && findings.length === 0 ? [] : [altered];
  return findings.length === 0 || !chained ? [...findings, altered] : findings;
}

function checkRows(
  ranges: [number, number][],
  marks: Buffer,
  rows: TrailRow[],
  hashes: Buffer[],
): TrailFinding[] {
  const findings: TrailFinding[] = [];
  let place = 0;
  let next = 0;
  for (const [first, last] of ranges)
    for (let sequence = first; sequence <= last; sequence += 1, place += 1) {
      if (rows[next]?.sequence !== sequence) {
        findings.push({ kind: "row-missing", sequence });
        continue;
      }
      const mark = marks.subarray(place * MARK_BYTES, (place + 1) * MARK_BYTES);
      if (!hashes[next]?.subarray(0, MARK_BYTES).equals(mark))
        findings.push({ kind: "row-altered", sequence });
      for (next += 1; rows[next]?.sequence === sequence; next += 1)
        findings.push({ kind: "row-inserted", sequence });
    }
  return findings;
}
