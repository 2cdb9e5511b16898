import { type Actor, authorise } from "@/lib/access";
import { db } from "@/lib/platform/db";
import type { WindowKey } from "../schema";
import type { Extension } from "../views";

const MOST = 200;

/** What one window of a year was extended by for single bodies, the latest grant first; 200 at most. */
export async function listExtensions(
  actor: Actor,
  params: { year: number; key: WindowKey },
): Promise<Extension[]> {
  authorise(actor, "window.extend");
  const rows = await db().windowExtension.findMany({
    where: params,
    orderBy: [{ grantedAt: "desc" }, { id: "desc" }],
    take: MOST,
    select: {
      id: true,
      closesAt: true,
      reason: true,
      grantedBy: true,
      grantedAt: true,
      organisation: { select: { kind: true, code: true, name: true, nameEn: true } },
    },
  });
  return rows.map((row) => ({ ...row, key: params.key }));
}
