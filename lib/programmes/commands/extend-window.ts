import type { Actor } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { fail, failOn, NotFound } from "@/lib/kernel/problem";
import { sendMessages } from "@/lib/notices";
import { provincesByRegion } from "@/lib/organisations";
import { transaction } from "@/lib/platform/db";
import { enqueue } from "@/lib/platform/outbox";
import { accessProgrammeYear } from "../access";
import { windowExtended } from "../audit";
import { checkExtension } from "../rules";
import type { ExtendWindowInput, ProgrammeWindow } from "../schema";
import { momentOf } from "../store";

/**
 * Moves a closing to a later instant; never to an earlier one. Lock order: the year's window lock, which registrations hold
 * shared, before the year's row.
 */
export function extendWindow(actor: Actor, input: ExtendWindowInput): Promise<{ closesAt: Date }> {
  return transaction(actor, async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(7001, ${input.year}::int)`;
    const year = await accessProgrammeYear(tx, actor, "window.extend", input.year);
    const { now, windows } = await momentOf(tx, input.year, null);
    const window: ProgrammeWindow | undefined = windows[input.key];
    if (!window) throw new NotFound("window");
    if (window.version !== input.version) fail("common.stale", { version: window.version });
    const closesAt = new Date(`${input.closesAt}:00+08:00`);
    if (Number.isNaN(closesAt.getTime()))
      fail("programmes.window-closing-malformed", {}, { field: "closesAt" });
    failOn(checkExtension(window, closesAt, now));
    await tx.timeWindow.update({
      where: { id: window.id },
      data: { closesAt, version: { increment: 1 } },
      select: { id: true },
    });
    if (year.state === "published") {
      const provinces = [...(await provincesByRegion(tx)).values()];
      await sendMessages(
        tx,
        provinces.map((province) => ({
          organisationId: province.id,
          kind: "window-extended",
          params: { window: window.key, until: closesAt.toISOString() },
          href: `/programmes/${input.year}`,
        })),
      );
    }
    const { key } = window;
    const change = { key, from: window.closesAt, to: closesAt, reason: input.reason };
    await recordAudit(tx, actor, windowExtended(input.year, change));
    await enqueue(tx, "window.extended", {
      year: input.year,
      key,
      from: change.from.toISOString(),
      to: closesAt.toISOString(),
    });
    return { closesAt };
  });
}
