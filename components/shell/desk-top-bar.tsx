import Link from "next/link";
import { Icon } from "../ui/icon";
import { Mark } from "../ui/mark";
import { SearchBox } from "../ui/search-box";
import { DemonstrationTag } from "../ui/state-face";
import { AccountMenu } from "./account-menu";
import { SearchKey } from "./search-key";
import type { DeskProps } from "./shell-props";

const item =
  "flex min-h-8 items-center gap-2 rounded-control px-2 whitespace-nowrap hover:bg-select max-sm:min-h-11";

export function DeskTopBar({
  demonstration,
  homeHref,
  year,
  search,
  inbox,
  display,
  helpHref,
  person,
  words,
}: DeskProps) {
  return (
    <header
      data-chrome
      className="sticky top-0 z-30 flex min-h-12 items-center gap-x-3 border-b border-line bg-surface px-4 max-sm:gap-x-1 max-sm:px-2"
    >
      <Link prefetch={false} href={homeHref} className="flex min-h-8 items-center gap-2.5 whitespace-nowrap">
        <Mark size={21} />
        <span className="text-16 font-bold">
          {words.productShort}{" "}
          <span className="font-normal text-ink-2 max-lg:hidden">{words.productKind}</span>
        </span>
      </Link>
      {demonstration ? (
        <>
          <span className="max-sm:hidden">
            <DemonstrationTag>{words.demonstration}</DemonstrationTag>
          </span>
          <span className="sm:hidden large:hidden">
            <DemonstrationTag>{words.demonstrationShort}</DemonstrationTag>
          </span>
        </>
      ) : null}
      {year ? (
        <div className="flex min-w-0 items-center gap-2 border-l border-line-strong pl-3 max-lg:hidden">
          <YearMenu year={year} />
        </div>
      ) : null}
      <div className="ml-auto flex items-center gap-1 sm:gap-2">
        {search ? (
          <>
            <search data-search className="relative w-72 max-xl:w-52 max-lg:hidden">
              <form action={search.action}>
                <SearchBox label={search.label} name="q" aria-keyshortcuts="Control+K" />
              </form>
              <span
                aria-hidden="true"
                className="needs-script pointer-events-none absolute top-1/2 right-2 -translate-y-1/2 rounded-tag border border-line-strong px-1.5 text-12 text-ink-2 max-xl:hidden"
              >
                Ctrl K
              </span>
            </search>
            <Link
              prefetch={false}
              href={search.action}
              aria-label={search.label}
              className={`${item} lg:hidden`}
            >
              <Icon name="search" />
            </Link>
            <SearchKey action={search.action} />
          </>
        ) : null}
        {inbox ? (
          <Link
            prefetch={false}
            href={inbox.href}
            aria-label={inbox.label}
            className={`${item} max-sm:hidden`}
          >
            <Icon name="inbox" />
            <span>{words.inbox}</span>
            {inbox.count > 0 ? <b>{inbox.count}</b> : null}
          </Link>
        ) : null}
        <Link prefetch={false} href={display.all} className={item}>
          <Icon name="display" />
          <span className="max-sm:sr-only">{words.display}</span>
        </Link>
        <Link prefetch={false} href={helpHref} className={item}>
          <Icon name="help" />
          <span className="max-sm:sr-only">{words.help}</span>
        </Link>
        <div className="border-l border-line-strong pl-1 sm:pl-2">
          <AccountMenu person={person} words={words} />
        </div>
      </div>
    </header>
  );
}

function YearMenu({ year }: { year: NonNullable<DeskProps["year"]> }) {
  const options = year.options ?? [];
  if (options.length < 2) return <span className="truncate">{year.title}</span>;
  return (
    <details data-menu name="shell-menu" className="relative min-w-0">
      <summary className={item}>
        <span className="truncate">{year.title}</span>
        <Icon name="chevron-down" size={14} />
      </summary>
      <ul className="absolute top-full left-0 z-50 mt-1 w-max rounded-panel border border-line-strong bg-raised p-2 shadow-float">
        {options.map((option) => (
          <li key={option.href}>
            <Link
              prefetch={false}
              href={option.href}
              aria-current={option.current ? "true" : undefined}
              className={`${item} ${option.current ? "font-bold" : ""}`}
            >
              {option.label}
            </Link>
          </li>
        ))}
      </ul>
    </details>
  );
}
