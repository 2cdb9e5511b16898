import { afterAll, beforeAll, expect, test } from "vitest";
import { changesSince, isOfWeight, lastChange, undoSince } from "../support/change-log";
import { type ActionEntry, act, builtActions, postOf } from "../support/http/actions";
import { type ActionRow, type Cell, cellOf, formOf } from "../support/http/cells";
import { FULL, inShort } from "../support/http/extent";
import { hostileForms } from "../support/http/hostile";
import { type ServedWorld, serveWorld, stopServing } from "../support/http/served-world";
import { inParallel } from "../support/parallel";
import { standAt } from "../support/world";
import { ACTION_ROWS } from "./rows";

const WIDTH = 12;
/** Written beside what an act changes: what it remembers, tells and counts. */
const BESIDE = ["audit_events", "idempotency_keys", "outbox_events", "sessions", "accounts", "attachments"];
let served: ServedWorld;

beforeAll(async () => {
  served = await serveWorld("open");
}, 240_000);
afterAll(() => stopServing(served));

function firstRole(row: ActionRow): Cell["role"] {
  return row.who === "visitors"
    ? "school"
    : ((Object.keys(row.who)[0] as Cell["role"] | undefined) ?? "school");
}

/** What no hostile form may bring an action to, in words. */
async function hurtBy(action: ActionEntry, row: ActionRow): Promise<{ sent: number; wrong: string[] }> {
  const [client] = served.clients;
  if (!client) throw new Error("no server");
  const { world, pool } = served;
  const cell = cellOf(row, { world, pool, role: firstRole(row), relation: "own" });
  const start = await lastChange(pool);
  const at = { origin: served.origin, cookie: served.cookie(cell.actor), bare: row.bare ?? false };
  if (row.at) await standAt(pool, row.at);
  await row.prepare?.(cell);
  const fair = await formOf(row, cell);
  const prepared = await lastChange(pool);
  await act(client, postOf(action, fair, at));
  const tables = new Set((await changesSince(pool, prepared)).map(({ table }) => table));
  await undoSince(pool, prepared);
  const forms = inShort(hostileForms(fair, world), 37);
  const outcomes = await inParallel(forms, WIDTH, (form) => act(client, postOf(action, form, at)));
  const wrong = outcomes.flatMap((outcome, index) => {
    const said = `${action.name} ${difference(fair, forms[index] ?? {})}`;
    if (outcome.status !== "fulfilled") return [`${said}: ${String(outcome.reason)}`];
    return outcome.value.kind === "broke" ? [`${said}: ${outcome.value.said.slice(0, 80)}`] : [];
  });
  const changes = (await changesSince(pool, prepared)).filter(isOfWeight);
  const unexpected = new Set(
    changes.map(({ table }) => table).filter((table) => !tables.has(table) && !BESIDE.includes(table)),
  );
  if (unexpected.size > 0) wrong.push(`${action.name} wrote ${[...unexpected]}`);
  await undoSince(pool, start);
  await pool.query("DELETE FROM rate_counters");
  return { sent: forms.length, wrong };
}

function difference(fair: object, form: object): string {
  const shown = JSON.stringify(
    Object.fromEntries(
      Object.entries(form).filter(([name, value]) => (fair as Record<string, unknown>)[name] !== value),
    ),
  );
  return shown.slice(0, 120);
}

test("no content of a form breaks an action, ends the server or writes what the act does not", async () => {
  const pid = served.servers[0]?.pid ?? 0;
  const wrong: string[] = [];
  let sent = 0;
  for (const action of builtActions()) {
    const row = ACTION_ROWS[action.name];
    if (!row || (row.stage ?? "open") !== "open") continue;
    const hurt = await hurtBy(action, row);
    sent += hurt.sent;
    wrong.push(...hurt.wrong);
  }
  expect(wrong).toEqual([]);
  expect(sent).toBeGreaterThan(FULL ? 10_000 : 400);
  expect(() => process.kill(pid, 0)).not.toThrow();
}, 1_200_000);
