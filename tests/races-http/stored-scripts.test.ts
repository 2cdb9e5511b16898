import { type Browser, type BrowserContext, chromium, type Page } from "@playwright/test";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "@/lib/access";
import { disconnect } from "@/lib/platform/db";
import { isBuildCurrent } from "../../scripts/build";
import { findChromium } from "../../scripts/chromium";
import { stopPrograms } from "../../scripts/processes";
import type { TestDatabase } from "../support/database";
import { signIn } from "../support/signed-in";
import { testSecrets } from "../support/test-server";
import { startWebServers } from "../support/web-servers";
import { cloneWorld, connectTo, type World } from "../support/world";
import { PAYLOADS } from "./payloads";

/** What one person writes and another reads, by the names of its columns. */
const WRITTEN =
  /(^|_)(name|title|place|reason|reason_text|ethics_statement|ethics_confirmed_by|commitment|saved_by|document_number|file_name|failure)(_en)?$/;
/** Names by which people are found and files are told apart, and what only an operator writes. */
const NOT_WRITTEN = /^(login_name|region_name)$/;
const PAGES_A_ROLE = 9;

let database: TestDatabase;
let world: World;
let origin = "";
let browser: Browser;

beforeAll(async () => {
  if (!isBuildCurrent()) throw new Error("These tests need a current build: npm test makes one.");
  ({ database, world } = await cloneWorld("placed"));
  await connectTo(database);
  const secrets = { ...testSecrets, DATABASE_URL: database.url, LOG_LEVEL: "silent", WEB_PROCESSES: "1" };
  const [server] = await startWebServers(1, secrets);
  origin = server?.origin ?? "";
  const { path: executablePath, env } = findChromium();
  browser = await chromium.launch({
    executablePath,
    env: { ...process.env, ...env } as Record<string, string>,
    args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"],
  });
}, 300_000);

afterAll(async () => {
  await browser?.close();
  await stopPrograms();
  await disconnect();
  // Its texts were replaced behind the product's back: there are no invariants left to check.
  await database?.drop("unchecked");
});

/** Every text column that people write gets the payloads, another one in each row. Returns the columns that took them. */
async function poison(): Promise<string[]> {
  const client = await database.pool.connect();
  const taken: string[] = [];
  try {
    await client.query("SET session_replication_role = replica");
    await client.query(
      "CREATE TEMPORARY TABLE payloads AS SELECT (ordinality - 1)::int AS turn, text FROM unnest($1::text[]) WITH ORDINALITY AS p (text, ordinality)",
      [PAYLOADS],
    );
    const { rows } = await client.query<{ table: string; column: string }>(
      `SELECT c.table_name AS "table", c.column_name AS "column" FROM information_schema.columns c JOIN information_schema.tables t
         USING (table_schema, table_name)
       WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.data_type = 'text' ORDER BY 1, 2`,
    );
    let shift = 0;
    for (const { table, column } of rows.filter(
      (one) => WRITTEN.test(one.column) && !NOT_WRITTEN.test(one.column),
    )) {
      shift += 17;
      try {
        // With its turn before it, so that what must be unique stays so.
        const { rowCount } = await client.query(
          `WITH rows AS (SELECT ctid AS place, (row_number() OVER ())::int AS n FROM "${table}" WHERE "${column}" IS NOT NULL)
           UPDATE "${table}" t SET "${column}" = left(rows.n || p.text, 200) FROM rows
           JOIN payloads p ON p.turn = (rows.n + ${shift}) % ${PAYLOADS.length} WHERE t.ctid = rows.place`,
        );
        if (rowCount) taken.push(`${table}.${column}`);
      } catch {
        // A column of codes that only looks like one of texts.
      }
    }
    const body = PAYLOADS.map((text) => ({ kind: "paragraph", text }));
    await client.query("UPDATE notices SET body = $1::jsonb, public_on = '2022-04-01' WHERE id = $2", [
      JSON.stringify(body),
      world.notices.issued,
    ]);
    await client.query(`UPDATE inbox_messages m SET params = (SELECT jsonb_object_agg(key, CASE WHEN jsonb_typeof(value) = 'string' AND key <> 'until'
      THEN to_jsonb(p.text) ELSE value END) FROM jsonb_each(m.params), payloads p WHERE p.turn = abs(hashtext(m.id::text)) % ${PAYLOADS.length})
      WHERE m.params <> '{}'`);
  } finally {
    await client.query("SET session_replication_role = origin");
    client.release();
  }
  return taken;
}

type Watched = { page: Page; context: BrowserContext; found: string[] };

/** A page that tells when a script of a payload ran, and what the policy reported. */
async function watchedPage(cookie: string): Promise<Watched> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "zh-CN" });
  const found: string[] = [];
  const [name = "", value = ""] = cookie.split("=");
  if (value) await context.addCookies([{ name, value, url: origin }]);
  await context.exposeBinding("ran", (source) => {
    found.push(`ran on ${source.page.url()}`);
  });
  const page = await context.newPage();
  page.on("dialog", async (dialog) => {
    found.push(`dialog on ${page.url()}`);
    await dialog.dismiss();
  });
  page.on("console", (message) => {
    if (/Content Security Policy|violates the following/i.test(message.text()))
      found.push(`${page.url()}: ${message.text().slice(0, 300)}`);
  });
  page.on("pageerror", (error) => found.push(`${page.url()}: ${error.message.slice(0, 300)}`));
  return { page, context, found };
}

async function linksOf(page: Page): Promise<string[]> {
  const hrefs = await page
    .locator("a[href^='/']")
    .evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
  return [...new Set(hrefs.map((href) => href.split("#")[0] ?? ""))].filter(
    (href) => !/^\/(display|sign)/.test(href),
  );
}

test("no text of another person becomes a script on any desk, and nothing of our own offends the policy", async () => {
  const taken = await poison();
  expect(PAYLOADS.length).toBeGreaterThanOrEqual(150);
  for (const column of [
    "accounts.display_name",
    "organisations.name",
    "teachers.name",
    "notices.title",
    "training_classes.place",
  ])
    expect(taken).toContain(column);
  const people: Actor[] = [
    world.ministry,
    world.office,
    world.auditor,
    world.provinces[0].actor,
    world.institutions[0].actor,
    world.provinces[0].schools[0].actor,
  ];
  const teacher = world.provinces[0].schools[0].teachers[0]?.actor;
  if (teacher) people.push(teacher);
  const cookies = ["", ...(await signIn(people))];
  const found: string[] = [];
  const seen = new Set<string>();
  let shown = 0;
  for (const cookie of cookies) {
    const { page, context, found: here } = await watchedPage(cookie);
    const waiting = cookie
      ? ["/desk", "/inbox", `/notices/${world.notices.issued}`]
      : ["/catalogue", "/notices", `/notices/${world.notices.issued}`];
    for (let visited = 0; visited < PAGES_A_ROLE && waiting.length > 0; visited += 1) {
      const path = waiting.shift() ?? "";
      const answer = await page.goto(`${origin}${path}`, { waitUntil: "load" }).catch((error: unknown) => {
        if (!String(error).includes("Download is starting")) throw error;
      });
      if (answer === undefined) continue;
      if ((answer?.status() ?? 500) >= 500) here.push(`${path} answered ${answer?.status()}`);
      const text = ((await page.locator("main").first().textContent()) ?? "").replace(/\s+/g, " ");
      if (PAYLOADS.some((payload) => text.includes(payload.slice(0, 40).replace(/\s+/g, " ")))) shown += 1;
      seen.add(path);
      // Other pages first: the same shape of address says little that is new.
      const shape = (one: string) => one.replace(/[0-9a-f-]{36}/g, "*").replace(/\?.*/, "");
      const shapes = new Set([...seen, ...waiting].map(shape));
      for (const link of await linksOf(page))
        if (!shapes.has(shape(link))) {
          shapes.add(shape(link));
          waiting.push(link);
        }
      if (path === `/notices/${world.notices.issued}`) {
        const missing = PAYLOADS.filter((payload) => !text.includes(payload.replace(/\s+/g, " ").trim()));
        expect(missing).toEqual([]);
      }
    }
    found.push(...here);
    await context.close();
  }
  expect(found).toEqual([]);
  expect(shown).toBeGreaterThan(20);
}, 300_000);

test("and the policy does stop what would run, so the silence above says something", async () => {
  const { page, context, found } = await watchedPage("");
  await page.goto(`${origin}/sign-in`);
  const inject = (html: string) =>
    page.evaluate((text) => document.body.insertAdjacentHTML("beforeend", text), html);
  await inject("<img src=x onerror=ran()>");
  await inject("<iframe srcdoc='<script>parent.ran()</script>'></iframe>");
  await expect.poll(() => found.length).toBeGreaterThan(0);
  expect(found.filter((one) => one.startsWith("ran"))).toEqual([]);
  await context.close();
}, 60_000);
