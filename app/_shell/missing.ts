import { redirect } from "next/navigation";
import { NOWHERE } from "@/lib/web";

/**
 * For what is not there, and for what is not yours. Next's own notFound() leaves a page that only a script can draw; this one is
 * whole HTML for every browser.
 */
export function missing(): never {
  redirect(NOWHERE);
}
