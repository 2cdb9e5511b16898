import "server-only";
import { create } from "content-disposition";

const TYPES = {
  pdf: "application/pdf",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  ics: "text/calendar; charset=utf-8",
} as const;
export type SavedFormat = keyof typeof TYPES;

/**
 * A file to be saved under its title (RFC 6266); `plainName`, without ending, for programs that know no Chinese names. Nobody
 * between keeps it.
 */
export function savedFile(body: BodyInit, format: SavedFormat, title: string, plainName: string): Response {
  return new Response(body, {
    headers: {
      "content-type": TYPES[format],
      "content-disposition": create(`${title}.${format}`, { fallback: `${plainName}.${format}` }),
      "cache-control": "private, no-store",
    },
  });
}
