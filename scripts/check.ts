import pg from "pg";
import { checkDatabase } from "@/lib/platform/check";
import { withDatabase, withoutPassword } from "./environment";
import { exitWith, Failure } from "./failure";

try {
  await withDatabase(async ({ address }) => {
    const pool = new pg.Pool({ connectionString: address, max: 2 });
    try {
      const findings = await checkDatabase(pool);
      for (const finding of findings) console.log(`${finding.check}: ${finding.subject} (${finding.detail})`);
      if (findings.length > 0) throw new Failure("findings", { count: findings.length });
      console.log(`The database ${withoutPassword(address)} keeps every invariant.`);
    } finally {
      await pool.end();
    }
  });
} catch (error) {
  exitWith(error);
}
