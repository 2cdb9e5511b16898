// Whether the database answers, as this process sees it. A connection whose other end fell silent tells nothing by itself: without
// this, a request would wait as long as the longest statement may take.
import { readdirSync } from "node:fs";
import path from "node:path";
import pg from "pg";

const ASK_EVERY_MS = 500;
const ANSWER_WITHIN_MS = 2_000;
/** Silent for longer, it counts as away: what waits is cut, what comes is refused at once. */
const AWAY_AFTER_MS = 3_000;
const LOOK_EVERY_MS = 250;
/** How long silence is no reason to send people elsewhere: every server would leave at the same moment. */
const GRACE_MS = 15_000;
const SLOW_MS = 500;
const OUTBOX_EVERY_MS = 10_000;
const OUTBOX_LATE_SECONDS = 60;

const migrations = path.resolve(import.meta.dirname, "../prisma/migrations");

function migrationsOnDisk() {
  return readdirSync(migrations, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? [entry.name] : [],
  );
}

/** Starts watching. Timers and connection keep no process alive. */
export function watchDatabase(connectionString) {
  let seenAt = performance.now();
  let away = false;
  let slow = false;
  let migrated = false;
  let outboxLate = false;
  let outboxAskedAt = -Infinity;
  let client;
  let asking = false;
  const cuts = new Set();

  function seen() {
    seenAt = performance.now();
    away = false;
  }

  async function connect() {
    const next = new pg.Client({
      connectionString,
      connectionTimeoutMillis: ANSWER_WITHIN_MS,
      query_timeout: ANSWER_WITHIN_MS,
      application_name: "guopei-watch",
    });
    next.on("error", () => {});
    await next.connect();
    next.unref();
    client = next;
  }

  async function lookAtMigrations() {
    const { rows } = await client.query(
      "SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL",
    );
    const applied = new Set(rows.map(({ name }) => name));
    migrated = migrationsOnDisk().every((name) => applied.has(name));
  }

  async function lookAtOutbox() {
    outboxAskedAt = performance.now();
    const { rows } = await client.query(
      `SELECT clock_timestamp() - min(created_at) > make_interval(secs => ${OUTBOX_LATE_SECONDS}) AS late
       FROM outbox_events WHERE relayed_at IS NULL`,
    );
    outboxLate = rows[0]?.late === true;
  }

  async function ask() {
    if (asking) return;
    asking = true;
    const began = performance.now();
    try {
      if (!client) await connect();
      const asked = performance.now();
      await client.query("SELECT 1");
      slow = performance.now() - asked > SLOW_MS;
      seen();
      if (!migrated) await lookAtMigrations();
      if (began - outboxAskedAt > OUTBOX_EVERY_MS) await lookAtOutbox();
    } catch {
      // Not ended politely: a server that does not answer would not answer to that either.
      client?.connection.stream.destroy();
      client = undefined;
    }
    asking = false;
  }

  let lookedAt = performance.now();
  function look() {
    const now = performance.now();
    const late = now - lookedAt - LOOK_EVERY_MS;
    lookedAt = now;
    // A process that was itself busy could not hear the answer: that time is not the database's.
    if (late > LOOK_EVERY_MS) seenAt += late;
    if (away || now - seenAt <= AWAY_AFTER_MS) return;
    away = true;
    for (const cut of cuts) cut();
  }

  setInterval(ask, ASK_EVERY_MS).unref();
  setInterval(look, LOOK_EVERY_MS).unref();
  void ask();

  return {
    /** Whoever got an answer says so: under load the watch's own question may be the late one. */
    seen,
    isAway: () => away,
    /** `cut` is called each time the database goes away. */
    onAway: (cut) => void cuts.add(cut),
    /** What speaks against sending requests here, and what somebody should look at although requests are served. */
    state: () => ({
      reasons: [
        ...(performance.now() - seenAt > GRACE_MS ? ["database-away"] : []),
        ...(migrated ? [] : ["migrations-missing"]),
      ],
      warnings: [
        ...(away ? ["database-away"] : []),
        ...(slow ? ["database-slow"] : []),
        ...(outboxLate ? ["outbox-late"] : []),
      ],
    }),
  };
}
