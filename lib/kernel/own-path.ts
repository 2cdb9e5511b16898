/** Leads nowhere after signing in: these pages are the way in and out. */
const DOORS = ["/sign-in", "/sign-in/code", "/sign-out", "/activate"];

/**
 * Only a path of our own, as a browser would read it: tabs and backslashes make foreign hosts of what begins with one slash, and
 * so do dots before a second one.
 */
export function ownPath(next: string | undefined, otherwise = "/desk"): string {
  const here = "http://here.invalid";
  if (!next?.startsWith("/") || !URL.canParse(next, here)) return otherwise;
  const url = new URL(next, here);
  const ours = url.origin === here && !url.pathname.startsWith("//") && !DOORS.includes(url.pathname);
  return ours ? `${url.pathname}${url.search}${url.hash}` : otherwise;
}
