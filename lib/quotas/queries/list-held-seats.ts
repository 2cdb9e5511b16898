import { type Actor, authorise, organisationsInScope } from "@/lib/access";
import { db } from "@/lib/platform/db";
import type { HeldSeats } from "../views";

/** Seats of the own school that stand on no card yet, by sub-project: what it could hand back. */
export async function listHeldSeats(actor: Actor, params: { year: number }): Promise<HeldSeats[]> {
  const own = organisationsInScope(actor, authorise(actor, "quota.hand-back"));
  const accounts = await db().quotaAccount.findMany({
    where: { organisation: own, subProject: { year: params.year } },
    orderBy: [{ subProject: { position: "asc" } }, { id: "asc" }],
    select: {
      granted: true,
      handedDown: true,
      carded: true,
      reserved: true,
      subProject: { select: { id: true, code: true, name: true, nameEn: true } },
    },
  });
  return accounts
    .map(({ subProject, granted, handedDown, carded, reserved }) => ({
      subProjectId: subProject.id,
      code: subProject.code,
      name: subProject.name,
      nameEn: subProject.nameEn,
      seats: granted - handedDown - carded - reserved,
    }))
    .filter((held) => held.seats > 0);
}
