import type { SubProjectShort } from "./views";

/** Where a delegation stands now; `over` by its time, `revoked` by an act. */
export type DelegationState = "future" | "live" | "over" | "revoked";

export type ReviewDelegation = {
  id: string;
  year: number;
  state: DelegationState;
  grantee: { id: string; name: string; nameEn: string };
  /** Empty where all are delegated. */
  subProjects: SubProjectShort[];
  allSubProjects: boolean;
  startsAt: Date;
  endsAt: Date;
  reason: string;
  grantedByName: string;
  grantedAt: Date;
  revokedAt: Date | null;
  revokedByName: string | null;
  revokedReason: string | null;
  /** Acts by it, by kind of step. */
  approved: number;
  returned: number;
  rejected: number;
};

/** What can be delegated to whom: bodies with staff of their own, and sub-projects with what waits there now. */
export type DelegationChoices = {
  bodies: { id: string; kind: string; code: string; name: string; nameEn: string }[];
  subProjects: (SubProjectShort & {
    waiting: number;
    /** The body asked about runs classes of it, so its people stay with the grantor. */
    conflict: boolean;
  })[];
};
