import { formatTime } from "@/lib/i18n";
import { DomainError, Forbidden, fail } from "@/lib/kernel/problem";
import { translateDatabaseError } from "@/lib/platform/database-error";
import { MOST_KILOBYTES } from "@/lib/platform/form-drafts";
import { currentActor, dropDrafts, keepDraft, requireOwnOrigin, showProblems } from "@/lib/web";

/** More than any draft may be, and as much as a browser sends while a page is being left. */
const MOST_BYTES = 300_000;

/**
 * Keeps a draft while it is typed. An action would draw the page again after every pause; this answers with the time and nothing
 * else.
 */
export async function POST(request: Request): Promise<Response> {
  try {
    const { actor, form } = await asked(request);
    if (!actor) return Response.json(null, { status: 401 });
    const savedAt = await keepDraft(actor, form);
    return savedAt ? Response.json({ time: formatTime(savedAt) }) : Response.json(null, { status: 400 });
  } catch (error) {
    return refusal(error);
  }
}

/** Throws one away. */
export async function DELETE(request: Request): Promise<Response> {
  try {
    const { actor, form } = await asked(request);
    if (!actor) return Response.json(null, { status: 401 });
    await dropDrafts(actor, form);
    return new Response(null, { status: 204 });
  } catch (error) {
    return refusal(error);
  }
}

async function asked(request: Request) {
  await requireOwnOrigin();
  const actor = await currentActor();
  const isLarge = Number(request.headers.get("content-length") ?? 0) > MOST_BYTES;
  if (actor && isLarge) fail("common.draft-large", { most: MOST_KILOBYTES });
  return { actor, form: actor ? await request.formData().catch(() => new FormData()) : new FormData() };
}

async function refusal(error: unknown): Promise<Response> {
  if (error instanceof Forbidden) return Response.json(null, { status: 403 });
  const known = translateDatabaseError(error);
  if (!(known instanceof DomainError)) throw error;
  const [shown] = await showProblems(known.problems);
  return Response.json(
    { code: shown?.code, message: shown?.message, next: shown?.nextStep },
    { status: 409 },
  );
}
