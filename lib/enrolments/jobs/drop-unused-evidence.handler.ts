import "server-only";
import { dropUnusedEvidence } from "../commands/drop-unused-evidence";

export async function handleDropUnusedEvidence(): Promise<void> {
  await dropUnusedEvidence();
}
