import { type Problem, problem } from "@/lib/kernel/problem";
import type { MediaType } from "./schema";

const ENDINGS: Record<MediaType, RegExp> = {
  "application/pdf": /\.pdf$/i,
  "image/jpeg": /\.jpe?g$/i,
  "image/png": /\.png$/i,
};
const LONGEST_NAME = 120;

/** The kind as the bytes have it; what a browser or a name claims is not asked. */
export function mediaTypeOf(bytes: Buffer): MediaType | null {
  if (bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return "image/jpeg";
  if (bytes.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])))
    return "image/png";
  const isPdf = bytes.subarray(0, 5).equals(Buffer.from("%PDF-")) && bytes.subarray(-2048).includes("%%EOF");
  return isPdf ? "application/pdf" : null;
}

/** Only what ends as it begins: a page dressed up as a picture is neither. */
export function checkKind(fileName: string, mediaType: MediaType | null): Problem[] {
  if (!mediaType) return [problem("files.kind-unknown", {}, { field: "file" })];
  return ENDINGS[mediaType].test(fileName) ? [] : [problem("files.kind-differs", {}, { field: "file" })];
}

/** The last step of the path, without control and direction characters: it is shown, and saved on other people's machines. */
export function plainName(fileName: string): string {
  const last = fileName.normalize("NFC").split(/[\\/]/).at(-1) ?? "";
  const plain = last.replace(/[\p{C}<>:"|?*]/gu, "").trim();
  const ending = /\.[a-z]{3,4}$/i.exec(plain)?.[0] ?? "";
  const stem = [...plain.slice(0, plain.length - ending.length)].slice(0, LONGEST_NAME).join("");
  return `${stem || "1"}${ending}`;
}
