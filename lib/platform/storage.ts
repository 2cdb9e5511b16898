import "server-only";
import { mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { env } from "./env";

/** Bytes of uploaded files, each under a name that the server made. A name never comes from a person. */
function placeOf(id: string): string {
  return path.join(path.resolve(env().GUOPEI_DATA_FOLDER), "files", id.slice(-2), id);
}

const PART = ".part";

/** Whole or not at all: written beside its place, flushed, then renamed. What a failure leaves is removed at once. */
export async function keepBytes(id: string, bytes: Buffer): Promise<void> {
  const place = placeOf(id);
  await mkdir(path.dirname(place), { recursive: true, mode: 0o700 });
  const part = `${place}${PART}`;
  try {
    const file = await open(part, "wx", 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(part, place);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

/** Null when they are gone. */
export async function readBytes(id: string): Promise<Buffer | null> {
  try {
    return await readFile(placeOf(id));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

export async function dropBytes(id: string): Promise<void> {
  await Promise.all([placeOf(id), `${placeOf(id)}${PART}`].map((place) => rm(place, { force: true })));
}

/** Ids of everything kept before an instant of real time, halves of broken uploads too. */
export async function listKept(before: Date): Promise<string[]> {
  const folder = path.join(path.resolve(env().GUOPEI_DATA_FOLDER), "files");
  const kept = new Set<string>();
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => [])) {
    if (!entry.isFile()) continue;
    const found = await stat(path.join(entry.parentPath, entry.name)).catch(() => null);
    if (found && found.mtime < before) kept.add(entry.name.replace(PART, ""));
  }
  return [...kept];
}
