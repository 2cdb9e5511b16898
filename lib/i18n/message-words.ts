import "server-only";
import { paramsFor } from "@/lib/kernel/params";
import type { MessageKind } from "@/lib/notices/schema";
import { formatClosing, formatDate, type Locale } from ".";
import { translatorFor } from "./translator";

type Params = Record<string, string | number>;

/**
 * What the words of a message are filled with. An instant travels as ISO text and is shown as a closing, 24:00 of the day that
 * ends; a day travels as YYYY-MM-DD; a window travels as its key. Whatever is neither, as in messages of earlier releases, is shown as it came.
 */
export function messageParams(
  params: Params,
  locale: Locale,
  windowName: (key: string) => string | null,
): Params {
  const { until = "", window = "", on } = params;
  const closing = new Date(String(until));
  return {
    ...paramsFor(locale, params),
    until: Number.isNaN(closing.getTime()) ? until : formatClosing(closing, locale),
    ...(isDay(on) ? { on: formatDate(new Date(`${on}T00:00:00Z`), locale) } : {}),
    window: (window && windowName(String(window))) || window,
  };
}

function isDay(value: string | number | undefined): boolean {
  return typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value);
}

/** The words of inbox messages in a language. */
export async function messageWords(locale: Locale) {
  const [t, windows] = await Promise.all([
    translatorFor(locale, "notices.messages"),
    translatorFor(locale, "programmes.windowNames"),
  ]);
  const windowName = (key: string) => (windows.has(key) ? windows(key) : null);
  return ({ kind, params }: { kind: MessageKind; params: Params }, part: "title" | "text"): string =>
    t(`${kind}.${part}`, messageParams(params, locale, windowName));
}
