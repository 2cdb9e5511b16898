import "server-only";
import { headers } from "next/headers";
import { Forbidden } from "@/lib/kernel/problem";
import { env } from "@/lib/platform/env";

/**
 * A write must come from one of our own pages: the Origin is compared with the configured one, never with a header that the
 * sender chooses. Next lets a request without Origin pass; we do not, unless the browser itself says same-origin.
 */
export async function requireOwnOrigin(): Promise<void> {
  const sent = await headers();
  const origin = sent.get("origin");
  const allowed = env().APP_ORIGIN.split(",");
  if (origin ? !allowed.includes(origin) : sent.get("sec-fetch-site") !== "same-origin")
    throw new Forbidden("origin");
}
