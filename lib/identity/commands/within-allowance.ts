import type { Actor } from "@/lib/access";
import { recordAudit, SYSTEM } from "@/lib/audit";
import { newId } from "@/lib/kernel/id";
import { DomainError, fail } from "@/lib/kernel/problem";
import { hashToken } from "@/lib/platform/crypto";
import { transaction } from "@/lib/platform/db";
import { enqueue } from "@/lib/platform/outbox";
import { countUse, usesSoFar } from "@/lib/platform/rate-counter";
import { type RateLimit, rateLimitOf } from "@/lib/platform/rate-limits";
import { accountEvent } from "../audit";
import { ACCOUNT_LIMITED } from "../schema";

type Bound = { subject: string; most: number };

/**
 * Runs an act within what the list of limits (lib/platform/rate-limits.ts) allows the account and its organisation in an hour; for
 * a visitor, what it allows upon the name that its form gives. The counts are kept apart from the act: a refused one is not taken back.
 * Problem: identity.too-many. The trail has one refusal for each subject, act and hour, not one for each try.
 */
export async function withinAllowance<Result>(
  actor: Actor | null,
  act: string,
  given: Record<string, string>,
  run: () => Promise<Result>,
): Promise<Result> {
  const limit = rateLimitOf(act);
  if (!limit) return run();
  const bounds = boundsOf(actor, limit, given);
  if (limit.counts === "tries") {
    for (const bound of bounds) await spendOne(actor, act, limit, bound);
    return run();
  }
  for (const { subject, most } of bounds) {
    const counted = await usesSoFar(subject, act);
    if (counted && counted.used >= most) tooMany(most, counted.minutesLeft);
  }
  try {
    return await run();
  } catch (error) {
    if (error instanceof DomainError)
      for (const { subject, most } of bounds)
        if ((await countUse(subject, act)).used === most) await remember(actor, act, limit, subject);
    throw error;
  }
}

function boundsOf(actor: Actor | null, limit: RateLimit, given: Record<string, string>): Bound[] {
  if (limit.by)
    return [
      {
        subject: `${limit.by}:${hashToken((given[limit.by] ?? "").trim().toLowerCase())}`,
        most: limit.perHour,
      },
    ];
  if (!actor) throw new Error("a visitor is counted by nothing");
  const own = { subject: `account:${actor.accountId}`, most: limit.perHour };
  if (!limit.perHourOfOrganisation) return [own];
  return [own, { subject: `organisation:${actor.organisationId}`, most: limit.perHourOfOrganisation }];
}

async function spendOne(
  actor: Actor | null,
  act: string,
  limit: RateLimit,
  { subject, most }: Bound,
): Promise<void> {
  const { used, minutesLeft } = await countUse(subject, act);
  if (used <= most) return;
  if (used === most + 1) await remember(actor, act, limit, subject);
  tooMany(most, minutesLeft);
}

function tooMany(most: number, minutesLeft: number): never {
  return fail("identity.too-many", { most, minutes: minutesLeft });
}

/** Once an hour: of parallel tries exactly one has the number that brings it here. */
async function remember(actor: Actor | null, act: string, limit: RateLimit, subject: string): Promise<void> {
  await transaction(actor, async (tx) => {
    await recordAudit(
      tx,
      actor ?? SYSTEM,
      accountEvent("account.limited", actor?.accountId ?? subject, { act }),
    );
    if (limit.tells && actor)
      await enqueue(tx, ACCOUNT_LIMITED, { event: newId(), organisationId: actor.organisationId, act });
  });
}
