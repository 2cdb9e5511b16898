"use client";

import { useEffect } from "react";

/** Closes an open menu on Escape, on a press elsewhere and after a choice. Menus work without it, too. */
export function DismissMenus() {
  useEffect(() => {
    const openMenus = () => document.querySelectorAll<HTMLDetailsElement>("details[data-menu][open]");
    const onPress = (event: Event) => {
      const target = event.target instanceof Element ? event.target : null;
      for (const menu of openMenus()) {
        if (!target || !menu.contains(target) || target.closest("a")) menu.open = false;
      }
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      for (const menu of openMenus()) {
        const inside = menu.contains(document.activeElement);
        menu.open = false;
        if (inside) menu.querySelector("summary")?.focus();
      }
    };
    document.addEventListener("click", onPress);
    document.addEventListener("keydown", onKey);
    return () => {
      document.removeEventListener("click", onPress);
      document.removeEventListener("keydown", onKey);
    };
  }, []);
  return null;
}
