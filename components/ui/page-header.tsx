import type { ReactNode } from "react";
import { Breadcrumb, type Crumb } from "./breadcrumb";
import { cx } from "./cx";

type Props = {
  title: ReactNode;
  path?: { label: string; crumbs: Crumb[] };
  /** A Tag or a Deadline beside the title. */
  state?: ReactNode;
  /** One line of facts under the title. */
  facts?: ReactNode;
  /** At most one primary button, other buttons before it. */
  actions?: ReactNode;
  /** Tabs, flush with the lower edge. */
  tabs?: ReactNode;
  className?: string;
};

export function PageHeader({ title, path, state, facts, actions, tabs, className }: Props) {
  return (
    <header className={className}>
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          {path ? <Breadcrumb label={path.label} path={path.crumbs} /> : null}
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <h1 tabIndex={-1} className="text-24">
              {title}
            </h1>
            {state}
          </div>
          {facts ? <div className="mt-1 text-ink-2">{facts}</div> : null}
        </div>
        {actions ? (
          <div data-chrome className="flex max-w-full flex-wrap items-center gap-3">
            {actions}
          </div>
        ) : null}
      </div>
      {tabs ? <div className="mt-3">{tabs}</div> : null}
    </header>
  );
}

/** Facts in one line, set apart by room and not by marks. */
export function Facts({ items }: { items: ReactNode[] }) {
  return (
    <ul className="flex flex-wrap gap-x-6 text-13 text-ink-2">
      {items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the facts are fixed by their place
        <li key={index}>{item}</li>
      ))}
    </ul>
  );
}

type SectionProps = {
  id?: string;
  title: ReactNode;
  note?: ReactNode;
  aside?: ReactNode;
  rule?: boolean;
  children: ReactNode;
  className?: string;
};

export function Section({ id, title, note, aside, rule = true, children, className }: SectionProps) {
  return (
    <section aria-labelledby={id} className={className}>
      <div
        className={cx(
          "flex flex-wrap items-baseline gap-x-3 pb-1.5",
          rule ? "border-b border-line-strong" : "mb-1",
        )}
      >
        <h2 id={id} className="text-16 font-bold">
          {title}
        </h2>
        {note ? <span className="text-13 text-ink-2">{note}</span> : null}
        {aside ? <span className="ml-auto text-13">{aside}</span> : null}
      </div>
      {children}
    </section>
  );
}
