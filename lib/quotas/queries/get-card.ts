import { type Actor, can } from "@/lib/access";
import { NotFound } from "@/lib/kernel/problem";
import { businessNow } from "@/lib/platform/clock";
import { db, reading, type Statements, scoped } from "@/lib/platform/db";
import { loadSubProject } from "@/lib/programmes";
import type { Criteria } from "@/lib/programmes/schema";
import { cardsInScope } from "../access";
import { fits } from "../store";
import type { BindingChoice, CardDetail, CardRow } from "../views";
import { cardRowSelect, toCardRow } from "./list-cards";

const CHOICES = 50;

/** One card; for its school, while it is free, with the teachers who could be bound to it. */
export async function getCard(
  actor: Actor,
  params: { cardId: string; search?: string | undefined },
): Promise<CardDetail> {
  const where = { AND: [cardsInScope(actor)], id: params.cardId };
  const row = await reading(actor, (tx) => tx.registrationCard.findFirst({ where, select: cardRowSelect }));
  if (!row) throw new NotFound("card");
  const card = toCardRow(row, actor, await businessNow());
  const { criteria } = await loadSubProject(db(), card.subProjectId);
  const choosing = can(actor, "card.bind") && card.state === "issued";
  return {
    card,
    choices: choosing ? await readChoices(scoped(actor), card, criteria, params.search ?? "") : [],
  };
}

async function readChoices(
  reader: Statements,
  card: CardRow,
  criteria: Criteria,
  search: string,
): Promise<BindingChoice[]> {
  return reader.$queryRaw<BindingChoice[]>`
    SELECT t.id AS "teacherId", t.name, t.staff_number AS "staffNumber", t.problem_count = 0 AS complete
    FROM teachers t JOIN organisations o ON o.id = t.school_id
    WHERE t.school_id = ${card.schoolId}::uuid AND ${fits(criteria)}
      AND (${search} = '' OR strpos(t.name, ${search}) > 0)
      AND NOT EXISTS (SELECT 1 FROM registration_cards r JOIN sub_projects s ON s.id = r.sub_project_id
        JOIN projects p ON p.id = s.project_id JOIN sub_projects own ON own.id = ${card.subProjectId}::uuid
        JOIN projects q ON q.id = own.project_id
        WHERE r.teacher_id = t.id AND s.year = own.year AND p.exclusivity_group = q.exclusivity_group
          AND (r.state = 'used' OR (r.state = 'bound' AND r.lapses_at > (SELECT business_now()))))
    ORDER BY t.problem_count = 0 DESC, t.name, t.id LIMIT ${CHOICES}`;
}
