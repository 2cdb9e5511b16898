"use client";

import { useEffect, useRef, useState } from "react";
import { fill } from "../_grid/words";

type Props = { left: number; words: Record<"nothing" | "some" | "over" | "note", string> };

/** Counts what this form would hand down while numbers are typed; without a script the next page says it. */
export function AllocationFoot({ left, words }: Props) {
  const here = useRef<HTMLDivElement>(null);
  const [more, setMore] = useState({ seats: 0, schools: 0 });
  useEffect(() => {
    const form = here.current?.closest("form");
    if (!form) return;
    const count = () => {
      const boxes = [...form.querySelectorAll<HTMLInputElement>("input[name^='n-']")];
      const gains = boxes
        .map((box) => (Number(box.value) || 0) - Number(box.dataset.standing ?? box.defaultValue))
        .filter((gain) => gain > 0);
      setMore({ seats: gains.reduce((sum, gain) => sum + gain, 0), schools: gains.length });
    };
    const later = () => setTimeout(count);
    count();
    form.addEventListener("input", count);
    form.addEventListener("click", later);
    return () => {
      form.removeEventListener("input", count);
      form.removeEventListener("click", later);
    };
  }, []);
  const text =
    more.seats === 0 ? words.nothing : fill(more.seats > left ? words.over : words.some, { ...more, left });
  return (
    <div ref={here}>
      <p role="status" className={more.seats > left ? "font-bold text-bad" : "font-bold"}>
        {text}
      </p>
      <p className="text-13 text-ink-2">{words.note}</p>
    </div>
  );
}
