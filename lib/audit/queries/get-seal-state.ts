import { type Actor, authorise } from "@/lib/access";
import { countSealed, lastVerification } from "../seal-store";
import type { SealState } from "../views";

/** For readers of the trail: until when it is sealed, and what the last verification found. */
export async function getSealState(actor: Actor): Promise<SealState> {
  authorise(actor, "audit.read");
  const [sealed, verified] = await Promise.all([countSealed(), lastVerification()]);
  return { sealedAt: sealed.sealedAt, sealedRows: sealed.rows, verified };
}
