import { appendFile, mkdir, readFile } from "node:fs/promises";
import path from "node:path";
import { db, Prisma, read, type Tx } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import type { SealFacts, TrailRow } from "./rules";

export type Seal = SealFacts & { marks: Buffer; headHash: Buffer };

/** One line of the file outside the database: the head that a seal had when it was made. */
export type Anchor = { batch: number; first: number; last: number; head: string };

/**
 * All columns of a row as one text, instants as milliseconds: neither the session's time zone nor its formats take part. Says
 * nothing about a column that it does not name; a test compares it with the table.
 */
const CONTENT = Prisma.sql`json_build_array(e.sequence, e.id, (extract(epoch FROM e.recorded_at) * 1000)::bigint,
  (extract(epoch FROM e.business_at) * 1000)::bigint, e.kind, e.account_id, e.actor_name, e.actor_role, e.organisation_id,
  e.organisation_name, e.subject_kind, e.subject_id, e.payload::text, e.request_id,
  e.on_behalf_of, e.delegation_id)::text AS content`;

const SEAL = Prisma.sql`batch, first_sequence AS "firstSequence", last_sequence AS "lastSequence", row_count AS "rowCount",
  sequences::text AS sequences, marks, previous_hash AS "previousHash", head_hash AS "headHash", sealed_at AS "sealedAt"`;

/** False while somebody else seals; held until the transaction ends. */
export async function lockSealing(tx: Tx): Promise<boolean> {
  const [row] = await tx.$queryRaw<
    { locked: boolean }[]
  >`SELECT pg_try_advisory_xact_lock(7010, 0) AS locked`;
  return row?.locked ?? false;
}

export async function newestSeal(tx: Tx): Promise<Pick<Seal, "batch" | "headHash" | "sealedAt"> | undefined> {
  const [seal] = await tx.$queryRaw<Seal[]>`SELECT ${SEAL} FROM audit_seals ORDER BY batch DESC LIMIT 1`;
  return seal;
}

/**
 * Rows under no seal, in order. A transaction may commit after rows with higher sequences were sealed, so the gaps that the seals
 * of the last quarter of an hour left are looked at again: no transaction of ours lives that long. A row in a gap that says it is
 * older than that was not written by us and stays unsealed, for the verification to name.
 */
export function unsealedRows(tx: Tx, limit: number): Promise<TrailRow[]> {
  return tx.$queryRaw<TrailRow[]>`
    WITH newest AS (SELECT sealed_at FROM audit_seals ORDER BY batch DESC LIMIT 1),
    recent AS (
      SELECT CASE WHEN min(s.batch) = 1 THEN 0 ELSE min(s.first_sequence) END AS low, max(n.sealed_at) AS sealed_at
      FROM audit_seals s, newest n WHERE s.sealed_at >= n.sealed_at - interval '15 minutes'
    ), held AS (
      SELECT COALESCE((SELECT max(last_sequence) FROM audit_seals), -9223372036854775808) AS top, (
        SELECT range_agg(s.sequences) FROM audit_seals s WHERE s.last_sequence >= r.low) AS covered, r.low, r.sealed_at
      FROM recent r
    )
    SELECT sequence, content FROM (
      (SELECT e.sequence, e.content FROM held h
       CROSS JOIN LATERAL unnest(int8multirange(int8range(h.low, h.top, '[]')) - h.covered) gap
       CROSS JOIN LATERAL (SELECT e.sequence, ${CONTENT} FROM audit_events e WHERE e.sequence >= lower(gap) AND e.sequence < upper(gap)
         AND e.recorded_at >= h.sealed_at - interval '15 minutes' ORDER BY e.sequence LIMIT ${limit}) e
       WHERE h.low IS NOT NULL ORDER BY e.sequence LIMIT ${limit})
      UNION ALL
      (SELECT e.sequence, ${CONTENT} FROM audit_events e WHERE e.sequence > (SELECT top FROM held) ORDER BY e.sequence LIMIT ${limit})
    ) waiting ORDER BY sequence LIMIT ${limit}`;
}

/** The database's clock in whole milliseconds, and the sequences as it writes them: both are hashed, then stored. */
export async function describeBatch(
  tx: Tx,
  sequences: number[],
): Promise<{ sealedAt: Date; sequences: string }> {
  const [row] = await tx.$queryRaw<{ sealedAt: Date; sequences: string }[]>`
    SELECT date_trunc('milliseconds', clock_timestamp()) AS "sealedAt",
      (SELECT range_agg(int8range(n, n, '[]')) FROM unnest(${sequences}::bigint[]) n)::text AS sequences`;
  if (!row) throw new Error("no answer");
  return row;
}

export async function insertSeal(tx: Tx, seal: Seal): Promise<void> {
  await tx.$executeRaw`INSERT INTO audit_seals (batch, first_sequence, last_sequence, row_count, sequences, marks, previous_hash,
      head_hash, sealed_at)
    VALUES (${seal.batch}, ${seal.firstSequence}, ${seal.lastSequence}, ${seal.rowCount}, ${seal.sequences}::int8multirange,
      ${seal.marks}, ${seal.previousHash}, ${seal.headHash}, ${seal.sealedAt})`;
}

export function sealsAfter(batch: number, limit: number): Promise<Seal[]> {
  return read<Seal>(
    null,
    Prisma.sql`SELECT ${SEAL} FROM audit_seals WHERE batch > ${batch} ORDER BY batch LIMIT ${limit}`,
  );
}

export async function countSealed(): Promise<{ sealedAt: Date | null; rows: number }> {
  const [row] = await read<{ sealedAt: Date | null; rows: number }>(
    null,
    Prisma.sql`SELECT max(sealed_at) AS "sealedAt", COALESCE(sum(row_count), 0)::bigint AS rows FROM audit_seals`,
  );
  return row ?? { sealedAt: null, rows: 0 };
}

/** The rows that some seals speak of, by seal and sequence. */
export function rowsOfSeals(batches: number[]): Promise<(TrailRow & { batch: number })[]> {
  return read<TrailRow & { batch: number }>(
    null,
    Prisma.sql`
    SELECT s.batch, e.sequence, e.content FROM audit_seals s CROSS JOIN LATERAL unnest(s.sequences) held
    CROSS JOIN LATERAL (SELECT e.sequence, ${CONTENT} FROM audit_events e
      WHERE e.sequence >= lower(held) AND e.sequence < upper(held) ORDER BY e.sequence LIMIT 1000000) e
    WHERE s.batch = ANY(${batches}::int[]) ORDER BY s.batch, e.sequence`,
  );
}

/** Rows that no seal will ever hold: in these gaps, and older than any transaction that the newest seal could have missed. */
export async function strayRows(gaps: [number, number][]): Promise<number[]> {
  const rows = await read<{ sequence: number }>(
    null,
    Prisma.sql`
    SELECT e.sequence FROM unnest(${gaps.map(([first]) => first)}::bigint[], ${gaps.map(([, last]) => last)}::bigint[]) gap(low, high)
    JOIN audit_events e ON e.sequence BETWEEN gap.low AND gap.high
    WHERE e.recorded_at < (SELECT max(sealed_at) FROM audit_seals) - interval '15 minutes' ORDER BY e.sequence`,
  );
  return rows.map((row) => row.sequence);
}

/** The last verification that the trail remembers. */
export async function lastVerification(): Promise<{ at: Date; findings: number } | null> {
  const found = await db().auditEvent.findFirst({
    where: { kind: "trail.verified" },
    orderBy: { sequence: "desc" },
    select: { recordedAt: true, payload: true },
  });
  return found
    ? { at: found.recordedAt, findings: Number((found.payload as Record<string, unknown>).findings) }
    : null;
}

/** The anchors in the order of the file; a line that is none stands as null. */
export async function readAnchors(): Promise<(Anchor | null)[]> {
  try {
    const text = await readFile(env().GUOPEI_AUDIT_ANCHORS, "utf8");
    return text.split("\n").slice(0, -1).map(parseAnchor);
  } catch (error) {
    if ((error as { code?: string }).code === "ENOENT") return [];
    throw error;
  }
}

function parseAnchor(line: string): Anchor | null {
  const [batch, first, last, head] = line.split("\t");
  if (!/^\d+\t-?\d+\t-?\d+\t[0-9a-f]{64}$/.test(line) || !head) return null;
  return { batch: Number(batch), first: Number(first), last: Number(last), head };
}

export async function appendAnchors(seals: Seal[]): Promise<void> {
  const file = env().GUOPEI_AUDIT_ANCHORS;
  const lines = seals.map((seal) =>
    [seal.batch, seal.firstSequence, seal.lastSequence, seal.headHash.toString("hex")].join("\t"),
  );
  await mkdir(path.dirname(file), { recursive: true });
  await appendFile(file, lines.map((line) => `${line}\n`).join(""), { mode: 0o600 });
}
