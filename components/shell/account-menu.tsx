import Link from "next/link";
import { Icon } from "../ui/icon";
import type { Person, ShellWords } from "./shell-props";

const line =
  "flex min-h-8 w-full items-center rounded-control px-2 text-left hover:bg-select max-sm:min-h-11";

/** Who I am now. Another hat replaces this one; hats are never mixed. */
export function AccountMenu({ person, words }: { person: Person; words: ShellWords }) {
  const others = person.otherAppointments ?? [];
  return (
    <details data-menu name="shell-menu" className="group relative">
      <summary className="flex min-h-10 items-center gap-2 rounded-control px-2 hover:bg-select max-sm:min-h-11">
        <span className="sr-only">{words.account}</span>
        <span className="grid max-w-[9.5rem] text-13 leading-[1.125rem] max-sm:max-w-[5.5rem]">
          <span className="truncate">{person.name}</span>
          <span className="truncate text-ink-2 max-sm:hidden">{person.organisation}</span>
        </span>
        <Icon name="chevron-down" size={14} />
      </summary>
      <div className="absolute top-full right-0 z-50 mt-1 w-64 max-w-[90vw] rounded-panel border border-line-strong bg-raised p-2 shadow-float">
        <p className="px-2 pb-2 text-13 text-ink-2">
          <b className="block text-14 text-ink">{person.name}</b>
          {person.organisation}
        </p>
        {others.length > 0 ? (
          <form action={person.switchAppointment} className="border-t border-line py-1">
            <p className="px-2 py-1 text-12 text-ink-3">{words.actAs}</p>
            {others.map((other) => (
              <button key={other.id} type="submit" name="appointmentId" value={other.id} className={line}>
                {other.label}
              </button>
            ))}
          </form>
        ) : null}
        {person.links && person.links.length > 0 ? (
          <ul className="border-t border-line py-1">
            {person.links.map((link) => (
              <li key={link.href}>
                <Link prefetch={false} href={link.href} className={line}>
                  {link.label}
                </Link>
              </li>
            ))}
          </ul>
        ) : null}
        <form action={person.signOutHref} method="post" className="border-t border-line pt-1">
          <button type="submit" className={line}>
            {words.signOut}
          </button>
        </form>
      </div>
    </details>
  );
}
