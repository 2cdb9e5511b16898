import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Icon } from "../ui/icon";
import { Mark } from "../ui/mark";
import { DemonstrationTag } from "../ui/state-face";
import { BottomTabs } from "./bottom-tabs";
import type { DisplayLinks, NavItem } from "./shell-props";
import { SkipLink } from "./skip-link";

type Props = {
  /** What this page belongs to; the h1 stands in the content. Absent on the first page: the product's name. */
  title?: string;
  back?: { href: string; label: string };
  homeHref: string;
  display: DisplayLinks;
  demonstration?: boolean;
  clock?: ReactNode;
  /** The four tabs, on pages that have no action of their own at the foot. */
  tabs?: NavItem[];
  children: ReactNode;
};

/** One column for a thumb: teacher, school confirmation, check-in. Put a `<PhoneFoot>` inside the form. */
export function PhoneShell({ title, back, homeHref, display, demonstration, clock, tabs, children }: Props) {
  const t = useTranslations("shell");
  return (
    <div className="flex min-h-dvh flex-col bg-canvas text-17">
      <SkipLink>{t("skip")}</SkipLink>
      {clock}
      <header data-chrome className="sticky top-0 z-30 border-b border-line bg-surface">
        <div className="mx-auto grid min-h-13 max-w-phone grid-cols-[1fr_auto_1fr] items-center px-2">
          {back ? (
            <Link
              prefetch={false}
              href={back.href}
              className="flex size-11 items-center justify-center rounded-control text-brand large:size-12"
            >
              <Icon name="chevron-left" size={18} />
              <span className="sr-only">{back.label}</span>
            </Link>
          ) : (
            <Link
              prefetch={false}
              href={homeHref}
              className="flex size-11 items-center justify-center rounded-control"
            >
              <Mark size={22} />
              <span className="sr-only">{t("home")}</span>
            </Link>
          )}
          <p className="flex items-center justify-center gap-1.5 font-bold">
            <span className="min-w-0 text-center">{title ?? t("productShort")}</span>
            {demonstration ? <DemonstrationTag>{t("demonstrationShort")}</DemonstrationTag> : null}
          </p>
          <Link
            prefetch={false}
            href={display.isLarge ? (display.largeText ?? display.all) : display.all}
            className="flex min-h-11 items-center gap-1.5 justify-self-end rounded-control whitespace-nowrap px-2 text-16 text-brand"
          >
            {display.isLarge ? null : <Icon name="display" />}
            {display.isLarge ? t("normalText") : t("display")}
          </Link>
        </div>
      </header>
      <main
        id="content"
        tabIndex={-1}
        className="mx-auto flex w-full max-w-phone flex-1 flex-col gap-4 px-4 pt-4 pb-6 has-[[data-phone-foot]]:pb-28"
      >
        {children}
      </main>
      {tabs ? <BottomTabs tabs={tabs} always /> : null}
    </div>
  );
}

/** The one primary action, at the thumb. It stands inside the form that it sends. */
export function PhoneFoot({ children }: { children: ReactNode }) {
  return (
    <div
      data-foot
      data-phone-foot
      data-chrome
      className="fixed inset-x-0 bottom-0 z-20 border-t border-line bg-surface"
    >
      <div className="mx-auto grid max-w-phone gap-2 px-4 py-3">{children}</div>
    </div>
  );
}
