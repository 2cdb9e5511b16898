import { randomBytes } from "node:crypto";

/** A UUID version 7: ids made later sort later (RFC 9562). */
export function newId(): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const FILE_NUMBER_LENGTH = 12;

/** Printed in a file that leaves the platform, and written in the trail: a copy that turns up elsewhere leads to who took it. */
export function newFileNumber(): string {
  return newId().replaceAll("-", "").slice(-FILE_NUMBER_LENGTH).toUpperCase();
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function isId(text: string): boolean {
  return UUID.test(text);
}
