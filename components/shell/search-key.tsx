"use client";

import { useEffect } from "react";

/** Ctrl K, or Command K, puts the cursor into the search of the top bar; where that is folded away it opens the search page. */
export function SearchKey({ action }: { action: string }) {
  useEffect(() => {
    const jump = (event: KeyboardEvent) => {
      if (
        event.key.toLowerCase() !== "k" ||
        !(event.ctrlKey || event.metaKey) ||
        event.altKey ||
        event.shiftKey
      )
        return;
      event.preventDefault();
      const field = document.querySelector<HTMLInputElement>("[data-search] input");
      if (field?.offsetParent) field.select();
      else window.location.assign(action);
    };
    window.addEventListener("keydown", jump);
    return () => window.removeEventListener("keydown", jump);
  }, [action]);
  return null;
}
