import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sealTrail, verifyTrail } from "@/lib/audit";
import type { TrailFinding } from "@/lib/audit/views";
import { transaction } from "@/lib/platform/db";
import { Connections } from "../../../lib/platform/connections";
import { connectTo, withWorld } from "../../support/world";

const open = withWorld();
const folder = mkdtempSync(path.join(tmpdir(), "guopei-seals-"));
const anchors = path.join(folder, "anchors.tsv");
process.env.GUOPEI_AUDIT_ANCHORS = anchors;
const BATCH = 25;
const later = () => new Date(Date.now() + 600_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function rowsOf<Row>(sql: string): Promise<Row[]> {
  return (await open().database.pool.query(sql)).rows as Row[];
}

const record = (
  kind: string,
) => `INSERT INTO audit_events (id, kind, actor_name, actor_role, organisation_name, subject_kind,
  subject_id, payload) VALUES (gen_random_uuid(), '${kind}', 'system', 'system', 'system', 'test', '1', '{}')`;

describe("sealing", () => {
  it("seals every row once, chained, and a second time nothing", async () => {
    const [before] = await rowsOf<{ rows: number }>("SELECT count(*)::int AS rows FROM audit_events");
    expect(before?.rows).toBeGreaterThan(4 * BATCH);
    expect(await sealTrail(BATCH)).toBe(before?.rows);
    expect(await sealTrail(BATCH)).toBe(0);
    const report = await verifyTrail(later());
    expect(report.findings).toEqual([]);
    expect(report.rows).toBe(before?.rows);
    expect(report.seals).toBe(Math.ceil((before?.rows ?? 0) / BATCH));
    expect(readFileSync(anchors, "utf8").trim().split("\n")).toHaveLength(report.seals);
  });

  it("takes a row that commits late with a lower sequence, by the next batch", async () => {
    const client = await open().database.pool.connect();
    try {
      await client.query("BEGIN");
      await client.query(record("late.committed"));
      for (let round = 0; round < 3; round += 1) {
        await open().database.pool.query(record("early.committed"));
        expect(await sealTrail(BATCH)).toBe(1);
      }
      await client.query("COMMIT");
    } finally {
      client.release();
    }
    await open().database.pool.query(record("after.committed"));
    expect(await sealTrail(BATCH)).toBe(2);
    expect(await sealTrail(BATCH)).toBe(0);
    expect((await verifyTrail(later())).findings).toEqual([]);
    const [newest] = await rowsOf<{ sequences: string; first: string; last: string }>(
      `SELECT sequences::text, first_sequence AS first, last_sequence AS last FROM audit_seals ORDER BY batch DESC LIMIT 1`,
    );
    expect(Number(newest?.last) - Number(newest?.first)).toBe(4);
    expect(newest?.sequences.match(/\[/g)).toHaveLength(2);
  });

  it("is harmless when several seal at once", async () => {
    for (let round = 0; round < 5; round += 1) {
      await open().database.pool.query(Array.from({ length: 60 }, () => record("crowd.recorded")).join(";"));
      const sealed = await Promise.all(Array.from({ length: 4 }, () => sealTrail(BATCH)));
      await sealTrail(BATCH);
      expect(sealed.reduce((sum, rows) => sum + rows, 0)).toBeLessThanOrEqual(60);
    }
    const report = await verifyTrail(later());
    expect(report.findings).toEqual([]);
    const [all] = await rowsOf<{ rows: number }>("SELECT count(*)::int AS rows FROM audit_events");
    expect(report.rows).toBe(all?.rows);
  });

  it("writes down again what a stop between commit and file left out", async () => {
    // Several that sealed at once may each have written the same line.
    const lines = () => [
      ...new Set(
        readFileSync(anchors, "utf8")
          .split("\n")
          .filter((line) => line !== ""),
      ),
    ];
    const whole = lines();
    writeFileSync(anchors, whole.slice(0, -2).join("\n").concat("\n"));
    await sealTrail(BATCH);
    expect(lines()).toEqual(whole);
  });

  it("refuses to change or remove a seal", async () => {
    for (const sql of [
      "UPDATE audit_seals SET batch = batch",
      "DELETE FROM audit_seals",
      "TRUNCATE audit_seals",
    ])
      await expect(open().database.pool.query(sql)).rejects.toMatchObject({ code: "GP900" });
  });
});

/** The row that each tampering touches: the third one of the second seal. */
const VICTIM = "(SELECT lower(sequences) + 2 FROM audit_seals WHERE batch = 2)";
const ROW = `sequence = ${VICTIM}`;
const altered: TrailFinding["kind"][] = ["row-altered"];
const forge = (set: string) => ({
  sql: `UPDATE audit_seals SET ${set} WHERE batch = 2`,
  kinds: ["seal-altered"],
  seal: 2,
});
const COPY = `id, sequence, recorded_at, business_at, kind, account_id, actor_name, actor_role, organisation_id, organisation_name,
  subject_kind, subject_id, payload, request_id`;
const copyAs = (
  sequence: string,
) => `INSERT INTO audit_events (${COPY}) SELECT gen_random_uuid(), ${sequence},
  recorded_at - interval '1 day', business_at, kind, account_id, actor_name, actor_role, organisation_id, organisation_name, subject_kind,
  subject_id, payload, request_id FROM audit_events WHERE ${ROW}`;

/** What is written over each column of one row. */
const EDITS: Record<string, string> = {
  id: "gen_random_uuid()",
  recorded_at: "recorded_at + interval '1 millisecond'",
  business_at: "business_at - interval '1 day'",
  kind: "'quota.read'",
  account_id: "gen_random_uuid()",
  actor_name: "actor_name || ' '",
  actor_role: "'auditor'",
  organisation_id: "gen_random_uuid()",
  organisation_name: "'x'",
  subject_kind: "'x'",
  subject_id: "'x'",
  payload: `payload || '{"seats": 1}'`,
  request_id: "'x'",
  on_behalf_of: "'x', delegation_id = gen_random_uuid()",
  delegation_id: "gen_random_uuid(), on_behalf_of = 'y'",
};

type Tampering = {
  sql?: string;
  file?: (text: string) => string | null;
  kinds: string[];
  /** The row that must be named; the victim itself unless the tampering is of a seal. */
  row?: string;
  seal?: number;
};

const TAMPERINGS: Record<string, Tampering> = {
  ...Object.fromEntries(
    Object.entries(EDITS).map(([column, value]) => [
      `edited ${column}`,
      { sql: `UPDATE audit_events SET ${column} = ${value} WHERE ${ROW}`, kinds: altered },
    ]),
  ),
  "edited sequence": {
    sql: `UPDATE audit_events SET sequence = 1000000 WHERE ${ROW}`,
    kinds: ["row-missing"],
  },
  "deleted row": { sql: `DELETE FROM audit_events WHERE ${ROW}`, kinds: ["row-missing"] },
  "inserted row": { sql: copyAs("0"), kinds: ["row-inserted"], row: "SELECT 0 AS sequence" },
  "inserted twin": {
    sql: `DROP INDEX audit_events_sequence_key; ${copyAs("sequence")}`,
    kinds: ["row-inserted"],
  },
  "swapped rows": {
    sql: `UPDATE audit_events SET sequence = -1 WHERE ${ROW};
      UPDATE audit_events SET sequence = sequence - 1 WHERE sequence = ${VICTIM} + 1;
      UPDATE audit_events SET sequence = ${VICTIM} + 1 WHERE sequence = -1`,
    kinds: ["row-altered", "row-altered"],
    row: `SELECT ${VICTIM} AS sequence UNION ALL SELECT ${VICTIM} + 1`,
  },
  "reordered rows": {
    sql: `DROP INDEX audit_events_sequence_key;
      UPDATE audit_events SET sequence = CASE sequence WHEN ${VICTIM} + 2 THEN ${VICTIM} ELSE sequence + 1 END
      WHERE sequence BETWEEN ${VICTIM} AND ${VICTIM} + 2`,
    kinds: ["row-altered", "row-altered", "row-altered"],
    row: `SELECT generate_series(${VICTIM}, ${VICTIM} + 2) AS sequence`,
  },
  "truncated rows": {
    sql: `DELETE FROM audit_events WHERE sequence > (SELECT max(last_sequence) - 2 FROM audit_seals)`,
    kinds: ["row-missing", "row-missing"],
    row: "SELECT generate_series(max(last_sequence) - 1, max(last_sequence)) AS sequence FROM audit_seals",
  },
  "truncated rows with their seal": {
    sql: `DELETE FROM audit_events WHERE sequence >= (SELECT first_sequence FROM audit_seals ORDER BY batch DESC LIMIT 1);
      DELETE FROM audit_seals WHERE batch = (SELECT max(batch) FROM audit_seals)`,
    kinds: ["seal-missing"],
    seal: -1,
  },
  "removed seal": { sql: "DELETE FROM audit_seals WHERE batch = 2", kinds: ["seal-missing"], seal: 2 },
  "forged mark": forge("marks = overlay(marks placing '\\x00' FROM 1)"),
  "forged head": forge("head_hash = sha256('x')"),
  "forged predecessor": forge("previous_hash = sha256('x')"),
  "forged time": forge("sealed_at = sealed_at + interval '1 second'"),
  "forged span": forge("first_sequence = first_sequence - 1"),
  "forged sequences": forge(
    "sequences = sequences - int8multirange(int8range(first_sequence, first_sequence + 1))",
  ),
  "forged anchor": {
    file: (text) => text.replace(/^2\t(.*)\t.{8}/m, "2\t$1\t00000000"),
    kinds: ["anchor-differs"],
    seal: 2,
  },
  "removed anchor": { file: (text) => text.replace(/^2\t.*\n/m, ""), kinds: ["seal-unanchored"], seal: 2 },
  "garbled anchor": {
    file: (text) => text.replace(/^2\t.*\n/m, "?\n"),
    kinds: ["anchor-broken", "seal-unanchored"],
    seal: 2,
  },
  "removed anchors": { file: () => null, kinds: ["anchor-missing"] },
};

describe("verifying", () => {
  let single: Connections;
  let whole = "";

  beforeAll(async () => {
    await sealTrail(BATCH);
    whole = readFileSync(anchors, "utf8");
    single = new Connections({ connectionString: open().database.url, max: 1 });
    await connectTo(open().database, single);
  });

  it("knows every column of a row", async () => {
    const columns = await rowsOf<{ name: string }>(
      "SELECT column_name AS name FROM information_schema.columns WHERE table_name = 'audit_events'",
    );
    expect(columns.map(({ name }) => name).sort()).toEqual([...Object.keys(EDITS), "sequence"].sort());
  });

  it.each(Object.entries(TAMPERINGS))("finds: %s", async (_name, { sql, file, kinds, row, seal }) => {
    await single.query("BEGIN; SET LOCAL session_replication_role = replica");
    try {
      const named = (await single.query(row ?? `SELECT ${VICTIM} AS sequence`)).rows.map((one) =>
        Number(one.sequence),
      );
      const seals = (await single.query("SELECT max(batch) AS n FROM audit_seals")).rows[0].n as number;
      if (sql) await single.query(sql);
      if (file) {
        const text = file(whole);
        if (text === null) rmSync(anchors);
        else writeFileSync(anchors, text);
      }
      const { findings } = await verifyTrail(later());
      const wanted = findings.filter((finding) => kinds.includes(finding.kind));
      expect(findings.map((finding) => finding.kind)).toEqual(expect.arrayContaining(kinds));
      if (seal !== undefined)
        expect(wanted).toContainEqual(expect.objectContaining({ batch: seal < 0 ? seals : seal }));
      else if (kinds[0]?.startsWith("row-"))
        expect(wanted.map((finding) => ("sequence" in finding ? finding.sequence : null))).toEqual(named);
    } finally {
      await single.query("ROLLBACK");
      writeFileSync(anchors, whole);
    }
  });

  it("finds nothing once all of them are undone", async () => {
    expect(Object.keys(TAMPERINGS).length).toBeGreaterThanOrEqual(20);
    expect((await verifyTrail(later())).findings).toEqual([]);
  });

  it("finds a chain that was computed anew after an edit, by the anchors alone", async () => {
    await transaction(null, async (tx) => {
      await tx.$executeRaw`SET LOCAL session_replication_role = replica`;
      await tx.$queryRawUnsafe(`UPDATE audit_events SET actor_name = 'somebody else' WHERE ${ROW}`);
      await tx.$executeRaw`DELETE FROM audit_seals`;
    });
    await sealTrail(BATCH);
    const { findings } = await verifyTrail(later());
    expect(findings).toContainEqual(expect.objectContaining({ kind: "anchor-differs", batch: 2 }));
    rmSync(anchors);
    expect((await verifyTrail()).findings).toEqual([]);
  });
});
