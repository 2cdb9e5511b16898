import { type Actor, authorise } from "@/lib/access";
import { read } from "@/lib/platform/db";
import { type StepUpRow, standingOf, stepUpSql } from "../access";
import type { StepUpStanding } from "../schema";

/** Whether the acts that ask for the second factor would ask now; for the pages of those acts. */
export async function getStepUp(actor: Actor): Promise<StepUpStanding> {
  authorise(actor, "account.secure");
  return standingOf((await read<StepUpRow>(actor, stepUpSql(actor)))[0]);
}
