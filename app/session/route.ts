import { Forbidden } from "@/lib/kernel/problem";
import { currentActor, requireOwnOrigin } from "@/lib/web";

/** “Stay signed in”: being seen is what renews a session, so there is nothing else to do. 401 where it is over. */
export async function POST(): Promise<Response> {
  try {
    await requireOwnOrigin();
  } catch (error) {
    if (error instanceof Forbidden) return new Response(null, { status: 403 });
    throw error;
  }
  return new Response(null, { status: (await currentActor()) ? 204 : 401 });
}
