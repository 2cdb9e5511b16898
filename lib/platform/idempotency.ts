import "server-only";
import { createHash } from "node:crypto";
import type { Actor } from "@/lib/access";
import { fail } from "@/lib/kernel/problem";
import { Prisma, type Tx } from "./db";

/** The same request gives the same hash, whatever the order of its keys. */
export function requestHash(input: unknown): string {
  return createHash("sha256")
    .update(JSON.stringify(sorted(input)))
    .digest("base64url");
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value && typeof value === "object")
    return Object.fromEntries(
      Object.entries(value)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, inner]) => [key, sorted(inner)]),
    );
  return value;
}

/**
 * Runs a write once per (account, action, key): a twin under way blocks here and then gets the first answer, as does every
 * later repetition. The same key with another request is refused (common.key-reused). A refusal keeps nothing.
 */
export async function once<Result extends Prisma.InputJsonValue>(
  tx: Tx,
  actor: Actor,
  action: string,
  key: string,
  input: unknown,
  run: () => Promise<Result>,
): Promise<Result> {
  const hash = requestHash(input);
  const fresh = await tx.$executeRaw`INSERT INTO idempotency_keys (account_id, action, key, request_hash)
    VALUES (${actor.accountId}::uuid, ${action}, ${key}, ${hash}) ON CONFLICT DO NOTHING`;
  const where = { accountId_action_key: { accountId: actor.accountId, action, key } };
  if (fresh === 0) {
    const known = await tx.idempotencyKey.findUniqueOrThrow({
      where,
      select: { requestHash: true, response: true },
    });
    if (known.requestHash !== hash) fail("common.key-reused");
    return known.response as Result;
  }
  const result = await run();
  await tx.idempotencyKey.update({
    where,
    data: { response: result ?? Prisma.JsonNull },
    select: { key: true },
  });
  return result;
}
