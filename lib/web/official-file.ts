import "server-only";
import { Readable } from "node:stream";
import type { OfficialDocument } from "@/lib/kernel/official-document";
import { officialDocx } from "@/lib/platform/official-docx";
import { officialPdf } from "@/lib/platform/official-pdf";
import { savedFile } from "./saved-file";

type OfficialFormat = "pdf" | "docx";

export function parseOfficialFormat(text: string): OfficialFormat | null {
  return text === "pdf" || text === "docx" ? text : null;
}

/** A paper as a file to be saved. */
export async function officialFile(
  document: OfficialDocument,
  format: OfficialFormat,
  plainName: string,
): Promise<Response> {
  const body =
    format === "pdf"
      ? (Readable.toWeb(await officialPdf(document)) as ReadableStream<Uint8Array>)
      : new Uint8Array(await officialDocx(document));
  return savedFile(body, format, document.title, plainName);
}
