/** One problem in the reader's language: what happened and what to do, with the code for a person who helps. */
export type ShownProblem = {
  code: string;
  message: string;
  nextStep: string | null;
  field: string | null;
  row: number | null;
};

/**
 * What a form gets back. `values` are the texts as typed, so that a refused form loses nothing, with or without JavaScript.
 * `result` is what the command answered.
 */
export type FormState<Result = unknown> = {
  ok: boolean;
  problems: ShownProblem[];
  values: Record<string, string>;
  result: Result | null;
  /** Where the browser goes by itself now; set only where the action names a place to go to. */
  goTo?: string;
};

export const EMPTY_FORM: FormState<never> = { ok: false, problems: [], values: {}, result: null };

/** The code that a person gives together with an act that asks for the second factor. */
export const STEP_UP_FIELD = "stepUpCode";

/** Names of fields whose text never travels back to the browser. */
export const SECRET_FIELDS = ["password", "newPassword", "activationCode", "factorCode", STEP_UP_FIELD];
