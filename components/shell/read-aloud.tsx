"use client";

import { usePathname } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { Button } from "../ui/button";

export type ReadAloudWords = { start: string; pause: string; goOn: string; stop: string; noVoice: string };

const VOICES_WITHIN_MS = 1500;

/** What the page says, line by line as it stands, without the words of this control. */
function linesOf(main: HTMLElement, control: HTMLElement): string[] {
  // biome-ignore lint/performance/useDomNodeTextContent: only what can be seen is read, line by line
  const lines = (element: HTMLElement) => element.innerText.split("\n").map((line) => line.trim());
  const own = lines(control);
  return lines(main).filter((line) => /[\p{L}\p{N}]/u.test(line) && !own.includes(line));
}

function voiceOf(language: string): SpeechSynthesisVoice | undefined {
  return window.speechSynthesis.getVoices().find((voice) => voice.lang.toLowerCase().startsWith(language));
}

/** Some browsers know their voices only a moment after they are first asked. */
function findVoice(language: string): Promise<SpeechSynthesisVoice | undefined> {
  const found = voiceOf(language);
  if (found) return Promise.resolve(found);
  return new Promise((resolve) => {
    const answer = () => resolve(voiceOf(language));
    window.speechSynthesis.addEventListener("voiceschanged", answer, { once: true });
    window.setTimeout(answer, VOICES_WITHIN_MS);
  });
}

/**
 * Reads the page aloud with the device's own voice. A pause keeps the line and starts it anew, because telephones lose what they
 * have paused. Long texts go line by line: some voices fall silent in the middle of long ones.
 */
export function ReadAloud({ words }: { words: ReadAloudWords }) {
  const path = usePathname();
  const control = useRef<HTMLDivElement>(null);
  const reading = useRef<{ lines: string[]; at: number; voice: SpeechSynthesisVoice } | null>(null);
  const [state, setState] = useState<"silent" | "reading" | "paused" | "no-voice">("silent");

  // biome-ignore lint/correctness/useExhaustiveDependencies: another page is another text
  useEffect(() => {
    const stop = () => {
      reading.current = null;
      window.speechSynthesis?.cancel();
      setState("silent");
    };
    window.addEventListener("pagehide", stop);
    return () => {
      window.removeEventListener("pagehide", stop);
      stop();
    };
  }, [path]);

  function speak() {
    const now = reading.current;
    const line = now?.lines[now.at];
    if (!now || line === undefined) {
      reading.current = null;
      setState("silent");
      return;
    }
    const utterance = new SpeechSynthesisUtterance(line);
    utterance.voice = now.voice;
    utterance.lang = now.voice.lang;
    utterance.rate = 0.9;
    const { at } = now;
    utterance.onend = () => {
      if (reading.current !== now || now.at !== at) return;
      now.at += 1;
      speak();
    };
    setState("reading");
    window.speechSynthesis.speak(utterance);
  }

  async function start() {
    const main = control.current?.closest("main");
    if (!main || !control.current) return;
    const language = document.documentElement.lang.slice(0, 2);
    const voice = "speechSynthesis" in window ? await findVoice(language) : undefined;
    if (!voice) return setState("no-voice");
    reading.current = { lines: linesOf(main, control.current), at: 0, voice };
    speak();
  }

  /** Taken away while the voice is silenced, so that the end of the broken-off line does not lead on to the next. */
  function pause() {
    const now = reading.current;
    reading.current = null;
    window.speechSynthesis.cancel();
    reading.current = now ? { ...now } : null;
    setState("paused");
  }

  function stop() {
    reading.current = null;
    window.speechSynthesis.cancel();
    setState("silent");
  }

  const look = "min-h-[60px] flex-1 basis-32 text-18";
  return (
    <div ref={control} data-chrome className="needs-script grid gap-2">
      <div className="flex flex-wrap gap-3 sm:max-w-96">
        {state === "reading" ? (
          <Button type="button" className={look} onClick={pause}>
            {words.pause}
          </Button>
        ) : (
          <Button type="button" className={look} onClick={state === "paused" ? speak : start}>
            {state === "paused" ? words.goOn : words.start}
          </Button>
        )}
        {state === "reading" || state === "paused" ? (
          <Button type="button" className={look} onClick={stop}>
            {words.stop}
          </Button>
        ) : null}
      </div>
      <p role="status" className="empty:hidden">
        {state === "no-voice" ? words.noVoice : ""}
      </p>
    </div>
  );
}
