import { type Actor, authorise } from "@/lib/access";
import { grantDelegationIn, requireStepUp } from "@/lib/identity";
import { chinaDay, startOfChinaDay } from "@/lib/kernel/dates";
import { fail, failOn, NotFound, type Problem, problem } from "@/lib/kernel/problem";
import { sendMessage } from "@/lib/notices";
import { businessNow } from "@/lib/platform/clock";
import { type Tx, transaction } from "@/lib/platform/db";
import { once } from "@/lib/platform/idempotency";
import { loadDesignations, loadSubProjects } from "@/lib/programmes";
import type { DelegateReviewInput } from "../delegation-schema";

const DAY_MS = 86_400_000;

/** The province lets another body review in its name; what it may do itself it keeps. Returns the id. */
export function delegateReview(actor: Actor, input: DelegateReviewInput): Promise<{ delegationId: string }> {
  return transaction(actor, async (tx) => {
    authorise(actor, "delegation.grant");
    await requireStepUp(tx, actor);
    return once(tx, actor, "enrolment.delegate-review", input.key, input, async () => {
      const { id, name } = await accessDelegate(tx, actor, input.granteeId);
      const now = await businessNow(tx);
      const subProjectIds = await namedSubProjects(tx, input, id);
      failOn(checkDays(input, now));
      const startsAt = startOfChinaDay(input.from);
      const endsAt = new Date(startOfChinaDay(input.until).getTime() + DAY_MS);
      const { year, reason } = input;
      const delegationId = await grantDelegationIn(tx, actor, {
        year,
        granteeId: id,
        subProjectIds,
        startsAt,
        endsAt,
        reason,
      });
      await sendMessage(tx, {
        organisationId: id,
        kind: "review-delegated",
        params: { body: actor.organisationName, from: input.from, until: input.until, to: name },
        href: "/desk",
      });
      return { delegationId };
    });
  });
}

/** Bodies that have staff who may put on the hat: institutions, and the cities of the own province. */
async function accessDelegate(tx: Tx, actor: Actor, id: string): Promise<{ id: string; name: string }> {
  const body = await tx.organisation.findFirst({
    where: { id, OR: [{ kind: "institution" }, { kind: "city", provinceId: actor.organisationId }] },
    select: { id: true, name: true },
  });
  return body ?? fail("enrolments.delegate-missing", undefined, { field: "granteeId" });
}

/** Null for all of the year. A body that runs classes of everything named could review nobody. */
async function namedSubProjects(
  tx: Tx,
  { year, extent, subProjectIds }: DelegateReviewInput,
  granteeId: string,
): Promise<string[] | null> {
  const known = new Set((await loadSubProjects(tx, year)).map(({ id }) => id));
  if (known.size === 0) throw new NotFound("year");
  const field = { field: "subProjectIds" };
  const named = extent === "all" ? [...known] : [...new Set(subProjectIds)];
  if (named.length === 0) fail("enrolments.delegation-nothing-named", undefined, field);
  if (named.some((id) => !known.has(id))) throw new NotFound("sub-project");
  const run = await loadDesignations(tx, { year, institutionId: granteeId });
  if (named.every((id) => run.some(({ subProjectId }) => subProjectId === id)))
    fail("enrolments.delegation-all-in-conflict", undefined, field);
  return extent === "all" ? null : named;
}

function checkDays({ from, until }: DelegateReviewInput, now: Date): Problem[] {
  if (from > until) return [problem("enrolments.delegation-days", undefined, { field: "until" })];
  if (from < chinaDay(now)) return [problem("enrolments.delegation-past", undefined, { field: "from" })];
  return [];
}
