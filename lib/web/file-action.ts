import "server-only";
import { redirect } from "next/navigation";
import type { z } from "zod";
import type { Actor } from "@/lib/access";
import { withinAllowance } from "@/lib/identity";
import { DomainError, Forbidden, type Problem } from "@/lib/kernel/problem";
import { formObject, stepUp } from "./action";
import { requireOwnOrigin } from "./origin";
import { NOWHERE } from "./refusals";
import { requireActor } from "./session";

type Definition<Schema extends z.ZodType> = {
  /** What stands in the address and in the form together. */
  input: Schema;
  /** One command, and its result as a file. */
  write: (actor: Actor, input: z.output<Schema>) => Promise<Response>;
  /** The page with the form; it shows why there is no file. */
  page: (input: z.output<Schema>) => string;
};

type Context = { params: Promise<Record<string, string>> };

/**
 * A form whose answer is a file of many people's data. A post, since taking it leaves its trace in the trail; a plain form, since
 * saving a file needs no script. A refusal leads back to the page.
 */
export function defineFileAction<Schema extends z.ZodType>(
  definition: Definition<Schema>,
): (request: Request, context: Context) => Promise<Response> {
  return async (request, { params }) => {
    if (!(await isOwnOrigin())) return new Response(null, { status: 403 });
    const [actor, path, form] = await Promise.all([requireActor(), params, request.formData()]);
    const asked = Object.fromEntries(new URL(request.url).searchParams);
    const input = definition.input.safeParse({ ...asked, ...formObject(form), ...path });
    if (!input.success) redirect(NOWHERE);
    const back = (problems: Problem[]) => refusal(definition.page(input.data), problems[0]);
    const wrongCode = await stepUp(actor, form);
    if (wrongCode) return back(wrongCode);
    try {
      return await withinAllowance(actor, "web.files", {}, () => definition.write(actor, input.data));
    } catch (error) {
      if (error instanceof DomainError) return back(error.problems);
      throw error;
    }
  };
}

/** The code stands in `refused`, the numbers that its words name beside it. */
function refusal(page: string, problem: Problem | undefined): Response {
  const [address = "", hash] = page.split("#");
  const query = new URLSearchParams({ refused: problem?.code ?? "" });
  for (const [name, value] of Object.entries(problem?.params ?? {}))
    if (typeof value === "number") query.set(`refused.${name}`, String(value));
  const location = `${address}${address.includes("?") ? "&" : "?"}${query}${hash ? `#${hash}` : ""}`;
  return new Response(null, { status: 303, headers: { location } });
}

async function isOwnOrigin(): Promise<boolean> {
  try {
    await requireOwnOrigin();
    return true;
  } catch (error) {
    if (error instanceof Forbidden) return false;
    throw error;
  }
}
