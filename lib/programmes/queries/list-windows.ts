import { type Actor, authorise } from "@/lib/access";
import { db } from "@/lib/platform/db";
import { windowState } from "../rules";
import type { WindowRow } from "../schema";
import { momentOf } from "../store";

/** The windows of a published year in their order as they hold for the actor's organisation, with where each stands at this moment; empty for any other year. */
export async function listWindows(actor: Actor, year: number): Promise<WindowRow[]> {
  authorise(actor, "programme.read");
  const [{ windows, now }, known] = await Promise.all([
    momentOf(db(), year, actor.organisationId),
    db().programmeYear.findFirst({ where: { year, state: "published" }, select: { year: true } }),
  ]);
  return known
    ? Object.values(windows).map((window) => ({ ...window, state: windowState(window, now) }))
    : [];
}
