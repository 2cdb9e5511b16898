import { type Actor, authorise } from "@/lib/access";
import { NotFound } from "@/lib/kernel/problem";
import { businessNow } from "@/lib/platform/clock";
import { db, reading } from "@/lib/platform/db";
import { planCancellation } from "../cancellation-store";
import type { PreviewCancellationInput } from "../schema";
import { CLASS_SHORT, toClassShort } from "../store";
import type { CancellationPreview } from "../views";

/** Where the people of a class would go, class by class, before anything is changed. */
export async function previewCancellation(
  actor: Actor,
  input: PreviewCancellationInput,
): Promise<CancellationPreview> {
  authorise(actor, "class.cancel");
  const known = await db().trainingClass.findUnique({
    where: { id: input.classId },
    select: { subProjectId: true, institutionId: true },
  });
  if (!known) throw new NotFound("class");
  const now = await businessNow();
  const plan = await reading(actor, (tx) => planCancellation(tx, { ...input, ...known, now }));
  const counts = new Map<string, number>();
  for (const { classId } of plan.rows) if (classId) counts.set(classId, (counts.get(classId) ?? 0) + 1);
  const classes = await db().trainingClass.findMany({
    where: { id: { in: [...counts.keys()] } },
    orderBy: { number: "asc" },
    select: CLASS_SHORT,
  });
  return {
    people: plan.rows.length,
    back: plan.rows.filter((row) => row.classId === null).length,
    moves: classes.map((row) => ({ class: toClassShort(row), people: counts.get(row.id) ?? 0 })),
    capacity: plan.into?.capacity ?? null,
    digest: plan.digest,
  };
}
