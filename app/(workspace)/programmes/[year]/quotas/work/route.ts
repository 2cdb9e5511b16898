import { DomainError, Forbidden } from "@/lib/kernel/problem";
import { keepQuotaWork } from "@/lib/quotas";
import { keepQuotaWorkSchema } from "@/lib/quotas/schema";
import { currentActor, requireOwnOrigin } from "@/lib/web";

/** A hundred steps, some of them whole tables. */
const MOST_BYTES = 3_000_000;

/**
 * Keeps unsaved work while it is typed. An action would render the page again after every pause; this answers with the
 * revision and nothing else.
 */
export async function PUT(
  request: Request,
  { params }: { params: Promise<{ year: string }> },
): Promise<Response> {
  try {
    await requireOwnOrigin();
    const [actor, { year }] = await Promise.all([currentActor(), params]);
    if (!actor) return Response.json(null, { status: 401 });
    const text = await request.text();
    if (text.length > MOST_BYTES) return Response.json(null, { status: 413 });
    const input = keepQuotaWorkSchema.safeParse({ ...parsed(text), year });
    if (!input.success) return Response.json(null, { status: 400 });
    return Response.json(await keepQuotaWork(actor, input.data));
  } catch (error) {
    if (error instanceof Forbidden) return Response.json(null, { status: 403 });
    if (error instanceof DomainError)
      return Response.json({ code: error.problems[0]?.code ?? null }, { status: 409 });
    throw error;
  }
}

function parsed(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}
