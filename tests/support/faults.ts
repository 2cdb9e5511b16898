import { afterAll, beforeAll, expect } from "vitest";
import { disconnect } from "@/lib/platform/db";
import { isBuildCurrent } from "../../scripts/build";
import { stopPrograms } from "../../scripts/processes";
import { type DurableDatabase, startDurableDatabase } from "./durable-postgres";
import { addTeachers, buildWorld, issueCards, newKey, type SubProjectBuilt, type World } from "./enrolments";
import { type Fields, HttpClient, readForm, withFields } from "./http-client";
import { signIn } from "./signed-in";
import { startTcpProxy, type TcpProxy } from "./tcp-proxy";
import { testSecrets } from "./test-server";
import { startWebServers, type WebServer } from "./web-servers";

const SOCKETS = 128;

/** One registration, with the key that its form was given. */
export type Registration = { path: string; cookie: string; fields: Fields };

export type Faults = {
  readonly database: DurableDatabase;
  /** Between the web servers and the database; this test's own connections go around it. */
  readonly proxy: TcpProxy;
  readonly world: World;
  readonly server: WebServer;
  readonly client: HttpClient;
  /** One more of the same. */
  serve(): Promise<WebServer>;
  /** Teachers who have everything they need, their form open and a free card for each. */
  registrations(count: number): Promise<Registration[]>;
  /** Every one of them is written, once, under the id that its sender was told; nobody else is. */
  expectWritten(told: readonly string[]): Promise<void>;
};

/** One installation of the production build, for tests that break what it stands on. Two web processes unless said otherwise. */
export function useFaults(
  seats: number,
  env: Record<string, string> = {},
  { folder, settings }: { folder?: string; settings?: Record<string, string> } = {},
): () => Faults {
  let current: Faults | undefined;

  beforeAll(async () => {
    if (!isBuildCurrent())
      throw new Error("These tests need a current build: npm run test:faults makes one.");
    const database = await startDurableDatabase(folder, settings);
    Object.assign(process.env, testSecrets, { DATABASE_URL: database.url });
    const proxy = await startTcpProxy(() => database.port);
    const world = await buildWorld({ subProjects: [{ code: "B301", seats: 2 * seats }] });
    const behind = new URL(database.url);
    behind.port = String(proxy.port);
    const serve = async () => {
      const [server] = await startWebServers(1, {
        WEB_PROCESSES: "2",
        ...testSecrets,
        DATABASE_URL: behind.toString(),
        LOG_LEVEL: "error",
        ...env,
      });
      if (!server) throw new Error("no server");
      return server;
    };
    const server = await serve();
    const client = new HttpClient(server.origin, SOCKETS);
    current = { database, proxy, world, server, client, serve, registrations, expectWritten };
  }, 180_000);

  afterAll(async () => {
    current?.client.close();
    await stopPrograms();
    await disconnect();
    await current?.proxy.close();
    await current?.database.drop();
  }, 120_000);

  const faults = (): Faults => {
    if (!current) throw new Error("The installation exists only while tests run.");
    return current;
  };

  async function registrations(count: number): Promise<Registration[]> {
    const { world, client } = faults();
    await issueCards(world, world.first, world.school, count);
    const cookies = await signIn(await addTeachers(world.school, count));
    const path = `/registration/apply/${world.first.id}/check`;
    const page = await client.send(path, { headers: { cookie: cookies[0] ?? "" } });
    const form = [...readForm(page.body, "agreed"), ["agreed", "yes"] as [string, string]];
    return cookies.map((cookie) => ({ path, cookie, fields: withFields(form, { key: newKey() }) }));
  }

  async function expectWritten(told: readonly string[]): Promise<void> {
    const { database, world } = faults();
    const written = await idsOf(database, world.first);
    expect({ rows: written.length, lost: told.filter((id) => !written.includes(id)) }).toEqual({
      rows: new Set(told).size,
      lost: [],
    });
    const { rows } = await database.pool.query<{ n: number }>(
      "SELECT count(*)::int AS n FROM registration_cards WHERE sub_project_id = $1 AND state = 'used'",
      [world.first.id],
    );
    expect(rows[0]?.n).toBe(written.length);
  }

  return faults;
}

async function idsOf({ pool }: DurableDatabase, subProject: SubProjectBuilt): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>("SELECT id FROM enrolments WHERE sub_project_id = $1", [
    subProject.id,
  ]);
  return rows.map(({ id }) => id);
}
