import "server-only";
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  randomBytes,
  randomInt,
} from "node:crypto";
import { env } from "./env";

const VERSION = "v1";

/** Where a sealed value lives; bound into the seal, so a value moved to another place does not open. */
export type SealPlace = { table: string; column: string; id: string };

function additionalData({ table, column, id }: SealPlace): Buffer {
  return Buffer.from(`${table}\u2016${column}\u2016${id}`);
}

function dataKey(): Buffer {
  return Buffer.from(env().GUOPEI_DATA_KEY, "base64");
}

function keyId(): string {
  return createHash("sha256").update(dataKey()).digest("hex").slice(0, 8);
}

/** AES-256-GCM as `v1:aes-256-gcm:<key id>:<nonce>:<ciphertext>:<tag>`, parts in base64url. */
export function seal(plain: string, place: SealPlace): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", dataKey(), nonce).setAAD(additionalData(place));
  const sealed = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
  const parts = [nonce, sealed, cipher.getAuthTag()].map((part) => part.toString("base64url"));
  return [VERSION, "aes-256-gcm", keyId(), ...parts].join(":");
}

/** Throws when the value was altered, moved, or sealed under another key. */
export function unseal(sealed: string, place: SealPlace): string {
  const [version, algorithm, key, nonce, content, tag] = sealed.split(":");
  if (version !== VERSION || algorithm !== "aes-256-gcm" || !nonce || content === undefined || !tag)
    throw new Error("sealed value of an unknown form");
  if (key !== keyId()) throw new Error(`sealed under key ${key}, which is not at hand`);
  const decipher = createDecipheriv("aes-256-gcm", dataKey(), Buffer.from(nonce, "base64url")).setAAD(
    additionalData(place),
  );
  decipher.setAuthTag(Buffer.from(tag, "base64url"));
  return decipher.update(Buffer.from(content, "base64url"), undefined, "utf8") + decipher.final("utf8");
}

/** Finds equal values without opening them: a keyed hash over the column's name and the normalised value. */
export function blindIndex(column: string, value: string): string {
  return createHmac("sha256", Buffer.from(env().GUOPEI_INDEX_KEY, "base64"))
    .update(`${column}\u2016${value.trim().toUpperCase()}`)
    .digest("base64url");
}

/** Keeps the first `head` and last `tail` characters: 4399**********1234. */
export function mask(value: string, head: number, tail: number): string {
  if (value.length <= head + tail) return "*".repeat(value.length);
  return value.slice(0, head) + "*".repeat(value.length - head - tail) + value.slice(-tail);
}

export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}

export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

/** Letters and digits that are not taken for one another when read aloud or from paper. */
const CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

/** Twelve characters in three groups: about 59 bits, for a person to type. */
export function newCode(): string {
  const letters = Array.from({ length: 12 }, () => CODE_ALPHABET[randomInt(CODE_ALPHABET.length)]).join("");
  return `${letters.slice(0, 4)}-${letters.slice(4, 8)}-${letters.slice(8)}`;
}
