import { spawnSync } from "node:child_process";
import { chmodSync, closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

export type SmallDisk = {
  /** Where it lies; null on a machine that does not let us mount one. */
  readonly folder: string | null;
  /** Writes until not one byte more fits. */
  fill(): void;
  /** Gives all of that back. */
  free(): void;
  remove(): void;
};

const CHUNKS = [1024 * 1024, 4096, 1];

/** A disk of the test's own, in memory. Only root may mount one. */
export function mountSmallDisk(megabytes: number): SmallDisk {
  const parent = mkdtempSync(path.join(tmpdir(), "guopei-disk-"));
  // The server of a database lives under a name of its own, and must find its way in.
  chmodSync(parent, 0o755);
  const folder = path.join(parent, "disk");
  mkdirSync(folder);
  const mounted =
    process.getuid?.() === 0 &&
    spawnSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m,mode=755`, "tmpfs", folder]).status === 0;
  const filler = path.join(folder, "filler");
  return {
    folder: mounted ? folder : null,
    fill() {
      const file = openSync(filler, "a");
      for (const size of CHUNKS)
        for (const chunk = Buffer.alloc(size); ; )
          try {
            writeSync(file, chunk);
          } catch (error) {
            if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
            break;
          }
      closeSync(file);
    },
    free: () => rmSync(filler, { force: true }),
    remove() {
      if (mounted) spawnSync("umount", ["--lazy", folder]);
      rmSync(parent, { recursive: true, force: true });
    },
  };
}
