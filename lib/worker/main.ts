import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { Logger, run, runMigrations, type TaskList } from "graphile-worker";
import { clockState } from "@/lib/platform/clock";
import { db, disconnect } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import { log } from "@/lib/platform/log";
import { forgetOldCounts } from "@/lib/platform/rate-counter";
import { EXPIRE_CARDS_JOB } from "@/lib/quotas";
import { HANDLERS } from "./handlers";
import { sendLetters } from "./letters";
import { relayOutbox } from "./relay";

const RELAY_EVERY_MS = 1_000;
const MAIL_EVERY_MS = 5_000;
const HEARTBEAT_EVERY_MS = 5_000;
const FORGET_COUNTS_JOB = "forget-rate-counts";

let stopping = false;

/** Loaded when they are first due: enqueuing never brings a handler's world along. */
const tasks: TaskList = {
  ...Object.fromEntries(
    Object.entries(HANDLERS).map(([kind, handle]) => [
      kind,
      (payload: unknown) => handle(payload as Record<string, string>),
    ]),
  ),
  [EXPIRE_CARDS_JOB]: async () => {
    const { handleExpireCards } = await import("@/lib/quotas/jobs/expire-cards.handler");
    await handleExpireCards();
  },
  [FORGET_COUNTS_JOB]: forgetOldCounts,
};

async function relayForever(): Promise<void> {
  while (!stopping) {
    try {
      while ((await relayOutbox()) > 0) if (stopping) return;
    } catch (error) {
      log.warn(
        { err: error instanceof Error ? error.message.slice(0, 200) : "unknown" },
        "outbox not relayed",
      );
    }
    await sleep(RELAY_EVERY_MS);
  }
}

async function mailForever(): Promise<void> {
  while (!stopping) {
    try {
      await sendLetters();
    } catch (error) {
      log.warn({ err: error instanceof Error ? error.message.slice(0, 200) : "unknown" }, "letters not sent");
    }
    await sleep(MAIL_EVERY_MS);
  }
}

/** A demonstration's time is kept as it goes, so that the next start resumes where this one stopped. */
async function keepBusinessTime(): Promise<void> {
  while (!stopping) {
    try {
      if ((await clockState()).demonstration)
        await db().$executeRaw`UPDATE business_clock SET offset_ms = offset_ms WHERE id = 1`;
    } catch (error) {
      log.warn(
        { err: error instanceof Error ? error.message.slice(0, 200) : "unknown" },
        "business time not kept",
      );
    }
    await sleep(HEARTBEAT_EVERY_MS);
  }
}

/** Of the job runner's own words only what somebody must look at. */
const runnerLog = new Logger(() => (level, message) => {
  if (level === "error" || level === "warning") log.warn({ runner: message.slice(0, 500) }, "job runner");
});

async function main(): Promise<void> {
  const options = {
    logger: runnerLog,
    connectionString: env().DATABASE_URL,
    noHandleSignals: true,
    concurrency: 2,
    maxPoolSize: 4,
  };
  await runMigrations(options);
  const runner = await run({
    ...options,
    taskList: tasks,
    crontab: `* * * * * ${EXPIRE_CARDS_JOB}\n7 * * * * ${FORGET_COUNTS_JOB}`,
  });
  const loops = [relayForever(), mailForever(), keepBusinessTime()];
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    await runner.stop();
    await Promise.all(loops);
    await disconnect();
    process.exit(0);
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
  await runner.promise;
}

main().catch((error: unknown) => {
  log.error({ err: error instanceof Error ? error.message.slice(0, 500) : "unknown" }, "worker stopped");
  process.exit(1);
});
