import { defineConfig } from "@playwright/test";
import { findChromium } from "./scripts/chromium";

const port = Number(process.env.E2E_PORT ?? 3200);
const given = process.env.E2E_BASE_URL;
const chromium = findChromium();
const desktop = { viewport: { width: 1280, height: 900 } };

export default defineConfig({
  testDir: "tests/e2e",
  outputDir: "test-results",
  timeout: 60_000,
  expect: { timeout: 10_000 },
  fullyParallel: false,
  workers: 2,
  reporter: process.env.E2E_REPORT ? [["line"], ["json", { outputFile: process.env.E2E_REPORT }]] : "list",
  use: {
    baseURL: given ?? `http://127.0.0.1:${port}`,
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: chromium.path,
      env: { ...process.env, ...chromium.env } as Record<string, string>,
      args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--font-render-hinting=none"],
    },
  },
  // One demonstration, one clock that goes forward only: the journey moves it, so it comes late, and the next year after it. Looking at pages changes
  // little: that is done by two people at once, everything else one after the other.
  projects: [
    { name: "phone", testMatch: "teacher-phone.spec.ts" },
    { name: "drafts", testMatch: "drafts.spec.ts", use: desktop, dependencies: ["phone"] },
    { name: "begun", testMatch: "pages-begun.spec.ts", use: desktop, dependencies: ["drafts"] },
    { name: "pages", testMatch: "pages.spec.ts", use: desktop, dependencies: ["begun"], fullyParallel: true },
    { name: "later", testMatch: "pages-later.spec.ts", use: desktop, dependencies: ["pages"] },
    { name: "grid", testMatch: "quota-grid.spec.ts", use: desktop, dependencies: ["later"] },
    { name: "aids", testMatch: "aids.spec.ts", use: desktop, dependencies: ["grid"] },
    { name: "queue", testMatch: "review-queue.spec.ts", use: desktop, dependencies: ["aids"] },
    { name: "journey", testMatch: "journey.spec.ts", use: desktop, dependencies: ["queue"] },
    { name: "open-year", testMatch: "open-year.spec.ts", use: desktop, dependencies: ["journey"] },
  ],
  ...(given
    ? {}
    : {
        webServer: {
          command: "node --conditions=react-server --import tsx tests/support/serve.ts",
          url: `http://127.0.0.1:${port}/`,
          env: { PORT: String(port) },
          timeout: 300_000,
          gracefulShutdown: { signal: "SIGTERM" as const, timeout: 30_000 },
          stdout: "pipe" as const,
          reuseExistingServer: false,
        },
      }),
});
