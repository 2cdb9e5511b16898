import { redirect } from "next/navigation";
import { Forbidden, NotFound } from "@/lib/kernel/problem";

/** An address that no route has: the router answers it with the page of what is not there, whole HTML and 404 (docs/adr/0013). */
export const NOWHERE = "/not-found";

/** By this Next knows a redirect that is under way. */
function digestOfRedirect(address: string): unknown {
  try {
    return redirect(address);
  } catch (error) {
    return (error as { digest?: unknown }).digest;
  }
}

/**
 * A refusal that no page catches is the page of what is not there, never an error of ours: no page can forget it. Why it is done
 * here, once: docs/adr/0029.
 */
for (const refusal of [Forbidden, NotFound])
  Object.defineProperty(refusal.prototype, "digest", { value: digestOfRedirect(NOWHERE) });
