import type { TrailFinding, TrailReport } from "@/lib/audit/views";
import { requireSecrets, withDatabase } from "./environment";
import { exitWith, Failure } from "./failure";

const MOST_LISTED = 200;

const rowsBetween = (first: number, last: number) =>
  first === last ? `row ${first}` : `rows ${first} to ${last}`;

/** One line for whoever reads the terminal; figures are the numbers of rows in the trail. */
function words(finding: TrailFinding): string {
  switch (finding.kind) {
    case "row-altered":
      return `row ${finding.sequence} was altered after it had been sealed`;
    case "row-missing":
      return `row ${finding.sequence} was sealed and is missing`;
    case "row-inserted":
      return `row ${finding.sequence} was inserted: no seal knows it`;
    case "seal-altered":
      return `seal ${finding.batch} was altered (${rowsBetween(finding.first, finding.last)})`;
    case "seal-missing":
      return `seal ${finding.batch} is missing${finding.last ? ` (${rowsBetween(finding.first, finding.last)})` : ""}`;
    case "seal-unanchored":
      return `seal ${finding.batch} stands nowhere outside the database (${rowsBetween(finding.first, finding.last)})`;
    case "anchor-differs":
      return `seal ${finding.batch} is not the one written down outside the database (${rowsBetween(finding.first, finding.last)})`;
    case "anchor-broken":
      return `line ${finding.line} of the file of anchors is none`;
    case "anchor-missing":
      return `there is no file of anchors at ${finding.place}`;
  }
}

function print(report: TrailReport): void {
  for (const finding of report.findings.slice(0, MOST_LISTED)) console.log(words(finding));
  if (report.findings.length > MOST_LISTED) console.log(`… and ${report.findings.length - MOST_LISTED} more`);
  console.log(`${report.rows} rows under ${report.seals} seals were computed again.`);
  if (report.head)
    console.log(
      `Seal ${report.head.batch} of ${report.head.sealedAt.toISOString()}, to be kept elsewhere: ${report.head.hash}`,
    );
}

try {
  await withDatabase(async () => {
    process.env.APP_ORIGIN ??= "http://localhost:3000";
    requireSecrets();
    const { disconnect } = await import("@/lib/platform/db");
    const { recordVerification, verifyTrail } = await import("@/lib/audit");
    try {
      const report = await verifyTrail();
      await recordVerification(report);
      print(report);
      if (report.findings.length > 0) throw new Failure("trail-broken", { count: report.findings.length });
      console.log("The trail agrees with its seals, and they with the file outside the database.");
    } finally {
      await disconnect();
    }
  });
} catch (error) {
  exitWith(error);
}
