import type { Actor } from "@/lib/access";
import { delegateReview } from "@/lib/enrolments";
import type { DelegateReviewInput } from "@/lib/enrolments/delegation-schema";
import { newId } from "@/lib/kernel/id";
import { db } from "@/lib/platform/db";

/** The person of a body under the hat of a delegation of it. */
export async function underDelegation(person: Actor, delegationId: string): Promise<Actor> {
  const { grantor, endsAt } = await db().delegation.findUniqueOrThrow({
    where: { id: delegationId },
    select: { endsAt: true, grantor: { select: { id: true, name: true, nameEn: true } } },
  });
  return {
    ...person,
    role: "delegate",
    provinceId: null,
    delegation: {
      id: delegationId,
      grantorId: grantor.id,
      grantorName: grantor.name,
      grantorNameEn: grantor.nameEn,
      endsAt: endsAt.toISOString(),
    },
  };
}

/** The province delegates the review of everything to the person's body, for May. */
export async function delegateOf(
  province: Actor,
  person: Actor,
  terms: Partial<DelegateReviewInput> = {},
): Promise<Actor> {
  const { delegationId } = await delegateReview(province, {
    key: newId(),
    year: 2022,
    granteeId: person.organisationId,
    extent: "all",
    subProjectIds: [],
    from: "2022-05-10",
    until: "2022-05-31",
    reason: "演示委托审查",
    ...terms,
  });
  return underDelegation(person, delegationId);
}
