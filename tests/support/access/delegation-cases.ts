import {
  delegateReview,
  findBulkReview,
  getDelegationChoices,
  getReviewDelegation,
  listReviewDelegations,
  reviewInBulk,
  revokeReviewDelegation,
} from "@/lib/enrolments";
import { newId } from "@/lib/kernel/id";
import { NotFound } from "@/lib/kernel/problem";
import { db } from "@/lib/platform/db";
import { type AccessCases, confirmedOf, type Side } from "./shape";

export const delegationCases: AccessCases = {
  delegateReview: {
    kind: "command",
    permission: "delegation.grant",
    run: (actor, side, world) =>
      delegateReview(actor, {
        key: newId(),
        year: world.year,
        granteeId: side.province.city.organisationId,
        extent: "named",
        subProjectIds: [world.subProjects.B305],
        from: "2022-05-15",
        until: "2022-05-20",
        reason: "演示委托审查",
      }),
    noForeign: "what is delegated is the actor's own review",
  },
  revokeReviewDelegation: {
    kind: "command",
    permission: "delegation.revoke",
    run: (actor, side) =>
      revokeReviewDelegation(actor, { delegationId: delegationOf(side), reason: "演示收回委托" }),
  },
  findBulkReview: {
    kind: "query",
    permission: "enrolment.review",
    prepare: (sides) =>
      Promise.all(
        sides.flatMap((side) =>
          [side.province.actor, side.province.delegate].map((actor) =>
            reviewInBulk(actor, {
              key: newId(),
              ids: [confirmedOf(actor, side)],
              decision: "approve",
              to: "school",
              reasonCode: "other",
              reasonText: "",
            }),
          ),
        ),
      ),
    run: async (actor, side) => {
      const by = actor.role === "delegate" ? side.province.delegate : side.province.actor;
      const operation = await db().bulkOperation.findFirstOrThrow({
        where: { organisationId: by.organisationId },
        select: { id: true },
      });
      return (await findBulkReview(actor, operation.id)) ?? Promise.reject(new NotFound("operation"));
    },
  },
  listReviewDelegations: {
    kind: "query",
    permission: "delegation.read",
    run: (actor, _side, world) => listReviewDelegations(actor, world.year),
    shows: (side) => delegationOf(side),
  },
  getReviewDelegation: {
    kind: "query",
    permission: "delegation.read",
    run: (actor, side) => getReviewDelegation(actor, delegationOf(side)),
  },
  getDelegationChoices: {
    kind: "query",
    permission: "delegation.grant",
    run: (actor, _side, world) => getDelegationChoices(actor, world.year, null),
    noForeign: "bodies to choose from; the figures are of the actor's own people",
  },
};

function delegationOf(side: Side): string {
  return side.province.delegate.delegation?.id ?? "";
}
