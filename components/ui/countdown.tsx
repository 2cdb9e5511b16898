"use client";

import { useEffect, useState } from "react";

type Props = {
  /** Milliseconds that were left when the server answered: its clock rules, the browser's only counts on. */
  leftMs: number;
  /** Both hold # where the minutes go. */
  words: { minutes: string; last: string };
};

const MINUTE_MS = 60_000;
const LOOK_EVERY_MS = 5_000;

/** How long something can still be done, in whole minutes, rounded down; it says nothing aloud. */
export function Countdown({ leftMs, words }: Props) {
  const [left, setLeft] = useState(leftMs);
  useEffect(() => {
    const begun = performance.now();
    const look = () => setLeft(Math.max(0, leftMs - (performance.now() - begun)));
    look();
    const timer = setInterval(look, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [leftMs]);
  const minutes = Math.floor(left / MINUTE_MS);
  return (
    <span aria-live="off">{minutes > 0 ? words.minutes.replace("#", String(minutes)) : words.last}</span>
  );
}
