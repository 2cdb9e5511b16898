import { type Actor, authorise } from "@/lib/access";
import { db } from "@/lib/platform/db";
import { EXTENSION_BODIES } from "../rules";
import type { WindowKey } from "../schema";

const MOST = 100;

/** The bodies that a list can hold, for whom a window may be extended; schools are too many and are typed. In order of code. */
export async function listExtensionBodies(
  actor: Actor,
  key: WindowKey,
): Promise<{ id: string; name: string; nameEn: string }[]> {
  authorise(actor, "window.extend");
  const kinds = EXTENSION_BODIES[key].filter((kind) => kind !== "school");
  return db().organisation.findMany({
    where: { kind: { in: kinds } },
    orderBy: { code: "asc" },
    take: MOST,
    select: { id: true, name: true, nameEn: true },
  });
}
