"use client";

import { usePathname } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { Button } from "../ui/button";

const MINUTE_MS = 60_000;
const WARNING_MINUTES = 5;
/** The time of last use is written at most once a minute, so a session may end that much before it should. */
const SLACK_MS = MINUTE_MS;
const LAST_USE = "guopei-last-use";

export type SessionWords = {
  title: string;
  explain: string;
  /** For one to five minutes. */
  left: string[];
  stay: string;
  over: string;
  overExplain: string;
  signIn: string;
};

type Stage = { kind: "quiet" } | { kind: "ending"; minutes: number } | { kind: "over" };

function stageAt(idleMs: number): Stage {
  const rest = Number(localStorage.getItem(LAST_USE)) + idleMs - Date.now();
  if (rest <= 0) return { kind: "over" };
  if (rest - SLACK_MS > WARNING_MINUTES * MINUTE_MS) return { kind: "quiet" };
  return {
    kind: "ending",
    minutes: Math.min(WARNING_MINUTES, Math.max(1, Math.floor((rest - SLACK_MS) / MINUTE_MS))),
  };
}

/**
 * Five minutes before an idle session ends a small dialog offers to stay; it takes neither the focus nor what is being typed. Every
 * page and every request of any tab counts as use, as it does at the server. Without a script the session ends as it always did.
 */
export function SessionEnd({ idleMs, words }: { idleMs: number; words: SessionWords }) {
  const path = usePathname();
  const [stage, setStage] = useState<Stage>({ kind: "quiet" });
  const stay = useRef<HTMLButtonElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a page that arrives without a reload is use, too
  useEffect(() => {
    const used = (at: number) => localStorage.setItem(LAST_USE, String(at));
    const look = () =>
      setStage((before) => {
        const now = stageAt(idleMs);
        return JSON.stringify(now) === JSON.stringify(before) ? before : now;
      });
    used(Date.now());
    const requests = new PerformanceObserver((list) => {
      const own = list.getEntriesByType("resource") as PerformanceResourceTiming[];
      const kept = own.filter((entry) => entry.initiatorType === "fetch" && entry.responseStatus < 400);
      // A busy tab is told late of its last request: what counts is when that was answered.
      const answered = Date.now() - performance.now() + Math.max(...kept.map((entry) => entry.responseEnd));
      if (answered > Number(localStorage.getItem(LAST_USE))) used(answered);
    });
    requests.observe({ type: "resource" });
    const timer = window.setInterval(look, 5000);
    window.addEventListener("storage", look);
    document.addEventListener("visibilitychange", look);
    return () => {
      requests.disconnect();
      window.clearInterval(timer);
      window.removeEventListener("storage", look);
      document.removeEventListener("visibilitychange", look);
    };
  }, [idleMs, path]);
  useEffect(() => {
    if (stage.kind === "ending" && document.activeElement === document.body) stay.current?.focus();
  }, [stage.kind]);

  async function renew() {
    const answer = await fetch("/session", { method: "POST" }).catch(() => null);
    if (answer?.status === 204) {
      localStorage.setItem(LAST_USE, String(Date.now()));
      setStage({ kind: "quiet" });
    } else if (answer) {
      localStorage.setItem(LAST_USE, "0");
      setStage({ kind: "over" });
    }
  }

  const isOver = stage.kind === "over";
  const title = isOver ? words.over : words.title;
  return (
    <>
      <p role="status" className="sr-only">
        {stage.kind === "quiet"
          ? ""
          : `${title} ${isOver ? words.overExplain : `${words.left.at(-1)} ${words.explain}`}`}
      </p>
      <dialog
        open={stage.kind !== "quiet"}
        data-chrome
        data-edge
        aria-labelledby="session-end"
        className="fixed inset-x-auto inset-y-auto right-4 bottom-20 z-50 m-0 w-96 max-w-[calc(100vw-2rem)] rounded-panel border border-line-strong bg-raised p-4 text-14 text-ink shadow-float"
      >
        <h2 id="session-end" className="text-16 font-bold">
          {title}
        </h2>
        <p className="mt-1">{isOver ? words.overExplain : words.explain}</p>
        {stage.kind === "ending" ? (
          <div className="mt-3 flex flex-wrap items-center gap-4">
            <Button ref={stay} type="button" tone="primary" onClick={renew}>
              {words.stay}
            </Button>
            <span className="font-bold text-todo">{words.left[stage.minutes - 1]}</span>
          </div>
        ) : (
          <p className="mt-3">
            <a href="/sign-in" target="_blank" rel="noopener" className="link">
              {words.signIn}
            </a>
          </p>
        )}
      </dialog>
    </>
  );
}
