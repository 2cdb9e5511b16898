"use client";

import { useEffect } from "react";
import { areSingleKeysOn, isTyping } from "../../shell/single-keys";

function rows(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("[data-row]")];
}

function currentRow(target: Element): HTMLElement | null {
  return (
    target.closest<HTMLElement>("[data-row]") ??
    document.querySelector<HTMLElement>('[data-row][data-open="true"]')
  );
}

function move(target: Element, by: 1 | -1) {
  const all = rows();
  const here = currentRow(target);
  const next = here ? all[all.indexOf(here) + by] : all[0];
  next?.querySelector<HTMLElement>("[data-row-link]")?.focus();
}

function press(selector: string): boolean {
  const target = document.querySelector<HTMLElement>(selector);
  target?.click();
  return target !== null;
}

/**
 * J and K go from row to row, X chooses, A approves, R returns, [ and ] turn the panel. They work only while the focus is in the
 * table or the panel; everything they do stands on the page as a link, a box or a button.
 */
export function QueueKeys() {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : null;
      if (!target || event.ctrlKey || event.metaKey || event.altKey || isTyping(target)) return;
      if (!areSingleKeysOn()) return;
      const inPanel = target.closest("aside") !== null;
      if (!target.closest("[data-queue]") && !inPanel) {
        const region = target.querySelector("[data-queue]");
        if (!region || target === document.body) return;
      }
      const key = event.key.toLowerCase();
      let handled = true;
      if (key === "j") inPanel ? press("[data-panel-next]") : move(target, 1);
      else if (key === "k") inPanel ? press("[data-panel-previous]") : move(target, -1);
      else if (key === "]") press("[data-panel-next]");
      else if (key === "[") press("[data-panel-previous]");
      else if (key === "x")
        currentRow(target)?.querySelector<HTMLInputElement>("input[type=checkbox]")?.click();
      else if (key === "a") handled = press('[data-act="approve"]');
      else if (key === "r") handled = press('[data-act="return"]');
      else handled = false;
      if (handled) event.preventDefault();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
  return null;
}
