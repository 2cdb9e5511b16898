import type { ReactNode } from "react";
import { EntryShell } from "@/components/shell/entry-shell";
import { PublicShell } from "@/components/shell/public-shell";
import { formatDate, formatWeekday } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { clockState } from "@/lib/platform/clock";
import { currentActor } from "@/lib/web";
import { ClockBar } from "./clock-bar";
import { displayLinks } from "./display-links";
import { helpAddress } from "./help-address";
import { ReadingAid } from "./page-aids";
import { PrintLine } from "./print-line";
import { shellWords } from "./shell-words";

async function frame() {
  const [state, actor, display, helpHref, words, locale] = await Promise.all([
    clockState(),
    currentActor(),
    displayLinks(),
    helpAddress(),
    shellWords(),
    getLocale(),
  ]);
  const separator = locale === "en" ? ", " : "";
  return {
    homeHref: "/",
    words,
    display,
    helpHref,
    demonstration: state.demonstration,
    date: `${formatDate(state.now, locale)}${separator}${formatWeekday(state.now, locale)}`,
    clock: <ClockBar now={state.now} demonstration={state.demonstration} />,
    printLine: <PrintLine now={state.now} actor={actor} />,
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
  const [{ printLine, ...props }, t] = await Promise.all([frame(), getTranslations("desk")]);
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
      <ReadingAid className="mb-4" />
      {children}
      {printLine}
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
  const { account: _account, printLine, ...props } = await frame();
  return (
    <EntryShell {...props} aside={aside} asideLabel={asideLabel}>
      <ReadingAid className="mb-6" />
      {children}
      {printLine}
    </EntryShell>
  );
}
