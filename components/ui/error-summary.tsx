"use client";

import { useEffect, useRef } from "react";
import type { ShownProblem } from "@/lib/kernel/form-state";
import { Icon } from "./icon";

export type ErrorItem = { href?: string; text: string; next?: string | null };

/** Mended on another page, in another tab: this one keeps what was typed. */
const ELSEWHERE: Record<string, string> = { "common.signed-out": "/sign-in" };

/** The problems of a form as its summary lists them, each linked to its field. */
export function problemItems(problems: ShownProblem[]): ErrorItem[] {
  return problems.map((problem) => ({
    text: problem.message,
    next: problem.nextStep,
    href: problem.field ? `#${problem.field}` : ELSEWHERE[problem.code],
  }));
}

/** Takes the focus when it appears. Each line repeats the words that stand at its field. */
export function ErrorSummary({ title, items }: { title: string; items: ErrorItem[] }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (items.length > 0) box.current?.focus();
  }, [items]);
  if (items.length === 0) return null;
  return (
    <div
      ref={box}
      tabIndex={-1}
      role="alert"
      className="flex gap-3 rounded-panel border-2 border-bad bg-bad-bg px-4 py-3 text-bad"
    >
      <Icon name="alert" size={18} className="mt-1" />
      <div className="min-w-0">
        <h2 className="text-17 font-bold">{title}</h2>
        <ul>
          {items.map((item) => (
            <li key={`${item.href ?? ""}${item.text}`}>
              {item.href ? (
                <a
                  href={item.href}
                  target={item.href.startsWith("/") ? "_blank" : undefined}
                  className="inline-block py-0.5 underline underline-offset-4"
                >
                  {item.text}
                </a>
              ) : (
                item.text
              )}
              {item.next ? <p className="text-ink">{item.next}</p> : null}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
