import { formatClosing, type Locale } from "@/lib/i18n";
import { paramsFor } from "@/lib/kernel/params";
import type { MessageParams } from "@/lib/notices/schema";

/**
 * What the words of a message are filled with. An instant travels as ISO text and is shown as a closing, 24:00 of the day that
 * ends; a window travels as its key. Whatever is neither, as in messages of earlier releases, is shown as it came.
 */
export function messageParams(
  params: MessageParams,
  locale: Locale,
  windowName: (key: string) => string | null,
): MessageParams {
  const { until = "", window = "" } = params;
  const closing = new Date(String(until));
  return {
    ...paramsFor(locale, params),
    until: Number.isNaN(closing.getTime()) ? until : formatClosing(closing, locale),
    window: (window && windowName(String(window))) || window,
  };
}
