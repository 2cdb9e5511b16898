import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { sealTrail, verifyTrail } from "@/lib/audit";
import { transaction } from "@/lib/platform/db";
import { connectProduct, disconnectProduct, newDatabase } from "./database";
import { type Group, row } from "./measure";

const ROWS = 100_000;
const AT_ONCE = 10_000;

/** Rows as registrations leave them, sealed as the worker does it and computed again as the operator does it. */
export const auditTrail: Group = {
  name: "audit",
  run: async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "guopei-bench-"));
    process.env.GUOPEI_AUDIT_ANCHORS = path.join(folder, "anchors.tsv");
    await connectProduct(await newDatabase());
    try {
      for (let made = 0; made < ROWS; made += AT_ONCE)
        await transaction(
          null,
          (
            tx,
          ) => tx.$executeRaw`INSERT INTO audit_events (id, kind, account_id, actor_name, actor_role, organisation_id,
            organisation_name, subject_kind, subject_id, payload, request_id)
          SELECT gen_random_uuid(), 'enrolment.submitted', gen_random_uuid(), '演示教师' || n, 'teacher', gen_random_uuid(),
            '演示第一职业学校', 'enrolment', gen_random_uuid()::text,
            jsonb_build_object('card', '22-43-B301-0047-K', 'year', 2022, 'route', 'code'), gen_random_uuid()::text
          FROM generate_series(1, ${AT_ONCE}::int) n`,
        );
      const began = performance.now();
      const sealed = await sealTrail();
      const sealedAt = performance.now();
      const report = await verifyTrail();
      const seconds = (performance.now() - sealedAt) / 1000;
      if (sealed < ROWS || report.rows !== sealed || report.findings.length > 0) throw new Error("not whole");
      return [
        row("trail of 100,000 rows: seal", "s", (sealedAt - began) / 1000, null, { atMost: 10 }),
        row("trail of 100,000 rows: verify", "s", seconds, null, { atMost: 5 }),
      ];
    } finally {
      await disconnectProduct();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
