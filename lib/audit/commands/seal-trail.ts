import { transaction } from "@/lib/platform/db";
import { GENESIS, hashRow, hashSeal, MARK_BYTES, type TrailRow } from "../rules";
import {
  appendAnchors,
  describeBatch,
  insertSeal,
  lockSealing,
  newestSeal,
  readAnchors,
  type Seal,
  sealsAfter,
  unsealedRows,
} from "../seal-store";

const BATCH_ROWS = 2_000;
const ANCHORS_AT_ONCE = 500;

/** Puts everything that waits under seals and writes their heads down outside the database. Returns how many rows it sealed. */
export async function sealTrail(batchRows: number = BATCH_ROWS): Promise<number> {
  let rows = 0;
  for (let sealed = await sealBatch(batchRows); sealed > 0; sealed = await sealBatch(batchRows))
    rows += sealed;
  await anchorSeals();
  return rows;
}

/** Of two that seal at once, one does the work and the other finds nothing to do. */
function sealBatch(batchRows: number): Promise<number> {
  return transaction(null, async (tx) => {
    if (!(await lockSealing(tx))) return 0;
    const rows = await unsealedRows(tx, batchRows);
    const [first] = rows;
    const last = rows.at(-1);
    if (!first || !last) return 0;
    const before = await newestSeal(tx);
    const batch = await describeBatch(
      tx,
      rows.map((row) => row.sequence),
    );
    await insertSeal(
      tx,
      seal({ ...batch, batch: (before?.batch ?? 0) + 1 }, before?.headHash ?? GENESIS, rows),
    );
    return rows.length;
  });
}

function seal(
  described: { batch: number; sealedAt: Date; sequences: string },
  previousHash: Buffer,
  rows: TrailRow[],
): Seal {
  const hashes = rows.map((row) => hashRow(row.content));
  const facts = {
    ...described,
    firstSequence: rows[0]?.sequence ?? 0,
    lastSequence: rows.at(-1)?.sequence ?? 0,
    rowCount: rows.length,
    previousHash,
  };
  const marks = Buffer.concat(hashes.map((hash) => hash.subarray(0, MARK_BYTES)));
  return { ...facts, marks, headHash: hashSeal(facts, hashes) };
}

/** After the commit, and again for what a stop in between left out: every machine that seals keeps a whole file. */
async function anchorSeals(): Promise<void> {
  let anchored = Math.max(0, ...(await readAnchors()).map((anchor) => anchor?.batch ?? 0));
  for (;;) {
    const seals = await sealsAfter(anchored, ANCHORS_AT_ONCE);
    const last = seals.at(-1);
    if (!last) return;
    await appendAnchors(seals);
    anchored = last.batch;
  }
}
