import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { Logger, type Runner, type RunnerOptions, run, runMigrations, type TaskList } from "graphile-worker";
import { SEAL_TRAIL_JOB, sealTrail, VERIFY_TRAIL_JOB } from "@/lib/audit";
import { advanceWaitingLines, COMPLETE_MOVES_JOB, DROP_UNUSED_EVIDENCE_JOB } from "@/lib/enrolments";
import { SWEEP_FILES_JOB } from "@/lib/files";
import { clockState } from "@/lib/platform/clock";
import { db, disconnect } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import { sweepDrafts } from "@/lib/platform/form-drafts";
import { log } from "@/lib/platform/log";
import { forgetOldCounts } from "@/lib/platform/rate-counter";
import { EXPIRE_CARDS_JOB } from "@/lib/quotas";
import { REFRESH_OVERVIEWS_JOB } from "@/lib/reporting";
import { HANDLERS } from "./handlers";
import { sendLetters } from "./letters";
import { relayOutbox } from "./relay";

const RELAY_EVERY_MS = 1_000;
const MAIL_EVERY_MS = 5_000;
const LINES_EVERY_MS = 1_000;
const HEARTBEAT_EVERY_MS = 5_000;
const RUN_AGAIN_AFTER_MS = 5_000;
const FORGET_COUNTS_JOB = "platform:forget-counts";
const SWEEP_DRAFTS_JOB = "platform:sweep-drafts";

let stopping = false;

/**
 * When each runs, by the minute, hour, day, month and weekday of UTC. A handler is loaded when it is first due: enqueuing never brings
 * its world along.
 */
const TIMED: Record<string, { at: string; run: () => Promise<unknown> }> = {
  [EXPIRE_CARDS_JOB]: {
    at: "* * * * *",
    run: () => import("@/lib/quotas/jobs/expire-cards.handler").then((job) => job.handleExpireCards()),
  },
  [SEAL_TRAIL_JOB]: { at: "* * * * *", run: sealTrail },
  // At three in the morning in China.
  [VERIFY_TRAIL_JOB]: {
    at: "0 19 * * *",
    run: () => import("@/lib/audit/jobs/verify-trail.handler").then((job) => job.handleVerifyTrail()),
  },
  [DROP_UNUSED_EVIDENCE_JOB]: {
    at: "12 19 * * *",
    run: () =>
      import("@/lib/enrolments/jobs/drop-unused-evidence.handler").then((job) =>
        job.handleDropUnusedEvidence(),
      ),
  },
  [COMPLETE_MOVES_JOB]: {
    at: "* * * * *",
    run: () =>
      import("@/lib/enrolments/jobs/complete-moves.handler").then((job) => job.handleCompleteMoves()),
  },
  [SWEEP_FILES_JOB]: {
    at: "42 * * * *",
    run: () => import("@/lib/files/jobs/sweep-files.handler").then((job) => job.handleSweepFiles()),
  },
  [FORGET_COUNTS_JOB]: { at: "7 * * * *", run: forgetOldCounts },
  [SWEEP_DRAFTS_JOB]: { at: "22 19 * * *", run: sweepDrafts },
  [REFRESH_OVERVIEWS_JOB]: {
    at: "*/5 * * * *",
    run: () =>
      import("@/lib/reporting/jobs/refresh-overviews.handler").then((job) => job.handleRefreshOverviews()),
  },
};

const tasks: TaskList = {
  ...Object.fromEntries(
    Object.entries(HANDLERS).map(([kind, handle]) => [
      kind,
      (payload: unknown) => handle(payload as Record<string, string>),
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(TIMED).map(([name, { run }]) => [name, async () => void (await run())]),
  ),
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

/** A place that falls free is offered to whoever waits within seconds, and an offer ends when its time does. */
async function advanceForever(): Promise<void> {
  while (!stopping) {
    try {
      await advanceWaitingLines();
    } catch (error) {
      log.warn(
        { err: error instanceof Error ? error.message.slice(0, 200) : "unknown" },
        "lines not advanced",
      );
    }
    await sleep(LINES_EVERY_MS);
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

let runner: Runner | undefined;

/** The job runner gives up when it cannot write down how a job ended, as on a full disk. That passes, and nothing of it is lost. */
async function runJobsForever(options: RunnerOptions): Promise<void> {
  while (!stopping) {
    try {
      runner = await run(options);
      await runner.promise;
    } catch (error) {
      log.warn(
        { err: error instanceof Error ? error.message.slice(0, 200) : "unknown" },
        "job runner ended, and is started again",
      );
    }
    if (!stopping) await sleep(RUN_AGAIN_AFTER_MS);
  }
}

async function main(): Promise<void> {
  const crontab = Object.entries(TIMED).map(([name, { at }]) => `${at} ${name}`);
  const options = {
    logger: runnerLog,
    connectionString: env().DATABASE_URL,
    noHandleSignals: true,
    concurrency: 2,
    maxPoolSize: 4,
  };
  await runMigrations(options);
  const jobs = runJobsForever({ ...options, taskList: tasks, crontab: crontab.join("\n") });
  const loops = [jobs, relayForever(), mailForever(), advanceForever(), keepBusinessTime()];
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    await runner?.stop().catch(() => {});
    await Promise.all(loops);
    await disconnect();
    process.exit(0);
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
  await jobs;
}

main().catch((error: unknown) => {
  log.error({ err: error instanceof Error ? error.message.slice(0, 500) : "unknown" }, "worker stopped");
  process.exit(1);
});
