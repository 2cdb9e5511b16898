import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { EntryShell } from "@/components/shell/entry-shell";
import { PublicShell } from "@/components/shell/public-shell";
import { formatDate, formatWeekday, parseLocale } from "@/lib/i18n";
import { clockState } from "@/lib/platform/clock";
import { currentActor } from "@/lib/web";
import { ClockBar } from "./clock-bar";
import { displayLinks } from "./display-links";

async function frame() {
  const [state, actor, display, locale] = await Promise.all([
    clockState(),
    currentActor(),
    displayLinks(),
    getLocale(),
  ]);
  const language = parseLocale(locale);
  const separator = language === "en" ? ", " : "";
  return {
    homeHref: "/",
    display,
    demonstration: state.demonstration,
    date: `${formatDate(state.now, language)}${separator}${formatWeekday(state.now, language)}`,
    clock: <ClockBar now={state.now} demonstration={state.demonstration} />,
    account: actor
      ? ({ href: "/desk", kind: "desk" } as const)
      : ({ href: "/sign-in", kind: "sign-in" } as const),
  };
}

/** What anyone may read. */
export async function PublicFrame({
  current,
  children,
}: {
  current: "catalogue" | "notices" | null;
  children: ReactNode;
}) {
  const [props, t] = await Promise.all([frame(), getTranslations("desk")]);
  return (
    <PublicShell
      {...props}
      links={[
        {
          key: "catalogue",
          href: "/catalogue",
          label: t("public.catalogue"),
          current: current === "catalogue",
        },
        { key: "notices", href: "/notices", label: t("public.notices"), current: current === "notices" },
      ]}
      footer={<p>{t("public.footer")}</p>}
    >
      {children}
    </PublicShell>
  );
}

/** The doors: signing in and activating an account. */
export async function EntryFrame({
  aside,
  asideLabel,
  children,
}: {
  aside?: ReactNode;
  asideLabel: string;
  children: ReactNode;
}) {
  const { account: _account, ...props } = await frame();
  return (
    <EntryShell {...props} aside={aside} asideLabel={asideLabel}>
      {children}
    </EntryShell>
  );
}
