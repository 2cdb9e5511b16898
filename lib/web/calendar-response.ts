import "server-only";
import { type CalendarEntry, calendarFile } from "@/lib/platform/calendar-file";
import { env } from "@/lib/platform/env";
import { attachmentHeader } from "./official-file";

/** A calendar as a file; `plainName` without ending. Addresses of entries are paths of our own. */
export function calendarResponse(name: string, entries: CalendarEntry[], plainName: string): Response {
  const [origin = ""] = env().APP_ORIGIN.split(",");
  const absolute = entries.map((entry) => ({ ...entry, url: `${origin}${entry.url}` }));
  return new Response(calendarFile(name, absolute), {
    headers: {
      "content-type": "text/calendar; charset=utf-8",
      "content-disposition": attachmentHeader(`${name}.ics`, `${plainName}.ics`),
      "cache-control": "private, no-store",
    },
  });
}
