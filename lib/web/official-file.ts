import "server-only";
import { Readable } from "node:stream";
import { create } from "content-disposition";
import type { OfficialDocument } from "@/lib/kernel/official-document";
import { officialDocx } from "@/lib/platform/official-docx";
import { officialPdf } from "@/lib/platform/official-pdf";

const TYPES = {
  pdf: "application/pdf",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
} as const;
type OfficialFormat = keyof typeof TYPES;

export function parseOfficialFormat(text: string): OfficialFormat | null {
  return text === "pdf" || text === "docx" ? text : null;
}

/** Saved under its name (RFC 6266), by old programs under one without Chinese characters. */
export function attachmentHeader(name: string, plainName: string): string {
  return create(name, { fallback: plainName });
}

/** A paper as a file to be saved under its title; `plainName` without ending, for programs that know no Chinese names. */
export async function officialFile(
  document: OfficialDocument,
  format: OfficialFormat,
  plainName: string,
): Promise<Response> {
  const body =
    format === "pdf"
      ? (Readable.toWeb(await officialPdf(document)) as ReadableStream<Uint8Array>)
      : new Uint8Array(await officialDocx(document));
  return new Response(body, {
    headers: {
      "content-type": TYPES[format],
      "content-disposition": attachmentHeader(`${document.title}.${format}`, `${plainName}.${format}`),
      "cache-control": "private, no-store",
    },
  });
}
