import { redirect } from "next/navigation";

/** An address that no route has: the router answers it with the not-found page and status 404. */
const NOWHERE = "/not-found";

/**
 * For what is not there, and for what is not yours. Next's own notFound() leaves a page that only a script can draw; this one is
 * whole HTML for every browser.
 */
export function missing(): never {
  redirect(NOWHERE);
}
