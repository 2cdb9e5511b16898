import { type Actor, authorise } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { fail, failOn, NotFound } from "@/lib/kernel/problem";
import { transaction } from "@/lib/platform/db";
import { loadSubProjects, momentOf } from "@/lib/programmes";
import { provinceEvent } from "../audit";
import { holdNeeds, writeNeeds } from "../need-store";
import { checkBodiesOnce, checkNeeds, checkNeedsOpen } from "../rules";
import type { SubmitSeatNeedsInput, SubmittedSeatNeeds } from "../schema";

/** A school says what it needs of several sub-projects, each with a line of reason; all of it is kept or nothing. */
export function submitSeatNeeds(actor: Actor, input: SubmitSeatNeedsInput): Promise<SubmittedSeatNeeds> {
  return transaction(actor, async (tx) => {
    authorise(actor, "need.submit");
    const ids = input.rows.map((row) => row.subProjectId);
    const offered = new Map(
      (await loadSubProjects(tx, input.year)).flatMap((one) =>
        one.mode === "quota" && one.published ? [[one.id, one.code] as const] : [],
      ),
    );
    if (ids.some((id) => !offered.has(id))) throw new NotFound("sub-project");
    const standing = await holdNeeds(tx, actor, ids);
    const { windows, now } = await momentOf(tx, input.year, actor.organisationId);
    failOn(checkNeedsOpen(windows, now));
    failOn([...checkBodiesOnce(ids), ...checkNeeds(input.rows, standing)]);
    const written = await writeNeeds(tx, actor, input.rows);
    // Two clerks at once: neither of the two texts is thrown away unseen.
    if (written !== ids.length)
      fail("quotas.need-changed-meanwhile", { code: ids.map((id) => offered.get(id)).join(" ") });
    const seats = input.rows.reduce((sum, row) => sum + row.seats, 0);
    await recordAudit(
      tx,
      actor,
      provinceEvent("need.submitted", actor.organisationId, {
        year: input.year,
        needs: input.rows.map((row) => `${offered.get(row.subProjectId)} ${row.seats}`),
      }),
    );
    return { changed: written, seats };
  });
}
