import { signOut } from "@/lib/identity";
import { Forbidden } from "@/lib/kernel/problem";
import { clearSessionCookie, currentActor, requireOwnOrigin } from "@/lib/web";

/**
 * A plain form posts here and gets a new document, with or without JavaScript. An action could neither send this header nor empty
 * the pages that the browser keeps to go back to.
 */
export async function POST(): Promise<Response> {
  try {
    await requireOwnOrigin();
  } catch (error) {
    if (error instanceof Forbidden) return new Response(null, { status: 403 });
    throw error;
  }
  const actor = await currentActor();
  if (actor) await signOut(actor, {});
  await clearSessionCookie();
  const headers = { location: "/sign-in?done=signed-out", "clear-site-data": '"cache", "storage"' };
  return new Response(null, { status: 303, headers });
}
