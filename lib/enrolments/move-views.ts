/** What follows for a teacher's registrations when the teacher leaves the school. */
export type MovePreview = {
  /** Registrations that end. */
  ends: number;
  /** Registrations that stay, and the province decides. */
  stays: number;
  proposals: number;
  /** Stands in lines of open classes. */
  stands: number;
  /** Cards bound to the teacher. */
  bound: number;
};

/** The teacher has left the school that the seat of a registration belongs to. */
export type MovedTeacher = { at: Date; decided: boolean };
