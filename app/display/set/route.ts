import { type NextRequest, NextResponse } from "next/server";
import { displayCookies, singleKeys, textSizes, themes } from "@/components/shell/display";
import { localeCookie, locales } from "@/lib/i18n";
import { ownPath } from "@/lib/kernel/own-path";

const YEAR_SECONDS = 365 * 24 * 60 * 60;

/**
 * Sets one display choice and goes back to the page it was made on. A link, so that it works everywhere without JavaScript;
 * it changes nothing but the visitor's own cookies.
 */
export function GET(request: NextRequest): NextResponse {
  const choice = request.nextUrl.searchParams;
  const response = new NextResponse(null, { status: 303, headers: { location: cameFrom(request) } });
  const keep = (name: string, value: string | undefined) => {
    if (value) response.cookies.set(name, value, { path: "/", maxAge: YEAR_SECONDS, sameSite: "lax" });
  };
  keep(
    displayCookies.text,
    textSizes.find((size) => size === choice.get("text")),
  );
  keep(
    displayCookies.keys,
    singleKeys.find((keys) => keys === choice.get("keys")),
  );
  keep(
    localeCookie,
    locales.find((locale) => locale === choice.get("language")),
  );
  if (choice.get("theme") === "system") response.cookies.delete(displayCookies.theme);
  else
    keep(
      displayCookies.theme,
      themes.find((theme) => theme === choice.get("theme")),
    );
  return response;
}

/** The path of the page that linked here; never another host. */
function cameFrom(request: NextRequest): string {
  const referer = request.headers.get("referer");
  const host = request.headers.get("host");
  if (referer && host && URL.canParse(referer) && new URL(referer).host === host) {
    const { pathname, search } = new URL(referer);
    return ownPath(pathname + search, "/display");
  }
  return "/display";
}
