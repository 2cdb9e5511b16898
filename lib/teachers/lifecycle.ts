import type { TeacherMoveState } from "./schema";

export const TEACHER_MOVE_EVENTS = ["confirm", "reject", "withdraw", "take-effect"] as const;
export type TeacherMoveEvent = (typeof TEACHER_MOVE_EVENTS)[number];

/**
 * The life of a move: what is declined, withdrawn or in effect is over. The old school takes a release back until the new one has
 * agreed; afterwards it takes effect by its day. The database's guard carries the same table.
 */
export const TEACHER_MOVE_LIFE: Record<
  TeacherMoveState,
  Partial<Record<TeacherMoveEvent, TeacherMoveState>>
> = {
  released: { confirm: "accepted", reject: "declined", withdraw: "withdrawn" },
  accepted: { "take-effect": "effective" },
  effective: {},
  declined: {},
  withdrawn: {},
};
