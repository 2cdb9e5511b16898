import { type Actor, authorise } from "@/lib/access";
import { db, scoped } from "@/lib/platform/db";
import { parseCardCode } from "@/lib/quotas";
import { ownTeacherId } from "../access";
import { judgeEligibility, needsJudgement } from "../rules";
import { type PreviewEligibilityInput, previewEligibilitySchema } from "../schema";
import { gatherFacts } from "../seat-store";
import { listClassesOf } from "../store";
import type { Preview } from "../views";

/** What stands between the teacher and a seat, line by line, before anything is asked or held. */
export async function previewEligibility(actor: Actor, input: PreviewEligibilityInput): Promise<Preview> {
  authorise(actor, "enrolment.register");
  const { subProjectId, cardCode, preferences, commitment } = previewEligibilitySchema.parse(input);
  const facts = await gatherFacts(scoped(actor), {
    teacherId: ownTeacherId(actor),
    subProjectId,
    seat: cardCode ? { route: "code", cardCode: parseCardCode(cardCode) ?? cardCode } : { route: "any" },
    step: "submit",
    commitment,
    preferences,
  });
  const lines = judgeEligibility(facts);
  return {
    subProject: facts.subProjectShort,
    route: facts.route,
    cardCode: facts.card?.code ?? null,
    lines,
    submittable: lines.every((line) => line.ok !== false || line.code === "commitment"),
    needsJudgement: needsJudgement(lines),
    commitmentRequired: facts.subProject.criteria.commitmentRequired,
    classes: await listClassesOf(db(), subProjectId),
  };
}
