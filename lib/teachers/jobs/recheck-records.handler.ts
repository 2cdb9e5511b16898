import "server-only";
import { recheckRecords } from "../commands/recheck-records";

/** Makes up for a recount that was cut short, and for records that were being written while the rules changed. */
export async function handleRecordRulesChanged(): Promise<void> {
  await recheckRecords();
}
