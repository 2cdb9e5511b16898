import "server-only";
import { refresh } from "next/cache";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { z } from "zod";
import type { Actor } from "@/lib/access";
import { proveSecondFactor, withinAllowance } from "@/lib/identity";
import { DRAFT_FIELD, EMPTY_FORM, type FormState, STEP_UP_FIELD } from "@/lib/kernel/form-state";
import {
  DomainError,
  Forbidden,
  NotAuthenticated,
  NotFound,
  type Problem,
  problem,
} from "@/lib/kernel/problem";
import { translateDatabaseError } from "@/lib/platform/database-error";
import { log } from "@/lib/platform/log";
import { isTurnedAway } from "@/lib/platform/outage";
import { dropDraftsOfAct } from "./drafts";
import { requireOwnOrigin } from "./origin";
import { showProblems } from "./problems";
import { currentActor, setSessionCookie, signInAddress } from "./session";
import { typedValues } from "./typed-values";

type Definition<Schema extends z.ZodType, Result, Who> = {
  /** `<module>.<command>`, for the log. */
  name: string;
  input: Schema;
  /** Exactly one command; it decides permission. */
  run: (actor: Who, input: z.output<Schema>) => Promise<Result>;
  /** Where to go after success; null or absent renders the same page afresh with the result. */
  redirectTo?: (result: Result, input: z.output<Schema>) => string | null;
  /**
   * The same for acts under load, which must not write a cookie: the answer carries only the address, and the browser fetches
   * the page itself. A redirect would render that page inside the answer, at several times the cost of the act.
   */
  goTo?: (result: Result, input: z.output<Schema>) => string;
};

type Action<Result> = (previous: FormState<Result>, form: FormData) => Promise<FormState<Result>>;

/** A server action behind a session: origin, actor, strict input, one command, typed answer. */
export function defineAction<Schema extends z.ZodType, Result>(
  definition: Definition<Schema, Result, Actor>,
): Action<Result> {
  return async (previous, form) => {
    await requireOwnOrigin();
    if (isTurnedAway()) return refused([problem("common.busy")], typedValues(form));
    try {
      const actor = await currentActor();
      if (!actor) return await signedOut(previous, form);
      const problems = await stepUp(actor, form);
      return problems ? await refused(problems, typedValues(form)) : await perform(definition, actor, form);
    } catch (error) {
      return keptForm(error, form);
    }
  };
}

/** A database that does not answer leaves the form as it was filled in, with words; any other error goes on. */
function keptForm<Result>(error: unknown, form: FormData): Promise<FormState<Result>> {
  const known = translateDatabaseError(error);
  if (!(known instanceof DomainError)) throw error;
  return refused(known.problems, typedValues(form));
}

/**
 * The session ended while the form was filled in. A form that shows answers keeps everything on its page and says how to go on;
 * one that was posted without JavaScript, or shows none, leads over the sign-in page back to where it stood.
 */
async function signedOut<Result>(previous: FormState<Result>, form: FormData): Promise<FormState<Result>> {
  const stays = previous !== EMPTY_FORM && (await headers()).has("next-action");
  if (!stays) redirect(await signInAddress("unsaved"));
  return refused([problem("common.signed-out")], typedValues(form));
}

/** The same for visitors: signing in, activating an account. */
export function definePublicAction<Schema extends z.ZodType, Result>(
  definition: Definition<Schema, Result, null>,
): Action<Result> {
  return async (_previous, form) => {
    await requireOwnOrigin();
    if (isTurnedAway()) return refused([problem("common.busy")], typedValues(form));
    try {
      return await perform(definition, null, form);
    } catch (error) {
      return keptForm(error, form);
    }
  };
}

/**
 * A code given together with the act: proved first, so that nothing typed is lost on a page in between. Null where there is
 * nothing against going on; whether the act asks for a proof at all is decided in its own door.
 */
export async function stepUp(actor: Actor, form: FormData): Promise<Problem[] | null> {
  const given = form.get(STEP_UP_FIELD);
  if (typeof given !== "string" || given.trim() === "") return null;
  try {
    const { token } = await proveSecondFactor(actor, { factorCode: given.slice(0, 40) });
    await setSessionCookie(token);
    return null;
  } catch (error) {
    const problems = expectedProblems(error);
    if (!problems) throw error;
    return problems.map((one) => (one.field === "factorCode" ? { ...one, field: STEP_UP_FIELD } : one));
  }
}

/** A text with a zero is nobody's typing, and no column takes it: it is refused before anything reads it. */
async function perform<Schema extends z.ZodType, Result, Who extends Actor | null>(
  definition: Definition<Schema, Result, Who>,
  actor: Who,
  form: FormData,
): Promise<FormState<Result>> {
  const values = typedValues(form);
  const unkeepable = [...form].find(([, value]) => typeof value === "string" && value.includes("\0"));
  if (unkeepable) {
    const [field] = unkeepable;
    return refused([problem("common.field-malformed", { field }, { field })], {});
  }
  const parsed = definition.input.safeParse(formObject(form));
  if (!parsed.success) return refused(inputProblems(parsed.error), values);
  let target: string | null = null;
  let goTo: string | null = null;
  let result: Result;
  try {
    const run = () => definition.run(actor, parsed.data);
    result = await withinAllowance(actor, definition.name, values, run);
    goTo = definition.goTo?.(result, parsed.data) ?? null;
    target = goTo ?? definition.redirectTo?.(result, parsed.data) ?? null;
    if (actor) await dropDraftsOfAct(actor, form);
  } catch (error) {
    const problems = expectedProblems(translateDatabaseError(error));
    if (!problems) {
      log.error(
        { action: definition.name, err: error instanceof Error ? error.name : "unknown" },
        "action broke",
      );
      throw error;
    }
    return refused(problems, values);
  }
  if (goTo && (await headers()).has("next-action"))
    return { ok: true, problems: [], values: {}, result, goTo };
  if (target) redirect(target);
  refresh();
  return { ok: true, problems: [], values: {}, result };
}

async function refused<Result>(
  problems: Problem[],
  values: Record<string, string>,
): Promise<FormState<Result>> {
  return { ok: false, problems: await showProblems(problems), values, result: null };
}

/** Expected refusals in words; null for a bug, which goes to the error page. */
function expectedProblems(error: unknown): Problem[] | null {
  if (error instanceof DomainError) return error.problems;
  if (error instanceof Forbidden) return [problem("common.forbidden")];
  if (error instanceof NotFound) return [problem("common.not-found")];
  if (error instanceof NotAuthenticated) return [problem("common.signed-out")];
  return null;
}

/** A field that occurs once is its text or file; one that ends in [] is always a list, named without the brackets. */
export function formObject(form: FormData): Record<string, unknown> {
  const object: Record<string, unknown> = Object.create(null);
  for (const name of new Set(form.keys())) {
    if (name.startsWith("$ACTION") || name === STEP_UP_FIELD || name === DRAFT_FIELD) continue;
    if (name.endsWith("[]")) object[name.slice(0, -2)] = form.getAll(name);
    else object[name] = form.get(name);
  }
  return object;
}

/** Zod's codes as ours: a schema may name its own code as message (`module.kebab`), otherwise the field is missing or malformed. */
function inputProblems(error: z.ZodError): Problem[] {
  return error.issues.map((issue) => {
    const field = issue.path.map(String).join(".");
    const code = /^[a-z]+\.[a-z-]+$/.test(issue.message) ? issue.message : "common.field-malformed";
    return problem(code, { field }, { field });
  });
}
