import { z } from "zod";

/** To whom, for which sub-projects (an empty list under `named` is refused), and the first and the last day in China. */
export const delegateReviewSchema = z.strictObject({
  key: z.string().min(8).max(80),
  year: z.coerce.number().int().min(2000).max(2100),
  granteeId: z.uuid("enrolments.delegate-missing"),
  extent: z.enum(["all", "named"], "enrolments.delegation-nothing-named"),
  subProjectIds: z.array(z.uuid()).max(100).default([]),
  from: z.iso.date("enrolments.delegation-days"),
  until: z.iso.date("enrolments.delegation-days"),
  reason: z.string().trim().min(2, "enrolments.reason-missing").max(300),
});
export type DelegateReviewInput = z.output<typeof delegateReviewSchema>;
export const revokeReviewDelegationSchema = z.strictObject({
  delegationId: z.uuid(),
  reason: z.string().trim().min(2, "enrolments.reason-missing").max(300),
});
export type RevokeReviewDelegationInput = z.output<typeof revokeReviewDelegationSchema>;
