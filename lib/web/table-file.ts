import "server-only";
import { Readable } from "node:stream";
import type { TableDocument } from "@/lib/kernel/table-document";
import { tablePdf, tableXlsx } from "@/lib/platform/table-files";
import { savedFile } from "./saved-file";

/** A table as a file to be saved. */
export async function tableFile(
  table: TableDocument,
  format: "pdf" | "xlsx",
  plainName: string,
): Promise<Response> {
  const body =
    format === "pdf"
      ? (Readable.toWeb(await tablePdf(table)) as ReadableStream<Uint8Array>)
      : new Uint8Array(await tableXlsx(table));
  return savedFile(body, format, table.title, plainName);
}
