/** A value that a message may name. */
export type ProblemParam = string | number | boolean | null;

/**
 * One thing that is wrong, as a code `<module>.<kebab>` with typed parameters; its words live in the messages of that module.
 * `field` is the name of the form field or column, `row` the 1-based row of an import, `cell` its address (B7).
 */
export type Problem = {
  code: string;
  params?: Record<string, ProblemParam>;
  field?: string;
  row?: number;
  cell?: string;
};

export function problem(
  code: string,
  params?: Problem["params"],
  place?: Pick<Problem, "field" | "row" | "cell">,
): Problem {
  return { code, ...(params ? { params } : {}), ...place };
}

/** An expected refusal: what the person asked for cannot be done as it stands. */
export class DomainError extends Error {
  readonly problems: Problem[];
  constructor(problems: Problem[]) {
    super(problems.map((p) => p.code).join(", "));
    this.name = "DomainError";
    this.problems = problems;
  }
}

export class NotAuthenticated extends Error {
  override name = "NotAuthenticated";
}

/** In scope, but this role may not do it. */
export class Forbidden extends Error {
  override name = "Forbidden";
}

/** Not there, or not within the actor's scope: the two are never told apart. */
export class NotFound extends Error {
  override name = "NotFound";
}

/** Throws once with all problems; does nothing without any. */
export function failOn(problems: Problem[]): void {
  if (problems.length > 0) throw new DomainError(problems);
}

export function fail(
  code: string,
  params?: Problem["params"],
  place?: Pick<Problem, "field" | "row" | "cell">,
): never {
  throw new DomainError([problem(code, params, place)]);
}
