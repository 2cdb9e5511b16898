import type { ReactNode } from "react";

/** A term of the glossary: its line opens in place, by pointer or keyboard, without JavaScript. Not inside a `<p>`. */
export function DefinitionTip({ term, children }: { term: ReactNode; children: ReactNode }) {
  return (
    <details className="group inline-block max-w-full align-baseline open:block">
      <summary className="inline underline decoration-ink-3 decoration-dotted underline-offset-4">
        {term}
      </summary>
      <span className="my-1 block max-w-measure border-l-[3px] border-line-strong pl-3 text-13 text-ink-2">
        {children}
      </span>
    </details>
  );
}

/** A line that opens more text under it: examples, “how was this worked out”, what else is open. */
export function Disclosure({ summary, children }: { summary: ReactNode; children: ReactNode }) {
  return (
    <details className="group">
      <summary className="link inline-flex min-h-6 items-center gap-1.5 max-sm:min-h-11">{summary}</summary>
      <div className="pt-2">{children}</div>
    </details>
  );
}
