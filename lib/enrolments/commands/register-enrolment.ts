import { setTimeout as sleep } from "node:timers/promises";
import { type Actor, authorise } from "@/lib/access";
import { fail, failOn } from "@/lib/kernel/problem";
import { classifyDatabaseError, translateDatabaseError } from "@/lib/platform/database-error";
import { db, scoped } from "@/lib/platform/db";
import { requestHash } from "@/lib/platform/idempotency";
import { openSeats, parseCardCode } from "@/lib/quotas";
import { ownTeacherId } from "../access";
import { checkLines, checkPreferences, judgeEligibility, needsJudgement } from "../rules";
import type { RegisterEnrolmentInput } from "../schema";
import { type GatheredFacts, gatherFacts, takeSeat } from "../seat-store";
import type { Registered } from "../views";

/**
 * A teacher takes a seat: one read of all facts, the rules, one call that decides again under locks and writes everything,
 * the trail included. A repetition with the same key gets the first answer, whatever has changed since.
 */
export async function registerEnrolment(actor: Actor, input: RegisterEnrolmentInput): Promise<Registered> {
  authorise(actor, "enrolment.register");
  const teacherId = ownTeacherId(actor);
  const { key, ...request } = input;
  const hash = requestHash(request);
  return retrying(async () => {
    const facts = await gatherFacts(scoped(actor), {
      teacherId,
      subProjectId: input.subProjectId,
      seat: {
        route: input.route,
        cardCode: input.cardCode && (parseCardCode(input.cardCode) ?? input.cardCode),
      },
      step: "submit",
      commitment: input.commitment,
      preferences: input.preferences,
      trustProblemCount: true,
    });
    const lines = judgeEligibility(facts);
    const problems = [
      ...checkLines(lines),
      ...checkPreferences(
        facts.preferences,
        facts.classes.map((known) => known.id),
      ),
    ];
    const replayable = problems.length > 0 ? await findAnswer(actor, key, hash) : null;
    if (replayable) return replayable;
    if (problems.length === 1 && problems[0]?.code === "enrolments.no-free-seat")
      await refuseSeat(actor, facts);
    failOn(problems);
    const answer = await takeSeat(scoped(actor), actor, {
      key,
      hash,
      facts,
      cardId: facts.card?.id ?? null,
      lines,
      needsJudgement: needsJudgement(lines),
      kind: "enrolment.submitted",
    });
    if (answer.ok)
      return {
        enrolmentId: answer.enrolmentId,
        cardCode: answer.cardCode,
        submittedAt: answer.submittedAt,
        replay: answer.replay,
      };
    if (answer.code === "no-free-seat") return refuseSeat(actor, facts);
    if (answer.code === "key-reused") return fail("common.key-reused");
    return fail(`enrolments.${answer.code}`, { code: facts.card?.code ?? null });
  });
}

const MAX_TRIES = 3;

/** The key makes a second try harmless, so even an unknown outcome (a connection lost after the commit) is tried again. */
export async function retrying(run: () => Promise<Registered>): Promise<Registered> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run();
    } catch (error) {
      const { kind, state } = classifyDatabaseError(error);
      const again = kind === "retry" || kind === "unknown" || state === "55P03";
      if (!again || attempt === MAX_TRIES) throw translateDatabaseError(error);
      await sleep(20 + Math.random() * 180);
    }
  }
}

/** After a success the card is used and the teacher enrolled, so a repetition must be known before the rules refuse it. */
export async function findAnswer(
  actor: Actor,
  key: string,
  hash: string,
  action: "enrolment.register" | "enrolment.register-open" = "enrolment.register",
): Promise<Registered | null> {
  const known = await db().idempotencyKey.findUnique({
    where: { accountId_action_key: { accountId: actor.accountId, action, key } },
    select: { requestHash: true, response: true },
  });
  if (!known) return null;
  if (known.requestHash !== hash) fail("common.key-reused");
  const { enrolmentId, cardCode, submittedAt } = known.response as Omit<Registered, "replay">;
  return { enrolmentId, cardCode, submittedAt, replay: true };
}

/** No seat here, with what else the school still has. */
async function refuseSeat(actor: Actor, facts: GatheredFacts): Promise<never> {
  const open = await openSeats(scoped(actor), facts.teacher.schoolId);
  const others = open.filter((other) => other.subProjectId !== facts.subProject.id && other.free > 0);
  return fail("enrolments.no-free-seat", {
    subProject: facts.subProject.code,
    otherCount: others.length,
    others: others
      .map((other) => other.code)
      .slice(0, 12)
      .join(" · "),
  });
}
