"use server";

import { delegateReview, revokeReviewDelegation } from "@/lib/enrolments";
import { delegateReviewSchema, revokeReviewDelegationSchema } from "@/lib/enrolments/delegation-schema";
import { yearSchema } from "@/lib/programmes/schema";
import { defineAction } from "@/lib/web";

export const delegate = defineAction({
  name: "enrolments.delegateReview",
  input: delegateReviewSchema,
  run: delegateReview,
  redirectTo: ({ delegationId }, { year }) => `/programmes/${year}/delegations/${delegationId}?done=granted`,
});

export const revoke = defineAction({
  name: "enrolments.revokeReviewDelegation",
  input: revokeReviewDelegationSchema.extend({ year: yearSchema }),
  run: (actor, { year: _, ...input }) => revokeReviewDelegation(actor, input),
  redirectTo: (_result, { year, delegationId }) =>
    `/programmes/${year}/delegations/${delegationId}?done=revoked`,
});
