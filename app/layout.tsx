import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { displayCookies, parseDisplay } from "@/components/shell/display";
import { FocusOnArrival } from "@/components/shell/focus-on-arrival";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import "./globals.css";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("shell");
  return {
    title: { default: t("product"), template: `%s · ${t("productShort")}` },
    icons: { icon: "/icon.svg" },
    formatDetection: { telephone: false, date: false, address: false, email: false },
  };
}

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#ffffff" },
    { media: "(prefers-color-scheme: dark)", color: "#14181c" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const jar = await cookies();
  const { theme, text, keys } = parseDisplay({
    theme: jar.get(displayCookies.theme)?.value,
    text: jar.get(displayCookies.text)?.value,
    keys: jar.get(displayCookies.keys)?.value,
  });
  return (
    <html lang={await getLocale()} data-theme={theme} data-text={text} data-keys={keys}>
      <body>
        {children}
        <FocusOnArrival />
      </body>
    </html>
  );
}
