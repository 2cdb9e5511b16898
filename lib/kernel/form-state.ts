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

/** Which draft a form continues, when its page was made and which version that showed: see lib/web/drafts.ts. */
export const DRAFT_FIELD = "draftTicket";

/** Names of fields whose text never travels back to the browser. */
export const SECRET_FIELDS = ["password", "newPassword", "activationCode", "factorCode", STEP_UP_FIELD];

/** A form that keeps what is typed into it, as its page found it. */
export type FormDraft = {
  ticket: string;
  /** The fields that are kept; a name that ends in * stands for all that begin so. */
  names: readonly string[];
  /** What was typed earlier; empty without a draft. */
  values: Record<string, string>;
  /** Said where the record changed since then. */
  problems: ShownProblem[];
  /** Null without a draft. */
  found: string | null;
  /** For a browser without JavaScript. */
  save: (form: FormData) => Promise<void>;
  drop: (form: FormData) => Promise<void>;
  words: DraftWords;
};

export type DraftWords = Record<
  "save" | "saving" | "saved" | "restore" | "offline" | "signedOut" | "elsewhere" | "note",
  string
>;

export function isDraftName(name: string, names: readonly string[]): boolean {
  return names.some((one) => (one.endsWith("*") ? name.startsWith(one.slice(0, -1)) : name === one));
}
