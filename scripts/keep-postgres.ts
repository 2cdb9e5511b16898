import { statfsSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { Failure } from "./failure";
import type { RunningPostgres } from "./postgres";

const AGAIN_AFTER_MS = 1_000;
/** Ended sooner than this after a start, that start was vain; so many in a row, and starting again is no help. */
const STOOD_MS = 30_000;
const MOST_VAIN_STARTS = 3;
/** What recovery and the first checkpoint may want to write. With less, vain starts tell nothing about the server. */
const LEAST_BYTES = 64 * 1024 * 1024;

export interface KeptPostgres {
  /** Settles when it is no use to start it again. */
  readonly failed: Promise<Failure>;
  stop(): Promise<void>;
}

function diskIsFull(folder: string): boolean {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize < LEAST_BYTES;
}

/**
 * Starts a server that ended by itself again, without end while its disk is full: PostgreSQL gives up when it cannot write its log,
 * and again when recovery cannot. `launch` must start it on the same folder and port.
 */
export function keepPostgres(
  first: RunningPostgres,
  launch: () => Promise<RunningPostgres>,
  say: (line: string) => void = console.error,
): KeptPostgres {
  let server = first;
  let starting: Promise<RunningPostgres> | undefined;
  let stopping = false;

  /** Whether it stands, or nobody wants it any more. */
  async function startAgain(): Promise<boolean> {
    try {
      starting = launch();
      server = await starting;
      return true;
    } catch {
      await pause(AGAIN_AFTER_MS);
      return stopping;
    }
  }

  async function keep(): Promise<Failure> {
    for (let vain = 0; ; ) {
      const since = performance.now();
      const reason = await server.ended;
      const failure = new Failure("process-ended", { name: "database", reason });
      if (stopping) return failure;
      say(`The database ended by itself (${reason}); it is started again.`);
      if (performance.now() - since > STOOD_MS) vain = 0;
      do {
        if (!diskIsFull(server.folder)) vain += 1;
        if (vain > MOST_VAIN_STARTS) return failure;
      } while (!(await startAgain()));
    }
  }

  return {
    failed: keep(),
    async stop() {
      stopping = true;
      await starting?.catch(() => {});
      await server.stop();
    },
  };
}
