import { type Actor, authorise } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { newId } from "@/lib/kernel/id";
import { fail, NotFound } from "@/lib/kernel/problem";
import { type Tx, transaction } from "@/lib/platform/db";
import { organisationCreated } from "../audit";
import { type CreateOrganisationInput, createOrganisationSchema } from "../schema";

/** A province creates bodies of its own subtree only. Problems: organisations.code-taken, .parent-missing, .kind-not-yours. */
export function createOrganisation(actor: Actor, input: CreateOrganisationInput): Promise<{ id: string }> {
  return transaction(actor, (tx) => createOrganisationIn(tx, actor, input));
}

export async function createOrganisationIn(
  tx: Tx,
  actor: Actor,
  input: CreateOrganisationInput,
): Promise<{ id: string }> {
  const scope = authorise(actor, "organisation.create");
  const data = createOrganisationSchema.parse(input);
  const id = newId();
  const parent = data.parentId
    ? await tx.organisation.findUnique({
        where: { id: data.parentId },
        select: { id: true, provinceId: true },
      })
    : null;
  const needsParent = data.kind === "province" || data.kind === "city" || data.kind === "school";
  if (needsParent && !parent) fail("organisations.parent-missing", undefined, { field: "parentId" });
  const provinceId = data.kind === "province" ? id : (parent?.provinceId ?? null);
  if (scope === "subtree") {
    if (data.kind !== "city" && data.kind !== "school")
      fail("organisations.kind-not-yours", { kind: data.kind }, { field: "kind" });
    if (provinceId !== actor.provinceId) throw new NotFound("parent");
  }
  await tx.organisation.create({
    data: {
      ...data,
      id,
      provinceId,
      nameEn: data.nameEn || data.name,
      shortName: data.shortName || data.name,
      shortNameEn: data.shortNameEn || data.nameEn || data.name,
    },
    select: { id: true },
  });
  await recordAudit(tx, actor, organisationCreated({ id, kind: data.kind, code: data.code }));
  return { id };
}
