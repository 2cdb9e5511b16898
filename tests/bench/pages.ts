import pg from "pg";
import { confirmEnrolment, registerEnrolment } from "@/lib/enrolments";
import { addTeachers, buildWorld, issueCards, registration, type World } from "../support/enrolments";
import { HttpClient } from "../support/http-client";
import { signIn } from "../support/signed-in";
import { testSecrets } from "../support/test-server";
import { startWebServers } from "../support/web-servers";
import { connectProduct, demonstrationDatabase, disconnectProduct, newDatabase } from "./database";
import { type Group, median, type Row, rate, row } from "./measure";
import { actorOf } from "./people";

const CONNECTIONS = 16;
const RUNS = 3;
const REQUESTS = 240;
const ROWS = 50;
const MOST_STATEMENTS = 15;

type Page = { name: string; path: string; cookie: string };

async function get(client: HttpClient, { path, cookie }: Pick<Page, "path" | "cookie">): Promise<string> {
  const { status, body, headers } = await client.send(path, { headers: { cookie } });
  if (status !== 200) throw new Error(`${path} answered ${status} ${headers.location ?? ""}`);
  return body;
}

async function timed(build: string): Promise<Row[]> {
  const url = await demonstrationDatabase();
  await connectProduct(url);
  const [cookie = ""] = await signIn([await actorOf(url, "province")]);
  await disconnectProduct();
  const [server] = await startWebServers(1, { ...testSecrets, DATABASE_URL: url, LOG_LEVEL: "error" }, build);
  const client = new HttpClient(server?.origin ?? "", CONNECTIONS);
  const list = "/programmes/2022/enrolments";
  const shown = async (path: string) =>
    new Set((await get(client, { path, cookie })).match(/\/enrolments\/[0-9a-f-]{36}/g)).size;
  const queue = (await shown(list)) >= ROWS ? list : `${list}?tab=all`;
  if ((await shown(queue)) < ROWS) throw new Error(`the queue shows fewer than ${ROWS} rows`);
  const pages: (Page & { goal: Parameters<typeof row>[4] })[] = [
    { name: "public catalogue", path: "/catalogue", cookie: "", goal: { ratio: 0.6 } },
    { name: "a province's desk", path: "/desk", cookie, goal: { ratio: 0.25, atLeast: 120 } },
    { name: `review queue, ${ROWS} rows`, path: queue, cookie, goal: { ratio: 0.25, atLeast: 120 } },
  ];
  const empty: Page = { name: "empty page", path: "/bench-empty", cookie: "" };
  const requests = Array.from({ length: REQUESTS });
  const speed = (page: Page) => rate(requests, CONNECTIONS, () => get(client, page));
  const speeds = new Map<Page, number[]>([empty, ...pages].map((page) => [page, []]));
  for (const page of speeds.keys()) await speed(page);
  for (let run = 0; run < RUNS; run += 1) for (const [page, known] of speeds) known.push(await speed(page));
  client.close();
  const of = (page: Page) => median(speeds.get(page) ?? []);
  return pages.map((page) => row(page.name, "/s", of(page), of(empty), page.goal));
}

/** Registrations, half of them confirmed; each teacher with a card. */
async function addRegistrations(world: World, count: number): Promise<void> {
  await issueCards(world, world.first, world.school, count);
  for (const [index, teacher] of (await addTeachers(world.school, count)).entries()) {
    const { enrolmentId } = await registerEnrolment(teacher, registration(world));
    const statement = { enrolmentId, version: 1, ethicsStatement: "师德师风良好。", ethicsName: "李老师" };
    if (index % 2 === 0) await confirmEnrolment(world.clerk, statement);
  }
}

async function statements(build: string): Promise<Row[]> {
  const url = await newDatabase();
  const counter = new pg.Client(url);
  await counter.connect();
  await counter.query("CREATE EXTENSION pg_stat_statements");
  await counter.query(
    `ALTER DATABASE ${counter.escapeIdentifier(counter.database ?? "")} SET pg_stat_statements.track = 'top'`,
  );
  await connectProduct(url);
  const world = await buildWorld({ subProjects: [{ code: "B301", seats: 2000 }] });
  const [province = "", school = ""] = await signIn([world.officer, world.clerk]);
  const [server] = await startWebServers(1, { ...testSecrets, DATABASE_URL: url, LOG_LEVEL: "error" }, build);
  const client = new HttpClient(server?.origin ?? "", 1);
  const pages: Page[] = [
    { name: "catalogue", path: "/catalogue", cookie: "" },
    { name: "a province's desk", path: "/desk", cookie: province },
    { name: "a school's desk", path: "/desk", cookie: school },
    { name: "review queue", path: `/programmes/${world.year}/enrolments?tab=all`, cookie: province },
    {
      name: "a school's registrations",
      path: `/programmes/${world.year}/enrolments?tab=all`,
      cookie: school,
    },
    { name: "a school's cards", path: `/programmes/${world.year}/cards`, cookie: school },
    { name: "a school's teachers", path: "/teachers", cookie: school },
  ];
  // What says whose a read is goes out with it and is answered with it; "SELECT 1" is the watch over the database.
  const count = async (page: Page): Promise<number> => {
    await get(client, page);
    await counter.query("SELECT pg_stat_statements_reset()");
    await get(client, page);
    const { rows } = await counter.query<{ calls: number }>(
      `SELECT COALESCE(sum(calls), 0)::int AS calls FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid
       WHERE d.datname = current_database() AND s.query NOT LIKE '%pg_stat_statements%'
         AND s.query !~* '^(BEGIN|COMMIT|SELECT set_config|SELECT [$]1$)'`,
    );
    return rows[0]?.calls ?? 0;
  };
  const counts = async () => {
    const all: number[] = [];
    for (const page of pages) all.push(await count(page));
    return all;
  };
  await addRegistrations(world, 10);
  const few = await counts();
  await addRegistrations(world, 190);
  const many = await counts();
  client.close();
  await disconnectProduct();
  await counter.end();
  return pages.map(({ name }, index): Row => {
    const value = many[index] ?? 0;
    const baseline = few[index] ?? 0;
    return {
      name: `SQL statements of ${name}, 200 rows against 10`,
      value,
      unit: "statements",
      baseline,
      ratio: value / baseline,
      goal: `≤ ${MOST_STATEMENTS}, the same with 10`,
      ok: value <= MOST_STATEMENTS && value === baseline,
    };
  });
}

export function pages(build: () => string): Group {
  return { name: "pages", run: async () => timed(build()) };
}

export function statementCounts(build: () => string): Group {
  return { name: "statements", run: async () => statements(build()) };
}
