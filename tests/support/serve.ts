import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { checkDatabase } from "../../lib/platform/check";
import { build, isBuildCurrent } from "../../scripts/build";
import { exitWith, Failure } from "../../scripts/failure";
import { generateClient } from "../../scripts/generate";
import { isStopping, runProgram, stopPrograms, typescriptProgram } from "../../scripts/processes";
import { readPort, requireFreePort, startServices } from "../../scripts/services";
import { startMailServer } from "./mail-server";
import { startTestServer, testSecrets, withDatabaseName } from "./test-server";

/** Serves the production build on a demonstration of its own, for the browser tests; checks its invariants at the end. */
const root = path.resolve(import.meta.dirname, "../..");
const host = "127.0.0.1";
const name = `guopei_test_${process.pid}_e2e`;

async function checkInvariants(address: string): Promise<void> {
  const pool = new pg.Pool({ connectionString: address, max: 2 });
  const findings = await checkDatabase(pool);
  await pool.end();
  mkdirSync(path.join(root, ".data/test"), { recursive: true });
  writeFileSync(path.join(root, ".data/test/e2e-findings.json"), JSON.stringify(findings, null, 2));
}

async function serve(): Promise<void> {
  const port = readPort();
  await requireFreePort(port, host);
  generateClient();
  if (!isBuildCurrent()) await build();
  const server = await startTestServer();
  const admin = new pg.Client(server.address);
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name} TEMPLATE ${server.template}`);
  const address = withDatabaseName(server.address, name);
  const mails = path.join(root, ".data/test/mails.jsonl");
  mkdirSync(path.dirname(mails), { recursive: true });
  writeFileSync(mails, "");
  const mailServer = await startMailServer(0, (mail) => appendFileSync(mails, `${JSON.stringify(mail)}\n`));
  const env = {
    ...process.env,
    MAIL_URL: mailServer.url,
    ...testSecrets,
    DATABASE_URL: address,
    APP_ORIGIN: `http://${host}:${port}`,
    GUOPEI_DEMONSTRATION: "1",
  };

  async function stop(): Promise<void> {
    await stopPrograms();
    await mailServer.stop();
    await checkInvariants(address);
    await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await admin.end();
    await server.stop();
  }
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      void stop().then(() => process.exit(0), exitWith);
    });
  }

  try {
    const seed = typescriptProgram("scripts/seed.ts", "demonstration");
    if (!(await runProgram(seed, env))) throw new Failure("data-broken");
    const { failed } = await startServices({ port, host, env });
    console.log(`Serving the demonstration at http://${host}:${port}`);
    const failure = await failed;
    if (!isStopping()) throw failure;
  } catch (error) {
    if (isStopping()) return;
    await stop();
    throw error;
  }
}

serve().catch(exitWith);
