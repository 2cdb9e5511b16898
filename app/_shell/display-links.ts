import { cookies } from "next/headers";
import { displayCookies } from "@/components/shell/display";
import type { DisplayLinks } from "@/components/shell/shell-props";
import { localeCookie } from "@/lib/i18n";

/** Each link is the display page with one choice made; it comes back to where it was clicked. */
export async function displayLinks(): Promise<DisplayLinks> {
  const jar = await cookies();
  const isLarge = jar.get(displayCookies.text)?.value === "large";
  const isDark = jar.get(displayCookies.theme)?.value === "dark";
  const english = jar.get(localeCookie)?.value === "en";
  return {
    all: "/display",
    accessibility: "/display",
    largeText: `/display/set?text=${isLarge ? "normal" : "large"}`,
    theme: `/display/set?theme=${isDark ? "light" : "dark"}`,
    language: `/display/set?language=${english ? "zh-CN" : "en"}`,
    isLarge,
    isDark,
  };
}
