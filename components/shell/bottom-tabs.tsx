import Link from "next/link";
import { cx } from "../ui/cx";
import { Icon } from "../ui/icon";
import type { NavGroup, NavItem, ShellWords } from "./shell-props";

const tab = "flex min-h-14 flex-col items-center justify-center gap-0.5 px-1 py-1 text-12 -outline-offset-2";

/** The foot of a phone. With `navigation`, a last tab opens the whole menu as a sheet. */
export function BottomTabs({
  tabs,
  navigation,
  words,
  always,
}: {
  tabs: NavItem[];
  navigation?: NavGroup[];
  words: Pick<ShellWords, "menu" | "more">;
  always?: boolean;
}) {
  return (
    <nav
      aria-label={words.menu}
      data-chrome
      data-foot
      className={cx("sticky bottom-0 z-30 border-t border-line bg-surface", !always && "wide:hidden")}
    >
      <ul className="mx-auto grid max-w-phone auto-cols-fr grid-flow-col">
        {tabs.map((item) => (
          <li key={item.key}>
            <Link
              prefetch={false}
              href={item.href}
              aria-current={item.current ? "page" : undefined}
              className={cx(tab, item.current ? "font-bold text-brand" : "text-ink-2")}
            >
              <Icon name={item.icon} size={20} />
              <span className="text-center leading-4">
                {item.label}
                {item.count ? (
                  <>
                    <b aria-hidden="true" className="ml-1 text-todo">
                      {item.count}
                    </b>
                    <span className="sr-only"> {item.spokenCount}</span>
                  </>
                ) : null}
              </span>
            </Link>
          </li>
        ))}
        {navigation ? (
          <li>
            <details data-menu name="shell-menu">
              <summary className={cx(tab, "text-ink-2")}>
                <Icon name="menu" size={20} />
                <span>{words.more}</span>
              </summary>
              <div className="absolute inset-x-0 bottom-full max-h-[70dvh] overflow-y-auto rounded-t-card border-t border-line-strong bg-raised px-2 py-3 shadow-float">
                <Sheet navigation={navigation} />
              </div>
            </details>
          </li>
        ) : null}
      </ul>
    </nav>
  );
}

function Sheet({ navigation }: { navigation: NavGroup[] }) {
  return (
    <>
      {navigation.map((group) => (
        <div key={group.key}>
          {group.title ? <p className="px-3 pt-2 pb-1 text-12 text-ink-3">{group.title}</p> : null}
          <ul className="grid grid-cols-2 gap-x-2 large:grid-cols-1">
            {group.items.map((item) => (
              <li key={item.key}>
                <Link
                  prefetch={false}
                  href={item.href}
                  aria-current={item.current ? "page" : undefined}
                  className={cx(
                    "flex min-h-11 items-center gap-3 rounded-control px-3",
                    item.current && "bg-brand-soft font-bold",
                  )}
                >
                  <Icon name={item.icon} className="text-ink-2" />
                  <span className="min-w-0 flex-1">{item.label}</span>
                  {item.count ? <b className="text-todo">{item.count}</b> : null}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </>
  );
}
