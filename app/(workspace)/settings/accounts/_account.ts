import type { Face } from "@/components/ui/state-face";
import { type Actor, can, ROLES, type Role, scopeOf } from "@/lib/access";
import { endsLastAtTheTop, grantableRoles } from "@/lib/identity";
import type { AccountState } from "@/lib/identity/schema";
import type { AccountDetail } from "@/lib/identity/views";

export { ACTIVATION_DAYS } from "@/lib/identity";

export const ACCOUNT_FACES: Record<AccountState, Face> = {
  pending: "todo",
  active: "ok",
  disabled: "void",
  locked: "locked",
  dormant: "locked",
  ended: "idle-ring",
};

/** Which acts the page offers, as a hint; the commands decide. */
export function actsOn(actor: Actor, account: AccountDetail) {
  const live = account.state !== "ended";
  const officer = live && account.role !== "teacher";
  const self = account.id === actor.accountId;
  const grants = grantableRoles(actor.role).includes(account.role);
  const top = endsLastAtTheTop(account.role, account.staying);
  const byPeer = account.peer && scopeOf(actor.role, "account.renew-code") !== "all";
  return {
    wake:
      account.state === "dormant" &&
      (!account.peer || scopeOf(actor.role, "account.reactivate") === "all") &&
      can(actor, "account.reactivate"),
    renew:
      officer &&
      grants &&
      !self &&
      account.state !== "disabled" &&
      (account.state === "pending" || !byPeer) &&
      can(actor, "account.renew-code"),
    handOver: officer && grants && !top && !account.successor && can(actor, "appointment.hand-over"),
    end: officer && can(actor, "appointment.end"),
    lastAtTheTop: top,
    reset:
      live &&
      account.secondFactor &&
      !self &&
      (!account.peer || scopeOf(actor.role, "second-factor.reset") === "all") &&
      can(actor, "second-factor.reset"),
    disable: live && !self && account.state !== "disabled" && can(actor, "account.disable"),
  };
}

/** The roles that a list may be narrowed to. */
export function rolesInView(actor: Actor): Role[] {
  const scope = scopeOf(actor.role, "account.read");
  if (scope === "all") return [...ROLES];
  if (scope === "subtree") return ["province", "city", "school", "teacher"];
  return actor.role === "school" ? ["school", "teacher"] : [];
}
