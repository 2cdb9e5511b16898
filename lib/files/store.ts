import { createHash } from "node:crypto";
import { newId } from "@/lib/kernel/id";
import { fail, failOn } from "@/lib/kernel/problem";
import type { Reader, Tx } from "@/lib/platform/db";
import { redraw } from "@/lib/platform/images";
import { dropBytes, keepBytes, readBytes } from "@/lib/platform/storage";
import { checkKind, mediaTypeOf, plainName } from "./rules";
import { type KeptFile, MOST_BYTES } from "./schema";

const FULL = ["ENOSPC", "EDQUOT"];

/** Judges and keeps the bytes, outside any transaction. Without a row that holds them they are gone after an hour. */
export async function receiveFile(file: File): Promise<KeptFile> {
  if (file.size === 0) fail("files.missing", {}, { field: "file" });
  if (file.size > MOST_BYTES) fail("files.too-large", {}, { field: "file" });
  const sent = Buffer.from(await file.arrayBuffer());
  const fileName = plainName(file.name);
  const mediaType = mediaTypeOf(sent);
  failOn(checkKind(fileName, mediaType));
  if (!mediaType) return fail("files.kind-unknown");
  const bytes =
    mediaType === "application/pdf" ? sent : await redraw(sent, mediaType === "image/png" ? "png" : "jpeg");
  if (!bytes) return fail("files.unreadable", {}, { field: "file" });
  const id = newId();
  try {
    await keepBytes(id, bytes);
  } catch (error) {
    if (FULL.includes((error as NodeJS.ErrnoException).code ?? ""))
      fail("files.no-space", {}, { field: "file" });
    throw error;
  }
  return {
    id,
    fileName,
    mediaType,
    sizeBytes: bytes.length,
    sha256: createHash("sha256").update(bytes).digest("hex"),
  };
}

/** Takes the bytes back when the act that needed them did not happen. */
export async function discardFile(id: string): Promise<void> {
  await dropBytes(id);
}

export async function holdFileIn(tx: Tx, file: KeptFile): Promise<void> {
  await tx.$executeRaw`INSERT INTO attachments (id, file_name, media_type, size_bytes, sha256)
    VALUES (${file.id}::uuid, ${file.fileName}, ${file.mediaType}, ${file.sizeBytes}, ${file.sha256})`;
}

/** The bytes stay until the sweep, so that an act that is rolled back has lost nothing. */
export async function releaseFilesIn(tx: Tx, ids: string[]): Promise<void> {
  await tx.$executeRaw`UPDATE attachments SET released_at = clock_timestamp() WHERE id = ANY (${ids}::uuid[])`;
}

export type OpenedFile = { fileName: string; mediaType: string; bytes: Buffer };

/** Null when the file is released, gone from the disk, or no longer what was kept. */
export async function openFile(reader: Reader, id: string): Promise<OpenedFile | null> {
  const row = await reader.attachment.findFirst({
    where: { id, releasedAt: null },
    select: { fileName: true, mediaType: true, sha256: true },
  });
  if (!row) return null;
  const bytes = await readBytes(id);
  const { sha256, ...named } = row;
  if (!bytes || createHash("sha256").update(bytes).digest("hex") !== sha256) return null;
  return { ...named, bytes };
}
