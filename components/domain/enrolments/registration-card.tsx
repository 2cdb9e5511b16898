import type { ReactNode } from "react";
import { Mark } from "@/components/ui/mark";
import { Tag } from "@/components/ui/state-face";

type Props = {
  kind: ReactNode;
  waiting: string;
  title: string;
  code: string;
  facts: { label: string; value: ReactNode }[];
  deadline: ReactNode;
  action: ReactNode;
  note: string;
};

/** A registration card as a ticket: what it is for above the perforation, what to do with it below. */
export function RegistrationCardTicket({ kind, waiting, title, code, facts, deadline, action, note }: Props) {
  return (
    <article data-edge className="overflow-hidden rounded-card border border-line-strong bg-surface">
      <div className="px-4 pt-4 pb-2">
        <p className="flex flex-wrap items-center justify-between gap-2 text-16 text-ink-2">
          <span className="flex items-center gap-1.5">
            <Mark size={14} />
            {kind}
          </span>
          <Tag face="todo">{waiting}</Tag>
        </p>
        <h2 className="mt-1 text-20 font-bold">{title}</h2>
        <p className="text-16 text-ink-2">{code}</p>
      </div>
      <div aria-hidden="true" className="relative h-4">
        <span className="absolute inset-x-4 top-1/2 border-t border-dashed border-line-strong" />
        <span className="absolute top-0 -left-2 size-4 rounded-full border border-line-strong bg-canvas" />
        <span className="absolute top-0 -right-2 size-4 rounded-full border border-line-strong bg-canvas" />
      </div>
      <div className="grid gap-3 px-4 pt-2 pb-4">
        <dl className="grid gap-1">
          {facts.map((fact) => (
            <div key={fact.label} className="grid grid-cols-[4.5em_1fr] gap-x-2 large:grid-cols-1">
              <dt className="text-ink-3">{fact.label}</dt>
              <dd>{fact.value}</dd>
            </div>
          ))}
        </dl>
        {deadline ? <p>{deadline}</p> : null}
        {action}
        <p className="text-center text-16 text-ink-2">{note}</p>
      </div>
    </article>
  );
}
