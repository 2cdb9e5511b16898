import Link from "next/link";
import { cx } from "../ui/cx";
import { Icon } from "../ui/icon";
import { DemonstrationTag } from "../ui/state-face";
import type { DisplayLinks, ShellWords } from "./shell-props";

type Props = {
  /** Today, written out. */
  date: string;
  demonstration?: boolean;
  display: DisplayLinks;
  helpHref: string;
  /** Sign in, or back to one's own desk. */
  account?: { href: string; kind: "sign-in" | "desk" };
  words: ShellWords;
  wide?: boolean;
};

const item = "flex min-h-6 items-center gap-1.5 hover:text-ink hover:underline max-sm:min-h-11";

export function ToolLine({ date, demonstration, display, helpHref, account, words, wide }: Props) {
  return (
    <div data-chrome className="border-b border-line bg-canvas text-13 text-ink-2">
      <div
        className={cx(
          "mx-auto flex min-h-9 flex-wrap items-center justify-between gap-x-5 px-4 sm:px-6",
          !wide && "max-w-page",
        )}
      >
        <p className="flex flex-wrap items-center gap-x-5 gap-y-1 py-1">
          <span>{date}</span>
          {demonstration ? <DemonstrationTag>{words.demonstrationLong}</DemonstrationTag> : null}
        </p>
        <nav aria-label={words.tools}>
          <ul className="flex flex-wrap gap-x-5">
            {display.accessibility ? (
              <li>
                <Link prefetch={false} href={display.accessibility} className={item}>
                  <Icon name="display" size={14} />
                  {words.accessibility}
                </Link>
              </li>
            ) : null}
            <li>
              <Link prefetch={false} href={display.largeText ?? display.all} className={item}>
                {display.isLarge ? words.normalText : words.largeText}
              </Link>
            </li>
            <li>
              <Link prefetch={false} href={display.theme ?? display.all} className={item}>
                <Icon name="moon" size={14} />
                {display.isDark ? words.light : words.dark}
              </Link>
            </li>
            <li>
              <Link
                prefetch={false}
                href={display.language ?? display.all}
                lang={words.otherLanguageCode}
                className={item}
              >
                {words.otherLanguage}
              </Link>
            </li>
            <li>
              <Link prefetch={false} href={helpHref} className={item}>
                <Icon name="help" size={14} />
                {words.help}
              </Link>
            </li>
            {account ? (
              <li>
                <Link prefetch={false} href={account.href} className={cx(item, "font-bold text-ink")}>
                  {account.kind === "sign-in" ? words.signIn : words.myDesk}
                </Link>
              </li>
            ) : null}
          </ul>
        </nav>
      </div>
    </div>
  );
}
