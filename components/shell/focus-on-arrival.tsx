"use client";

import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";

/**
 * A page that arrives without a reload would leave the focus at the top of the document: it goes to the opened panel, else to
 * the heading, unless a refused form has taken it.
 */
export function FocusOnArrival() {
  const path = usePathname();
  const seen = useRef(path);
  useEffect(() => {
    if (seen.current === path) return;
    seen.current = path;
    if (document.activeElement?.closest("[role=alert]")) return;
    const target =
      document.querySelector<HTMLElement>("[data-panel]") ?? document.querySelector<HTMLElement>("h1");
    if (!target) return;
    if (!target.hasAttribute("tabindex")) target.tabIndex = -1;
    target.focus({ preventScroll: true });
  }, [path]);
  return null;
}
