import "server-only";
import { availableParallelism } from "node:os";
import { hash, verify } from "@node-rs/argon2";

export const PASSWORD_ALGORITHM = "argon2id-19456-2-1";
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Hashing runs off the event loop, and never more at once than there are cores: a storm of sign-ins must not starve pages. */
const waiting: (() => void)[] = [];
let free = Math.max(1, availableParallelism());

async function withSlot<Result>(run: () => Promise<Result>): Promise<Result> {
  if (free > 0) free--;
  else await new Promise<void>((resolve) => waiting.push(resolve));
  try {
    return await run();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else free++;
  }
}

export function hashPassword(password: string): Promise<string> {
  return withSlot(() => hash(password.normalize("NFC"), PARAMETERS));
}

let decoy: Promise<string> | undefined;

/** With no hash to compare, the same work is done against a decoy, so that an unknown name takes as long as a known one. */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword("an unknown name takes as long");
  const against = stored ?? (await decoy);
  const matches = await withSlot(() => verify(against, password.normalize("NFC")));
  return matches && stored !== null;
}
