import "server-only";
import { refreshOverviews } from "../commands/refresh-overview";

export async function handleRefreshOverviews(): Promise<void> {
  await refreshOverviews();
}
