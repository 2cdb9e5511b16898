import type { ReactNode } from "react";
import { cx } from "../ui/cx";

type Props = {
  /** Title, tabs: across both. */
  header: ReactNode;
  list: ReactNode;
  /** What the list holds, for readers and for the keyboard. */
  listLabel: string;
  /** An ActionBar under the list. */
  listFoot?: ReactNode;
  panel?: ReactNode;
  panelLabel: string;
  panelFoot?: ReactNode;
};

/**
 * A queue and its open record, inside `<DeskShell fill>`. The panel is a route of its own: on a phone, and with large
 * text, it takes the place of the list.
 */
export function ListPanelLayout({ header, list, listLabel, listFoot, panel, panelLabel, panelFoot }: Props) {
  return (
    <>
      {panel ? <h1 className="sr-only wide:hidden">{panelLabel}</h1> : null}
      <div className={cx("px-4 pt-4 sm:px-8", panel ? "hidden wide:block" : null)}>{header}</div>
      <div className="flex min-h-0 flex-1">
        <div className={cx("flex min-w-0 flex-1 flex-col fill:min-h-0", panel ? "hidden wide:flex" : null)}>
          <section
            aria-label={listLabel}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
            tabIndex={0}
            className="relative flex-1 fill:min-h-0 fill:overflow-auto fill:[--head-top:0px]"
          >
            {list}
          </section>
          {listFoot}
        </div>
        {panel ? (
          <aside
            aria-label={panelLabel}
            className="flex min-w-0 flex-1 flex-col bg-surface wide:w-[26.25rem] wide:flex-none wide:border-l wide:border-line-strong fill:min-h-0"
          >
            <section
              // biome-ignore lint/a11y/noNoninteractiveTabindex: as above
              tabIndex={0}
              aria-label={panelLabel}
              data-panel
              className="relative flex-1 px-4 py-4 sm:px-6 fill:min-h-0 fill:overflow-y-auto"
            >
              {panel}
            </section>
            {panelFoot ? (
              <div
                data-chrome
                data-foot
                className="sticky bottom-14 flex flex-wrap items-center gap-2 border-t border-line-strong bg-surface px-4 py-2.5 wide:bottom-0 sm:px-6"
              >
                {panelFoot}
              </div>
            ) : null}
          </aside>
        ) : null}
      </div>
    </>
  );
}
