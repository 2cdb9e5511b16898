/** Only a path of our own, as a browser would read it: tabs and backslashes make foreign hosts of what begins with one slash. */
export function ownPath(next: string | undefined): string {
  const here = "http://here.invalid";
  if (!next?.startsWith("/") || !URL.canParse(next, here)) return "/desk";
  const url = new URL(next, here);
  return url.origin === here ? `${url.pathname}${url.search}${url.hash}` : "/desk";
}
