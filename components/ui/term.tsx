import Link from "next/link";
import { type ReactNode, useId } from "react";

type Props = {
  /** The term as it stands in its sentence. */
  children: ReactNode;
  /** What it means, in one line. */
  line: string;
  more: { href: string; label: string };
};

/**
 * A term of the domain with a dotted line under it: pressed, it says in place what it means. The browser opens and closes it, and
 * moves the focus, without a script.
 */
export function Term({ children, line, more }: Props) {
  const id = useId();
  return (
    <>
      <button type="button" popoverTarget={id} className="term">
        {children}
      </button>
      <span id={id} popover="auto" className="term-line">
        <span className="block">{line}</span>
        <Link
          prefetch={false}
          href={more.href}
          className="link mt-1 inline-flex min-h-6 items-center max-sm:min-h-11"
        >
          {more.label}
        </Link>
      </span>
    </>
  );
}
