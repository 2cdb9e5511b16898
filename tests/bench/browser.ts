import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { type Browser, type CDPSession, chromium, type Page } from "@playwright/test";
import { findChromium } from "../../scripts/chromium";
import { addTeachers, buildWorld, issueCards } from "../support/enrolments";
import { signIn } from "../support/signed-in";
import { testSecrets } from "../support/test-server";
import { startWebServers } from "../support/web-servers";
import { build as buildApplication } from "./build-copy";
import { connectProduct, demonstrationDatabase, disconnectProduct, newDatabase } from "./database";
import { type Group, percentile, type Row, row } from "./measure";
import { actorOf } from "./people";

const root = path.resolve(import.meta.dirname, "../..");
const EDITS = 100;

function openBrowser(): Promise<Browser> {
  const { path: executablePath, env } = findChromium();
  return chromium.launch({
    executablePath,
    env: { ...process.env, ...env } as Record<string, string>,
    args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"],
  });
}

async function signedInPage(browser: Browser, origin: string, cookie: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "zh-CN" });
  const [name = "", value = ""] = cookie.split("=");
  if (value) await context.addCookies([{ name, value, url: origin }]);
  return context.newPage();
}

/** An application with one page and nothing on it. */
function bareApplication(): string {
  const folder = path.join(root, ".bench/bare");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(path.join(folder, "app"), { recursive: true });
  const write = (name: string, text: string) => writeFileSync(path.join(folder, name), text);
  write("package.json", '{ "name": "bare", "private": true }\n');
  write("next.config.mjs", `export default { turbopack: { root: ${JSON.stringify(root)} } };\n`);
  write(
    "app/layout.jsx",
    "export default function Layout({ children }) { return <html lang='en'><body>{children}</body></html>; }\n",
  );
  write("app/page.jsx", "export default function Page() { return <p>empty</p>; }\n");
  symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"));
  buildApplication(folder);
  return folder;
}

/** Every script that the page loads until it is quiet, as a browser receives it. */
async function scriptKilobytes(page: Page, address: string): Promise<number> {
  const sizes: Promise<number>[] = [];
  page.on("response", (response) => {
    if (response.request().resourceType() === "script")
      sizes.push(response.body().then((body) => gzipSync(body).length));
  });
  const answer = await page.goto(address, { waitUntil: "networkidle" });
  if (answer?.status() !== 200 || page.url() !== address) throw new Error(`${address} led to ${page.url()}`);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0) / 1000;
}

async function scripts(build: string): Promise<Row[]> {
  const url = await newDatabase();
  await connectProduct(url);
  const world = await buildWorld({ subProjects: [{ code: "B301", seats: 20 }] });
  await issueCards(world, world.first, world.school, 2);
  const [cookie = ""] = await signIn(await addTeachers(world.school, 1));
  await disconnectProduct();
  const env = { ...testSecrets, DATABASE_URL: url, LOG_LEVEL: "error" };
  const [ours] = await startWebServers(1, env, build);
  const [bare] = await startWebServers(1, env, bareApplication());
  if (!ours || !bare) throw new Error("no server");
  const browser = await openBrowser();
  const path = `/registration/apply/${world.first.id}/check`;
  const value = await scriptKilobytes(
    await signedInPage(browser, ours.origin, cookie),
    `${ours.origin}${path}`,
  );
  const baseline = await scriptKilobytes(await signedInPage(browser, bare.origin, ""), `${bare.origin}/`);
  await browser.close();
  return [
    {
      ...row("JavaScript of the teacher's registration page", "kB gzipped", value, baseline, {}),
      goal: "baseline + ≤ 40 kB",
      ok: value - baseline <= 40,
    },
  ];
}

type TraceEvent = {
  name: string;
  ph: string;
  ts: number;
  dur?: number;
  pid: number;
  tid: number;
  args?: { name?: string };
};

/** What occupies the main thread for an edit: script, style, layout, paint, and what belongs to them. */
const WORK = new Set([
  ...["EventDispatch", "FunctionCall", "EvaluateScript", "FireAnimationFrame", "TimerFire", "RunMicrotasks"],
  ...[
    "UpdateLayoutTree",
    "Layout",
    "PrePaint",
    "Paint",
    "Layerize",
    "Commit",
    "HitTest",
    "MinorGC",
    "MajorGC",
  ],
]);

async function traced(session: CDPSession, run: () => Promise<void>): Promise<TraceEvent[]> {
  const events: TraceEvent[] = [];
  session.on("Tracing.dataCollected", ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  const categories = ["devtools.timeline", "blink.user_timing", "v8", "toplevel"];
  await session.send("Tracing.start", {
    traceConfig: { includedCategories: [...categories, "__metadata"] },
    transferMode: "ReportEvents",
  });
  await run();
  const complete = new Promise<void>((resolve) => session.once("Tracing.tracingComplete", () => resolve()));
  await session.send("Tracing.end");
  await complete;
  return events;
}

/** Milliseconds of work on the main thread between the marks before and after each edit; work inside other work counts once. */
function workOfEdits(events: TraceEvent[]): number[] {
  const marks = (side: string) =>
    events.filter(({ name }) => name.startsWith(`${side}-`)).sort((a, b) => a.ts - b.ts);
  const [first] = marks("before");
  if (!first) throw new Error("the trace holds no edit");
  const ends = marks("after");
  const work = events
    .filter(
      ({ name, ph, pid, tid }) => ph === "X" && WORK.has(name) && pid === first.pid && tid === first.tid,
    )
    .sort((a, b) => a.ts - b.ts);
  return marks("before").map((mark, index) => {
    const end = ends[index]?.ts ?? 0;
    let covered = mark.ts;
    let sum = 0;
    for (const { ts, dur = 0 } of work) {
      if (ts < mark.ts || ts >= end || ts + dur <= covered) continue;
      sum += ts + dur - Math.max(ts, covered);
      covered = ts + dur;
    }
    return sum / 1000;
  });
}

async function grid(build: string): Promise<Row[]> {
  const url = await demonstrationDatabase();
  await connectProduct(url);
  const [cookie = ""] = await signIn([await actorOf(url, "ministry")]);
  await disconnectProduct();
  const [server] = await startWebServers(1, { ...testSecrets, DATABASE_URL: url, LOG_LEVEL: "error" }, build);
  if (!server) throw new Error("no server");
  const browser = await openBrowser();
  const page = await signedInPage(browser, server.origin, cookie);
  await page.goto(`${server.origin}/programmes/2022/quotas`, { waitUntil: "networkidle" });
  const editable = page.locator("td[data-cell]:not([aria-readonly])");
  const start = await editable.first().getAttribute("data-cell");
  const [, column] = (start ?? "0:0").split(":").map(Number);
  const rows = await page.locator(`td[data-cell$=":${column}"]:not([aria-readonly])`).count();
  const mark = (name: string) =>
    page.evaluate(async (name) => {
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
      performance.mark(name);
    }, name);
  const goToTop = () => page.locator(`td[data-cell="0:${column}"]`).click();
  const edit = async (index: number) => {
    await page.keyboard.press(String(1 + (index % 9)));
    await page.keyboard.press("Enter");
  };
  await goToTop();
  for (let index = 0; index < rows; index += 1) await edit(index);
  const session = await page.context().newCDPSession(page);
  const events = await traced(session, async () => {
    for (let index = 0; index < EDITS; index += 1) {
      if (index % rows === 0) await goToTop();
      await mark(`before-${index}`);
      await edit(index);
      await mark(`after-${index}`);
    }
  });
  await browser.close();
  const times = workOfEdits(events);
  if (times.length !== EDITS) throw new Error(`${times.length} edits in the trace`);
  return [
    row("an edit in the quota grid, 95th percentile", "ms", percentile(times, 0.95), null, { atMost: 16 }),
  ];
}

export function browserGroups(build: () => string): Group[] {
  return [
    { name: "scripts", run: async () => scripts(build()) },
    { name: "grid", run: async () => grid(build()) },
  ];
}
