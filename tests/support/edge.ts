import { readFileSync } from "node:fs";
import { type IncomingHttpHeaders, request } from "node:http";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { disconnect } from "@/lib/platform/db";
import { isBuildCurrent } from "../../scripts/build";
import { stopPrograms } from "../../scripts/processes";
import { cloneDatabase, type TestDatabase } from "./database";
import { addTeachers, buildWorld, type World } from "./enrolments";
import { changedTables, type Fingerprint, fingerprint } from "./fingerprint";
import { type Fields, multipart, readForm, withFields } from "./http-client";
import { signIn } from "./signed-in";
import { testSecrets } from "./test-server";
import { startWebServers } from "./web-servers";

export type Sent = { method?: string; headers?: Record<string, string>; body?: string | Buffer };
type Answer = { status: number; headers: IncomingHttpHeaders; body: string };

type Edge = {
  database: TestDatabase;
  world: World;
  origin: string;
  /** The Cookie header of each. */
  officer: string;
  clerk: string;
  teacher: string;
};

/** A form that changes something of one's own, and is there for every role. */
export const CONTACT = "/inbox/contact";

/** One server of the production build on a world of its own, for a test file that speaks to it as a stranger would. */
export function useEdge() {
  let current: Edge | undefined;
  let before: Fingerprint;
  const edge = (): Edge => {
    if (!current) throw new Error("The server exists only while tests run.");
    return current;
  };

  beforeAll(async () => {
    if (!isBuildCurrent()) throw new Error("These tests need a current build: npm test makes one.");
    const database = await cloneDatabase();
    Object.assign(process.env, testSecrets, { DATABASE_URL: database.url });
    const world = await buildWorld();
    const [learner] = await addTeachers(world.school, 1);
    if (!learner) throw new Error("no teacher");
    const [officer = "", clerk = "", teacher = ""] = await signIn([world.officer, world.clerk, learner]);
    const secrets = { ...testSecrets, DATABASE_URL: database.url, LOG_LEVEL: "silent", WEB_PROCESSES: "1" };
    const [server] = await startWebServers(1, secrets);
    current = { database, world, origin: server?.origin ?? "", officer, clerk, teacher };
  }, 120_000);

  afterAll(async () => {
    await stopPrograms();
    await disconnect();
    await current?.database.drop();
  });

  beforeEach(async () => {
    before = await fingerprint(edge().database.pool);
  });

  /** Tables changed since the test began, but for the marks of the last visit. */
  async function changed(): Promise<string[]> {
    const tables = changedTables(before, await fingerprint(edge().database.pool));
    return tables.filter((name) => name !== "sessions" && name !== "accounts");
  }

  /** Sends a path as it is written: no client between that would mend it. */
  function send(path: string, { method = "GET", headers = {}, body }: Sent = {}): Promise<Answer> {
    const { hostname, port } = new URL(edge().origin);
    const length =
      body === undefined || "content-length" in headers
        ? {}
        : { "content-length": `${Buffer.byteLength(body)}` };
    return new Promise((resolve, reject) => {
      const sent = request(
        { hostname, port, path, method, headers: { ...headers, ...length }, timeout: 30_000 },
        (response) => {
          const chunks: Buffer[] = [];
          response.on("data", (chunk: Buffer) => chunks.push(chunk));
          response.on("error", reject);
          response.on("end", () =>
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              body: Buffer.concat(chunks).toString("utf8"),
            }),
          );
        },
      );
      sent.on("timeout", () => sent.destroy(new Error(`no answer within 30 s: ${path}`)));
      sent.on("error", reject);
      sent.end(body);
    });
  }

  async function openForm(path: string, holding: string, cookie = ""): Promise<Fields> {
    const { status, body } = await send(path, { headers: { cookie } });
    if (status !== 200) throw new Error(`${path} answered ${status}`);
    return readForm(body, holding);
  }

  const contactFields = async () =>
    withFields(await openForm(CONTACT, "email", edge().officer), {
      email: "a@guopei.test",
      mail: "daily",
      mobile: "",
      sms: "none",
      locale: "zh-CN",
    });

  const filled = (route: string): string => {
    const { year, first } = edge().world;
    return route
      .replace("[year]", String(year))
      .replace("[classId]", first.classIds[0] ?? "")
      .replace(/\[\w+\]/g, first.id);
  };

  return { edge, changed, send, openForm, contactFields, filled };
}

export function posted(fields: Fields, headers: Record<string, string>): Sent {
  const { contentType, body } = multipart(fields);
  return { method: "POST", headers: { "content-type": contentType, ...headers }, body };
}

/** The build's own list of pages, or of route handlers. */
export function routes(kind: "page" | "route"): string[] {
  const manifest: Record<string, string> = JSON.parse(
    readFileSync(".next/app-path-routes-manifest.json", "utf8"),
  );
  return Object.entries(manifest).flatMap(([file, path]) => (file.endsWith(`/${kind}`) ? [path] : []));
}
