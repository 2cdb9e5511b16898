import "server-only";
import { Readable } from "node:stream";
import type { TableDocument } from "@/lib/kernel/table-document";
import { tablePdf, tableXlsx } from "@/lib/platform/table-files";
import { attachmentHeader } from "./official-file";

const TYPES = {
  pdf: "application/pdf",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
} as const;

/** A table as a file to be saved under its title; `plainName` without ending, for programs that know no Chinese names. */
export async function tableFile(
  table: TableDocument,
  format: keyof typeof TYPES,
  plainName: string,
): Promise<Response> {
  const body =
    format === "pdf"
      ? (Readable.toWeb(await tablePdf(table)) as ReadableStream<Uint8Array>)
      : new Uint8Array(await tableXlsx(table));
  return new Response(body, {
    headers: {
      "content-type": TYPES[format],
      "content-disposition": attachmentHeader(`${table.title}.${format}`, `${plainName}.${format}`),
      "cache-control": "private, no-store",
    },
  });
}
