import { z } from "zod";

/** Why something ended by itself: the teacher has gone to another school. */
export const MOVED_SCHOOL = "moved-school";

export const MOVE_DECISIONS = ["keep", "withdraw"] as const;
export const decideMovedSchema = z.strictObject({
  enrolmentId: z.uuid(),
  version: z.coerce.number().int().min(1),
  decision: z.enum(MOVE_DECISIONS, "enrolments.move-choice-missing"),
  reasonText: z.string().trim().min(2, "enrolments.reason-missing").max(500),
});
export type DecideMovedInput = z.infer<typeof decideMovedSchema>;
