import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Banner } from "../ui/banner";
import { cx } from "../ui/cx";
import { BottomTabs } from "./bottom-tabs";
import { DeskTopBar } from "./desk-top-bar";
import { DismissMenus } from "./dismiss-menus";
import { Rail } from "./rail";
import type { DeskProps } from "./shell-props";
import { SkipLink } from "./skip-link";

type Props = DeskProps & {
  /** A DemonstrationBar, where there is one. */
  clock?: ReactNode;
  folded?: boolean;
  /** The page fills the window and its regions scroll by themselves, where the window is big enough. */
  fill?: boolean;
  children: ReactNode;
};

/** Everything behind sign-in, except on the teacher's phone. `children` brings the page's one h1. */
export function DeskShell({ clock, folded, fill, children, ...desk }: Props) {
  const t = useTranslations("shell");
  const firstTabs = desk.phoneTabs ?? desk.navigation.flatMap((group) => group.items).slice(0, 3);
  return (
    <div
      className={cx(
        "flex min-h-dvh flex-col bg-surface [--head-top:3rem]",
        fill && "fill:h-dvh fill:overflow-hidden",
      )}
    >
      <SkipLink>{t("skip")}</SkipLink>
      {clock}
      <DeskTopBar {...desk} />
      {desk.delegation ? (
        <section aria-label={t("onBehalf")}>
          <Banner tone="deleg" className="rounded-none border-x-0 border-t-0 py-1">
            {desk.delegation}
          </Banner>
        </section>
      ) : null}
      <div className={cx("flex flex-1", fill && "fill:min-h-0")}>
        <Rail navigation={desk.navigation} folded={folded} />
        <main
          id="content"
          tabIndex={-1}
          className={cx("flex min-w-0 flex-1 flex-col", fill && "fill:min-h-0 fill:overflow-hidden")}
        >
          {children}
        </main>
      </div>
      <BottomTabs tabs={firstTabs} navigation={desk.navigation} />
      <DismissMenus />
    </div>
  );
}

/** The ordinary room of a desk page: margins and rhythm. */
export function DeskPage({ children, className }: { children: ReactNode; className?: string }) {
  return <div className={cx("flex flex-col gap-6 px-4 py-6 sm:px-8", className)}>{children}</div>;
}

/** Main column and an aside of about a third, as on a desk's first page or a resource page. */
export function WithAside({
  children,
  aside,
  label,
}: {
  children: ReactNode;
  aside: ReactNode;
  label: string;
}) {
  return (
    <div className="grid gap-x-10 gap-y-8 xl:grid-cols-[minmax(0,2fr)_minmax(20rem,1fr)] large:grid-cols-1">
      <div className="flex min-w-0 flex-col gap-8">{children}</div>
      <aside aria-label={label} className="flex min-w-0 flex-col gap-8">
        {aside}
      </aside>
    </div>
  );
}
