"use client";

import { type ReactNode, useRef } from "react";

/** What carries the same `data-at` is marked together, wherever the pointer or the keyboard is on one of it. */
export function HighlightTogether({ children, className }: { children: ReactNode; className?: string }) {
  const root = useRef<HTMLDivElement>(null);
  const mark = (target: EventTarget | null) => {
    const at = target instanceof Element ? target.closest<HTMLElement>("[data-at]")?.dataset.at : undefined;
    for (const one of root.current?.querySelectorAll<HTMLElement>("[data-at]") ?? [])
      one.toggleAttribute("data-lit", at !== undefined && one.dataset.at === at);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only watches where the pointer and the focus are
    <div
      ref={root}
      className={className}
      onPointerOver={(event) => mark(event.target)}
      onPointerLeave={() => mark(null)}
      onFocus={(event) => mark(event.target)}
      onBlur={() => mark(null)}
    >
      {children}
    </div>
  );
}
