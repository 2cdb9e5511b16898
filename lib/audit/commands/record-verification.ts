import { transaction } from "@/lib/platform/db";
import { trailVerified } from "../audit";
import type { TrailReport } from "../views";
import { recordAudit, SYSTEM } from "./record-audit";

/** Writes into the trail that it was verified, and what came out. */
export function recordVerification(report: TrailReport): Promise<void> {
  return transaction(null, (tx) =>
    recordAudit(
      tx,
      SYSTEM,
      trailVerified({ seals: report.seals, rows: report.rows, findings: report.findings.length }),
    ),
  );
}
