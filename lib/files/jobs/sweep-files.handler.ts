import "server-only";
import { sweepFiles } from "../commands/sweep-files";

export async function handleSweepFiles(): Promise<void> {
  await sweepFiles();
}
