import Link from "next/link";
import { cx } from "../ui/cx";
import { Icon } from "../ui/icon";
import type { NavGroup, NavItem, ShellWords } from "./shell-props";

/** The left rail: 208 wide, or 56 with the words as tooltips. Not on a phone. */
export function Rail({
  navigation,
  words,
  folded,
}: {
  navigation: NavGroup[];
  words: ShellWords;
  folded?: boolean;
}) {
  return (
    <nav
      aria-label={words.menu}
      data-chrome
      className={cx(
        "sticky top-12 hidden max-h-[calc(100dvh-3rem)] shrink-0 self-stretch overflow-y-auto border-r border-line bg-canvas py-3 wide:block",
        folded ? "w-14" : "w-52",
      )}
    >
      {navigation.map((group) => (
        <div
          key={group.key}
          className={cx(
            folded && "border-t border-line-strong pt-2 mx-2 mt-2 first:mt-0 first:border-0 first:pt-0",
          )}
        >
          {group.title && !folded ? (
            <p className="px-4.5 pt-3 pb-1 text-12 text-ink-3">{group.title}</p>
          ) : null}
          <ul>
            {group.items.map((item) => (
              <li key={item.key}>
                <RailLink item={item} folded={folded} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

function RailLink({ item, folded }: { item: NavItem; folded?: boolean }) {
  return (
    <Link
      prefetch={false}
      href={item.href}
      aria-current={item.current ? "page" : undefined}
      title={folded ? [item.label, item.spokenCount].filter(Boolean).join(" · ") : undefined}
      className={cx(
        "relative my-px flex min-h-8 items-center gap-3 rounded-control border -outline-offset-2",
        folded ? "justify-center" : "mx-2 px-2.5",
        item.current
          ? "border-line bg-surface font-bold before:absolute before:top-1.5 before:bottom-1.5 before:-left-2 before:w-[3px] before:rounded-r-[2px] before:bg-brand"
          : "border-transparent hover:bg-select",
      )}
    >
      <Icon name={item.icon} className={item.current ? "text-brand" : "text-ink-2"} />
      <span className={folded ? "sr-only" : "min-w-0 flex-1"}>{item.label}</span>
      {item.count ? (
        <>
          <span
            aria-hidden="true"
            className={
              folded ? "absolute top-1 right-1 size-2 rounded-full bg-todo" : "text-13 font-bold text-todo"
            }
          >
            {folded ? null : item.count}
          </span>
          <span className="sr-only">{item.spokenCount}</span>
        </>
      ) : null}
    </Link>
  );
}
