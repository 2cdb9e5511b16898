import "server-only";
import { log } from "@/lib/platform/log";
import { recordVerification } from "../commands/record-verification";
import { verifyTrail } from "../queries/verify-trail";

/** What does not agree is said in the log, where alerts listen, and counted in the trail. */
export async function handleVerifyTrail(): Promise<void> {
  const report = await verifyTrail();
  await recordVerification(report);
  if (report.findings.length > 0)
    log.error(
      { findings: report.findings.slice(0, 20), count: report.findings.length },
      "audit trail broken",
    );
}
