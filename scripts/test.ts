import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { isBuildCurrent } from "./build";
import { dataFolder } from "./environment";
import { projectFolder } from "./failure";
import { generateClient } from "./generate";

interface Verdict {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
}

const began = performance.now();
const full = process.argv.includes("--full");
/** What breaks the machine under the product: minutes long, and apart from everything else. */
const faults = process.argv.includes("--faults");
const logs = path.join(dataFolder, "test");
const verdicts: Verdict[] = [];

function report(
  name: string,
  since: number,
  passed: number,
  failed: number,
  output: string,
  skipped = 0,
): void {
  verdicts.push({ name, passed, failed });
  const time = `${((performance.now() - since) / 1000).toFixed(1)} s`.padStart(8);
  const words = failed === 0 ? "passed" : "FAILED";
  const ran = passed + failed > 1 ? `  ${passed} of ${passed + failed}` : "";
  const count = skipped > 0 ? `${ran}, ${skipped} skipped` : ran;
  if (failed > 0) console.log(`\n${output.trimEnd()}\n`);
  console.log(`${failed === 0 ? "✓" : "✗"} ${name.padEnd(16)}${time}  ${words}${count}`);
}

/** Runs a program of node_modules; its words go to a file and are shown only when it fails. */
function runTool(name: string, args: string[]): Promise<{ ok: boolean; output: string }> {
  return new Promise((resolve) => {
    const env = {
      ...process.env,
      NO_COLOR: "1",
      FORCE_COLOR: "0",
      ...(full ? { FC_RUNS: "2000", HTTP_MATRIX: "full", DISPLAY_WALK: "all" } : {}),
    };
    const child = spawn(process.execPath, args, {
      cwd: projectFolder,
      env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const chunks: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.once("close", (code) => {
      const output = Buffer.concat(chunks).toString("utf8");
      writeFileSync(path.join(logs, `${name.replace(/\W+/g, "-")}.log`), output);
      resolve({ ok: code === 0, output });
    });
  });
}

async function gate(name: string, ...args: string[]): Promise<void> {
  const since = performance.now();
  const { ok, output } = await runTool(name, args);
  report(name, since, ok ? 1 : 0, ok ? 0 : 1, output);
}

async function buildGate(): Promise<void> {
  const since = performance.now();
  if (isBuildCurrent()) return report("build (current)", since, 1, 0, "");
  await gate("build", "scripts/run.mjs", "build");
}

/** One run for all the projects named: they share a server, its template and the cores. */
async function vitest(name: string, projects: string[], ...options: string[]): Promise<void> {
  const since = performance.now();
  const file = path.join(logs, `${name.replace(/\W+/g, "-")}.json`);
  rmSync(file, { force: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const { ok, output } = await runTool(name, [
    "node_modules/vitest/vitest.mjs",
    "run",
    ...projects.flatMap((project) => ["--project", project]),
    ...options,
    ...reporters,
  ]);
  const counts = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
  const passed = Number(counts.numPassedTests ?? 0);
  const failed = Number(counts.numFailedTests ?? 0);
  // A file that cannot be loaded, or an error outside any test, fails the run without failing a test.
  report(name, since, passed, ok ? failed : Math.max(failed, 1), output, Number(counts.numPendingTests ?? 0));
}

interface PlaywrightReport {
  readonly stats?: Readonly<Record<"expected" | "unexpected" | "flaky" | "skipped", number>>;
}

async function browserTests(): Promise<void> {
  const since = performance.now();
  if (!isBuildCurrent())
    return report("e2e", since, 0, 1, "The browser tests need a build, and there is none.");
  const file = path.join(logs, "e2e.json");
  const findings = path.join(logs, "e2e-findings.json");
  for (const old of [file, findings]) rmSync(old, { force: true });
  process.env.E2E_REPORT = file;
  const { ok, output } = await runTool("e2e", ["node_modules/@playwright/test/cli.js", "test"]);
  const { stats } = (existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {}) as PlaywrightReport;
  const failed = (stats?.unexpected ?? 0) + (stats?.flaky ?? 0);
  report("e2e", since, stats?.expected ?? 0, ok ? failed : Math.max(failed, 1), output, stats?.skipped);
  if (!existsSync(findings)) return;
  const broken = readFileSync(findings, "utf8");
  report("e2e invariants", performance.now(), broken === "[]" ? 1 : 0, broken === "[]" ? 0 : 1, broken);
}

mkdirSync(logs, { recursive: true });
try {
  generateClient();
} catch (error) {
  report("client", began, 0, 1, String(error));
}

const biome = "node_modules/@biomejs/biome/bin/biome";
const depcruise = "node_modules/dependency-cruiser/bin/dependency-cruise.mjs";

async function quickGates(): Promise<void> {
  await gate("format", biome, "format");
  await gate("lint", biome, "lint", "--error-on-warnings");
  await gate("boundaries", depcruise, "app", "components", "lib", "prisma", "scripts", "tests", "--config");
  await gate("dead code", "node_modules/knip/bin/knip.js");
}

function end(): never {
  const passed = verdicts.reduce((sum, verdict) => sum + verdict.passed, 0);
  const failed = verdicts.reduce((sum, verdict) => sum + verdict.failed, 0);
  console.log(
    `\n${((performance.now() - began) / 1000).toFixed(0)} s in all; the words of each stage are in ${path.relative(projectFolder, logs)}`,
  );
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed === 0 ? 0 : 1);
}

if (faults) {
  await buildGate();
  await vitest("faults", ["faults"], "--no-file-parallelism");
  end();
}

// The build writes the route types that the type check reads, so it goes first, beside what does not need it.
await Promise.all([buildGate(), quickGates()]);
const types = gate("types", "node_modules/typescript/bin/tsc", "--noEmit", "-p", ".");
await vitest("unit, architecture", ["unit", "architecture"]);
await Promise.all([types, vitest("database", ["properties", "integration", "races"])]);
await vitest("over HTTP", ["access-http", "races-http"]);
await browserTests();

end();
