import { type Actor, authorise } from "@/lib/access";
import { withinAllowance } from "@/lib/identity";
import { fail } from "@/lib/kernel/problem";
import { businessNow } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { parseCardCode } from "@/lib/quotas";
import { ownTeacherId } from "../access";
import type { CardCodeInput } from "../schema";
import { SUB_PROJECT_SHORT, toSubProjectShort } from "../store";
import type { SubProjectShort } from "../views";

type CardFound = { cardCode: string; subProject: SubProjectShort };

/**
 * What a typed code opens for this teacher. A card of another school, one in other hands, a used, recalled or lapsed one and a
 * code that never was each have their own problem. Twenty of them in an hour, and it answers no more.
 */
export async function getCardForRegistration(actor: Actor, input: CardCodeInput): Promise<CardFound> {
  authorise(actor, "enrolment.register");
  return withinAllowance(actor, "enrolments.card-guesses", {}, () => findOwnCard(actor, input));
}

async function findOwnCard(actor: Actor, input: CardCodeInput): Promise<CardFound> {
  const teacherId = ownTeacherId(actor);
  const code = parseCardCode(input.cardCode);
  // In the system scope: whether a code is another school's or nobody's is said to whoever holds it.
  const card = code
    ? await db().registrationCard.findUnique({
        where: { code },
        select: {
          code: true,
          state: true,
          schoolId: true,
          teacherId: true,
          lapsesAt: true,
          subProject: { select: SUB_PROJECT_SHORT },
        },
      })
    : null;
  const field = { field: "cardCode" };
  if (!card) return fail("enrolments.card-unknown", { code: input.cardCode }, field);
  const params = { code: card.code };
  if (card.schoolId !== actor.organisationId) fail("enrolments.card-foreign", params, field);
  if (card.state === "used") fail("enrolments.card-used", params, field);
  if (card.state === "recalled") fail("enrolments.card-recalled", params, field);
  if (card.state === "lapsed" || card.lapsesAt <= (await businessNow()))
    fail("enrolments.card-lapsed", params, field);
  if (card.state === "bound" && card.teacherId !== teacherId)
    fail("enrolments.card-bound-to-another", params, field);
  return { cardCode: card.code, subProject: toSubProjectShort(card.subProject) };
}
