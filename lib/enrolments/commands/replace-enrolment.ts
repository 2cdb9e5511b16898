import type { Actor } from "@/lib/access";
import { authorise } from "@/lib/access";
import { dayOf } from "@/lib/kernel/dates";
import { fail, failOn, NotFound } from "@/lib/kernel/problem";
import { sendMessages } from "@/lib/notices";
import { businessNow } from "@/lib/platform/clock";
import { type Tx, transaction } from "@/lib/platform/db";
import { requestHash } from "@/lib/platform/idempotency";
import { releaseCardIn } from "@/lib/quotas";
import { accessEnrolment } from "../access";
import { LIVE } from "../lifecycle";
import { checkLines, checkPreferences, judgeEligibility, needsJudgement, REPLACEABLE } from "../rules";
import type { ReplaceEnrolmentInput } from "../schema";
import { gatherFacts, takeSeat } from "../seat-store";
import { checkNotStarted, move } from "../store";
import type { Registered } from "../views";

/**
 * The school proposes somebody else for a place of its own: the card stays the same, both registrations name each other, and
 * the new one goes the whole way from its submission. Possible while registration or the supplement is open.
 */
export async function replaceEnrolment(actor: Actor, input: ReplaceEnrolmentInput): Promise<Registered> {
  authorise(actor, "enrolment.replace");
  const { key, ...request } = input;
  const hash = requestHash(request);
  return transaction(actor, async (tx) => {
    const known = await findAnswer(tx, actor, key, hash);
    if (known) return known;
    const former = await accessEnrolment(tx, actor, "enrolment.replace", input);
    if (!REPLACEABLE.includes(former.state)) fail("enrolments.not-in-state", { state: former.state });
    const { cardId } = former;
    if (!cardId) throw new NotFound("enrolment");
    if (former.replacedById) fail("enrolments.already-replaced");
    if (former.teacherId === input.teacherId) fail("enrolments.same-teacher");
    const teacher = await tx.teacher.findFirst({
      where: { id: input.teacherId, schoolId: actor.organisationId },
      select: { id: true },
    });
    if (!teacher) throw new NotFound("teacher");
    if (LIVE.includes(former.state)) {
      const now = await businessNow(tx);
      failOn(checkNotStarted(now, former.classStartsOn ? [{ startsOn: dayOf(former.classStartsOn) }] : []));
      const ended = { endedAt: now, returnedTo: null, classId: null, placedAt: null, acknowledgedAt: null };
      await move(tx, actor, former, "replaced", ended, { kind: "replaced", reasonText: input.reasonText });
      await releaseCardIn(tx, actor, { cardId });
    }
    const facts = await gatherFacts(tx, {
      teacherId: input.teacherId,
      subProjectId: former.subProjectId,
      seat: { route: "code", cardCode: former.cardCode },
      step: "submit",
      commitment: input.commitment,
      preferences: input.preferences.length > 0 ? input.preferences : former.preferences,
    });
    const lines = judgeEligibility(facts);
    const classIds = facts.classes.map((one) => one.id);
    failOn([...checkLines(lines), ...checkPreferences(facts.preferences, classIds)]);
    const answer = await takeSeat(tx, actor, {
      key,
      hash,
      facts,
      cardId,
      lines,
      needsJudgement: needsJudgement(lines),
      kind: "enrolment.replaced",
      replacesId: former.id,
      reasonText: input.reasonText,
    });
    if (!answer.ok) fail(answer.code === "key-reused" ? "common.key-reused" : `enrolments.${answer.code}`);
    const accountId = former.teacherAccountId;
    if (accountId && LIVE.includes(former.state))
      await sendMessages(tx, [
        {
          accountId,
          kind: "enrolment-replaced",
          params: { subProject: former.subProjectCode },
          href: `/registration/${former.id}`,
        },
      ]);
    const { enrolmentId, cardCode, submittedAt, replay } = answer;
    return { enrolmentId, cardCode, submittedAt, replay };
  });
}

/** The first answer to the same key; asked before the version, which that success has changed. */
async function findAnswer(tx: Tx, actor: Actor, key: string, hash: string): Promise<Registered | null> {
  const known = await tx.idempotencyKey.findUnique({
    where: { accountId_action_key: { accountId: actor.accountId, action: "enrolment.register", key } },
    select: { requestHash: true, response: true },
  });
  if (!known) return null;
  if (known.requestHash !== hash) fail("common.key-reused");
  const { enrolmentId, cardCode, submittedAt } = known.response as Omit<Registered, "replay">;
  return { enrolmentId, cardCode, submittedAt, replay: true };
}
