import type { Actor } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { fail, failOn } from "@/lib/kernel/problem";
import { sendMessages } from "@/lib/notices";
import { provincesByRegion } from "@/lib/organisations";
import { businessNow } from "@/lib/platform/clock";
import { transaction } from "@/lib/platform/db";
import { accessProgrammeYear } from "../access";
import { programmePublished } from "../audit";
import { checkPublication } from "../rules";
import type { Mode, PublishProgrammeYearInput } from "../schema";

/**
 * Makes the catalogue public and freezes codes, names, criteria, seats and windows; the database refuses every later change
 * but an extension. Provinces and designated institutions are told.
 */
export function publishProgrammeYear(
  actor: Actor,
  input: PublishProgrammeYearInput,
): Promise<{ year: number; publishedAt: Date }> {
  return transaction(actor, async (tx) => {
    const year = await accessProgrammeYear(tx, actor, "programme.publish", input.year);
    const [windows, subProjects] = [
      await tx.timeWindow.findMany({ where: { year: year.year }, select: { key: true } }),
      await tx.subProject.findMany({
        where: { year: year.year },
        select: { code: true, mode: true, designations: { select: { institutionId: true, seats: true } } },
      }),
    ];
    failOn(
      checkPublication({
        state: year.state,
        windowKeys: windows.map((window) => window.key),
        subProjects: subProjects.map((row) => ({
          code: row.code,
          mode: row.mode as Mode,
          designations: row.designations.length,
        })),
      }),
    );
    if (year.version !== input.version) fail("common.stale", { version: year.version });
    const publishedAt = await businessNow(tx);
    await tx.programmeYear.update({
      where: { year: year.year },
      data: { state: "published", publishedAt, version: { increment: 1 } },
      select: { year: true },
    });
    const designations = subProjects.flatMap((row) => row.designations);
    const seats = designations.reduce((sum, designation) => sum + designation.seats, 0);
    const recipients = new Set([
      ...[...(await provincesByRegion(tx)).values()].map((province) => province.id),
      ...designations.map((designation) => designation.institutionId),
    ]);
    await sendMessages(
      tx,
      [...recipients].map((organisationId) => ({
        organisationId,
        kind: "programme-published",
        params: { year: year.year, subProjects: subProjects.length, seats },
        href: `/programmes/${year.year}`,
      })),
    );
    await recordAudit(tx, actor, programmePublished(year.year, { subProjects: subProjects.length, seats }));
    return { year: year.year, publishedAt };
  });
}
