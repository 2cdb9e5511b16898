import { type Actor, authorise } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { fail } from "@/lib/kernel/problem";
import { transaction } from "@/lib/platform/db";
import { provinceEvent } from "../audit";
import type { CardSheet, RevealCardSheetInput } from "../schema";

/**
 * The cards of the own school that can still be used, to be printed or passed on. Whoever has a code can register with it, so
 * taking them out of the system leaves its event, with each code.
 */
export function revealCardSheet(actor: Actor, input: RevealCardSheetInput): Promise<CardSheet> {
  return transaction(actor, async (tx) => {
    authorise(actor, "card.export");
    const cards = await tx.$queryRaw<CardSheet["cards"]>`
      SELECT k.code, s.code AS "subProjectCode", s.name AS "subProjectName", s.name_en AS "subProjectNameEn",
        k.lapses_at AS "lapsesAt", t.name AS "teacherName"
      FROM registration_cards k JOIN sub_projects s ON s.id = k.sub_project_id LEFT JOIN teachers t ON t.id = k.teacher_id
      WHERE k.school_id = ${actor.organisationId}::uuid AND s.year = ${input.year}::int
        AND k.state IN ('issued', 'bound') AND k.lapses_at > (SELECT business_now())
      ORDER BY k.code`;
    if (cards.length === 0) fail("quotas.no-usable-cards");
    await recordAudit(
      tx,
      actor,
      provinceEvent("card.sheet-revealed", actor.organisationId, {
        year: input.year,
        format: input.format,
        cards: cards.map((card) => card.code),
      }),
    );
    return { school: actor.organisationName, schoolEn: actor.organisationNameEn, cards };
  });
}
