import { transaction } from "@/lib/platform/db";
import type { RecheckedRecords } from "../schema";
import { holdRecords, keepProblems, loadRecords } from "../store";

const RECORDS_A_TRANSACTION = 500;
const BEFORE_ALL = "00000000-0000-0000-0000-000000000000";

/**
 * Counts again what every record lacks, after majors or the rules of a year have changed under the records, and writes only the
 * counts that no longer agree. No field changes, so versions and sources stay. For the installation, which nobody acts for; doing
 * it again changes nothing. Lock order: teachers by id, a batch in a transaction, so that nobody waits for the whole country.
 */
export async function recheckRecords(): Promise<RecheckedRecords> {
  const rechecked = { records: 0, corrected: 0 };
  let last: string | undefined = BEFORE_ALL;
  while (last !== undefined) {
    const after: string = last;
    const batch = await transaction(null, async (tx) => {
      const ids = await holdRecords(tx, after, RECORDS_A_TRANSACTION);
      return { ids, corrected: await keepProblems(tx, await loadRecords(tx, ids)) };
    });
    rechecked.records += batch.ids.length;
    rechecked.corrected += batch.corrected;
    last = batch.ids.at(-1);
  }
  return rechecked;
}
