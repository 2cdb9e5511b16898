import { z } from "zod";

export const MEDIA_TYPES = ["application/pdf", "image/jpeg", "image/png"] as const;
export type MediaType = (typeof MEDIA_TYPES)[number];

/** What a form's file field may be limited to; the bytes decide again. */
export const ACCEPTED_ENDINGS = ".pdf,.jpg,.jpeg,.png";
export const MOST_BYTES = 5 * 1024 * 1024;

/** A browser sends an empty nameless file for an empty field. */
export const uploadSchema = z
  .instanceof(File, { message: "files.missing" })
  .refine((file) => file.size > 0, "files.missing")
  .refine((file) => file.size <= MOST_BYTES, "files.too-large");

/** Bytes that are kept already, to be held by a row in the same transaction as whatever needs them. */
export type KeptFile = {
  id: string;
  fileName: string;
  mediaType: MediaType;
  sizeBytes: number;
  sha256: string;
};
