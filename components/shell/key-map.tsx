"use client";

import { useEffect, useRef } from "react";
import { Button } from "../ui/button";
import { areSingleKeysOn, isTyping } from "./single-keys";

const ADDRESS = "/help/keys";

/** Which groups of keys this page has; those of everywhere come last. */
function groupsHere(): string[] {
  const here = [];
  if (document.querySelector("[data-queue]")) here.push("queue");
  if (document.querySelector('[role="grid"]')) here.push("grid");
  return [...here, "everywhere"];
}

/** The page of all keys, cut down to the groups of this one. It is fetched when asked for, so that no page carries it. */
async function keysHere(): Promise<HTMLElement[]> {
  const answer = await fetch(ADDRESS);
  if (!answer.ok) throw new Error(`the page of the keys answered ${answer.status}`);
  const whole = new DOMParser().parseFromString(await answer.text(), "text/html");
  return groupsHere().flatMap((group) => {
    const section = whole.querySelector<HTMLElement>(`[data-keys-of="${group}"]`);
    return section ? [document.importNode(section, true)] : [];
  });
}

/** “?” opens the keys of the page; without a script, or with single keys off, the same stands on a page of its own. */
export function KeyMap({ words }: { words: { title: string; all: string; close: string } }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const show = async () => {
      try {
        body.current?.replaceChildren(...(await keysHere()));
        if (!dialog.current?.open) dialog.current?.showModal();
      } catch {
        window.location.assign(ADDRESS);
      }
    };
    const onKey = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : null;
      if (event.key !== "?" || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented)
        return;
      if (!target || isTyping(target) || !areSingleKeysOn() || document.querySelector("dialog:modal")) return;
      event.preventDefault();
      void show();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby="key-map"
      className="m-auto max-h-[90dvh] w-[40rem] max-w-full overflow-y-auto rounded-panel border border-line-strong bg-surface p-5 text-14 text-ink shadow-float backdrop:bg-ink/40"
    >
      <form method="dialog" className="flex items-center justify-between gap-4">
        <h2 id="key-map" className="text-18 font-bold">
          {words.title}
        </h2>
        <Button>{words.close}</Button>
      </form>
      <div ref={body} className="mt-3 grid gap-6" />
      <p className="mt-4">
        <a href={ADDRESS} className="link">
          {words.all}
        </a>
      </p>
    </dialog>
  );
}
