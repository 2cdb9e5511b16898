import "server-only";
import { type CalendarEntry, calendarFile } from "@/lib/platform/calendar-file";
import { env } from "@/lib/platform/env";
import { savedFile } from "./saved-file";

/** A calendar as a file to be saved. Addresses of entries are paths of our own. */
export function calendarResponse(name: string, entries: CalendarEntry[], plainName: string): Response {
  const [origin = ""] = env().APP_ORIGIN.split(",");
  const absolute = entries.map((entry) => ({ ...entry, url: `${origin}${entry.url}` }));
  return savedFile(calendarFile(name, absolute), "ics", name, plainName);
}
