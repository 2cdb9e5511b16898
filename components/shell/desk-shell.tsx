"use client";

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

/**
 * Everything behind sign-in, except on the teacher's phone. `children` brings the page's one h1. The frames are client
 * components for speed: so their markup goes into the page once, as HTML, and not a second time as data for React.
 */
export function DeskShell({ clock, folded, fill, children, ...desk }: Props) {
  const { words } = desk;
  const firstTabs = desk.phoneTabs ?? desk.navigation.flatMap((group) => group.items).slice(0, 3);
  return (
    <div
      className={cx(
        "flex min-h-dvh flex-col bg-surface [--head-top:3rem]",
        fill && "fill:h-dvh fill:overflow-hidden",
      )}
    >
      <SkipLink>{words.skip}</SkipLink>
      {clock}
      <DeskTopBar {...desk} />
      {desk.delegation ? (
        <section aria-label={words.onBehalf}>
          <Banner tone="deleg" className="rounded-none border-x-0 border-t-0 py-1">
            {desk.delegation}
          </Banner>
        </section>
      ) : null}
      {desk.ended ? (
        <section aria-label={words.onBehalf}>
          <Banner tone="info" className="rounded-none border-x-0 border-t-0 py-1">
            {desk.ended}
          </Banner>
        </section>
      ) : null}
      <div className={cx("flex flex-1", fill && "fill:min-h-0")}>
        <Rail navigation={desk.navigation} words={words} folded={folded} />
        <main
          id="content"
          tabIndex={-1}
          className={cx("flex min-w-0 flex-1 flex-col", fill && "fill:min-h-0 fill:overflow-hidden")}
        >
          {children}
        </main>
      </div>
      <BottomTabs tabs={firstTabs} navigation={desk.navigation} words={words} />
      <DismissMenus />
    </div>
  );
}
