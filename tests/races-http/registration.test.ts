import { afterAll, beforeAll, expect, test } from "vitest";
import { disconnect } from "@/lib/platform/db";
import { isBuildCurrent } from "../../scripts/build";
import { stopPrograms } from "../../scripts/processes";
import { cloneDatabase, type TestDatabase } from "../support/database";
import {
  addTeachers,
  buildWorld,
  issueCards,
  newKey,
  type SubProjectBuilt,
  type World,
} from "../support/enrolments";
import {
  type Answer,
  type Fields,
  HttpClient,
  multipart,
  readForm,
  withFields,
} from "../support/http-client";
import { inParallel } from "../support/parallel";
import { actionOf, asScript, checkPageAt, scriptHeaders } from "../support/script-form";
import { signIn } from "../support/signed-in";
import { testSecrets } from "../support/test-server";
import { startWebServers } from "../support/web-servers";

const SOCKETS = 64;
let database: TestDatabase;
let world: World;
let clients: HttpClient[] = [];
let turn = 0;

beforeAll(async () => {
  if (!isBuildCurrent()) throw new Error("These races need a current build: npm test makes one.");
  database = await cloneDatabase();
  Object.assign(process.env, testSecrets, { DATABASE_URL: database.url });
  const codes = ["B301", "B302", "B303", "B304", "B305"];
  world = await buildWorld({ subProjects: codes.map((code) => ({ code, seats: 1400 })) });
  const servers = await startWebServers(2, {
    WEB_PROCESSES: "1",
    ...testSecrets,
    DATABASE_URL: database.url,
    LOG_LEVEL: "error",
  });
  clients = servers.map(({ origin }) => new HttpClient(origin, SOCKETS / 2));
}, 120_000);

afterAll(async () => {
  for (const client of clients) client.close();
  await stopPrograms();
  await disconnect();
  // Dropping checks the invariants of the whole database first.
  await database?.drop();
});

/** Each race has a sub-project to itself. */
function nextSubProject(): SubProjectBuilt {
  const subProject = world.subProjects[turn];
  turn += 1;
  if (!subProject) throw new Error("no sub-project left");
  return subProject;
}

async function signedInTeachers(count: number): Promise<string[]> {
  return signIn(await addTeachers(world.school, count));
}

/** The page's own hidden fields, as one teacher was given them. */
async function openForm(path: string, cookie: string): Promise<Fields> {
  const [client] = clients;
  const page = await client?.send(path, { headers: { cookie } });
  if (page?.status !== 200) throw new Error(`the form answered ${page?.status}`);
  return readForm(page.body, "agreed");
}

type Post = { subProjectId: string; path: string; cookie: string; fields: Fields };

/** One in so many browsers has no JavaScript: for each refusal the server draws a whole page. */
const WITHOUT_SCRIPT = 10;

async function post({ subProjectId, path, cookie, fields }: Post, turn: number): Promise<Answer> {
  const client = clients[turn % clients.length];
  if (!client) throw new Error("no server");
  const filled: Fields = [...fields, ["agreed", "yes"]];
  const plain = turn % WITHOUT_SCRIPT === 0;
  const { contentType, body } = plain ? multipart(filled) : asScript(filled);
  const headers = { cookie, origin: client.origin, "content-type": contentType };
  return client.send(path, {
    method: "POST",
    headers: plain ? headers : { ...headers, ...scriptHeaders(actionOf(fields), checkPageAt(subProjectId)) },
    body,
  });
}

/** Where the answer leads, with or without a script; null for a refusal. */
function placeOf({ headers, body }: Answer): string | null {
  return headers.location ?? /"goTo":"([^"]+)"/.exec(body)?.[1] ?? null;
}

/** `registered`, the code of the refusal, or the status of an answer that is neither. */
function verdict(answer: Answer): string {
  const { status, body } = answer;
  if (
    /^\/registration\/[0-9a-f-]{36}\/done$/.test(placeOf(answer) ?? "") &&
    (status === 303 || status === 200)
  )
    return "registered";
  const code = (/data-problem="([^"]+)"/.exec(body) ?? /"problems":\[\{"code":"([^"]+)"/.exec(body))?.[1];
  return status === 200 && code ? code : `status ${status}`;
}

async function postAll(posts: Post[]): Promise<{ answers: Answer[]; verdicts: Record<string, number> }> {
  const outcomes = await inParallel(posts, SOCKETS, post);
  const answers: Answer[] = [];
  const verdicts: Record<string, number> = {};
  for (const outcome of outcomes) {
    if (outcome.status === "fulfilled") answers.push(outcome.value);
    const name = outcome.status === "fulfilled" ? verdict(outcome.value) : `unanswered: ${outcome.reason}`;
    verdicts[name] = (verdicts[name] ?? 0) + 1;
  }
  return { answers, verdicts };
}

async function count(sql: string, subProject: SubProjectBuilt, ...more: unknown[]): Promise<number> {
  const { rows } = await database.pool.query(`SELECT count(*)::int AS n FROM ${sql}`, [
    subProject.id,
    ...more,
  ]);
  return rows[0].n;
}

const enrolments = "enrolments WHERE sub_project_id = $1";
const usedCards = "registration_cards WHERE sub_project_id = $1 AND state = 'used'";
const checkPage = ({ id }: SubProjectBuilt) => `/registration/apply/${id}/check`;

test("50 unbound cards, 1,000 teachers, two servers: 50 registered, 950 told that there is no free seat", async () => {
  const subProject = nextSubProject();
  await issueCards(world, subProject, world.school, 50);
  const cookies = await signedInTeachers(1000);
  const path = checkPage(subProject);
  const form = await openForm(path, cookies[0] ?? "");
  const { verdicts } = await postAll(
    cookies.map((cookie) => ({
      subProjectId: subProject.id,
      path,
      cookie,
      fields: withFields(form, { key: newKey() }),
    })),
  );
  expect(verdicts).toEqual({ registered: 50, "enrolments.no-free-seat": 950 });
  expect(await count(enrolments, subProject)).toBe(50);
  expect(await count(usedCards, subProject)).toBe(50);
}, 120_000);

test("1,000 posts on one card: one", async () => {
  const subProject = nextSubProject();
  const [card] = await issueCards(world, subProject, world.school, 1);
  const cookies = await signedInTeachers(1000);
  const path = `${checkPage(subProject)}?card=${card?.code}`;
  const form = await openForm(path, cookies[0] ?? "");
  const { verdicts } = await postAll(
    cookies.map((cookie) => ({
      subProjectId: subProject.id,
      path,
      cookie,
      fields: withFields(form, { key: newKey() }),
    })),
  );
  expect(verdicts).toEqual({ registered: 1, "enrolments.card-used": 999 });
  expect(await count(enrolments, subProject)).toBe(1);
}, 120_000);

test("200 submissions sent ten times each: 200 rows, identical answers; another body is refused", async () => {
  const subProject = nextSubProject();
  await issueCards(world, subProject, world.school, 250);
  const cookies = await signedInTeachers(200);
  const path = checkPage(subProject);
  const form = await openForm(path, cookies[0] ?? "");
  const posts = cookies.map((cookie) => ({
    subProjectId: subProject.id,
    path,
    cookie,
    fields: withFields(form, { key: newKey() }),
  }));
  const { answers, verdicts } = await postAll(Array.from({ length: 10 }, () => posts).flat());
  expect(verdicts).toEqual({ registered: 2000 });
  const places = posts.map(
    (_post, index) => new Set(answers.filter((_answer, at) => at % 200 === index).map(placeOf)),
  );
  expect(places.map((set) => set.size)).toEqual(new Array(200).fill(1));
  expect(new Set(answers.map(placeOf)).size).toBe(200);
  expect(await count(enrolments, subProject)).toBe(200);
  const changed = await postAll(
    posts.map(({ fields, ...rest }) => ({
      ...rest,
      fields: withFields(fields, { commitment: "换了一句承诺" }),
    })),
  );
  expect(changed.verdicts).toEqual({ "common.key-reused": 200 });
  expect(await count(enrolments, subProject)).toBe(200);
}, 120_000);

test("one teacher, 50 parallel registrations: one", async () => {
  const subProject = nextSubProject();
  await issueCards(world, subProject, world.school, 60);
  const [cookie = ""] = await signedInTeachers(1);
  const path = checkPage(subProject);
  const form = await openForm(path, cookie);
  const { verdicts } = await postAll(
    Array.from({ length: 50 }, () => ({
      subProjectId: subProject.id,
      path,
      cookie,
      fields: withFields(form, { key: newKey() }),
    })),
  );
  const refused =
    (verdicts["enrolments.already-enrolled"] ?? 0) + (verdicts["enrolments.exclusivity-not-met"] ?? 0);
  expect({ registered: verdicts.registered, refused }).toEqual({ registered: 1, refused: 49 });
  expect(await count(usedCards, subProject)).toBe(1);
}, 60_000);

test("the window shuts in mid-burst: nothing is written after its closing instant", async () => {
  const subProject = nextSubProject();
  await issueCards(world, subProject, world.school, 600, { lapsesAt: new Date(Date.now() + 86_400_000) });
  const cookies = await signedInTeachers(600);
  const path = checkPage(subProject);
  const form = await openForm(path, cookies[0] ?? "");
  const { pool } = database;
  await pool.query("ALTER TABLE time_windows DISABLE TRIGGER time_windows_frozen");
  const burst = postAll(
    cookies.map((cookie) => ({
      subProjectId: subProject.id,
      path,
      cookie,
      fields: withFields(form, { key: newKey() }),
    })),
  );
  const shut = async (): Promise<Date | undefined> => {
    while ((await count(usedCards, subProject)) < 50) await new Promise((resolve) => setTimeout(resolve, 5));
    const client = await pool.connect();
    await client.query("BEGIN");
    await client.query("SELECT pg_advisory_xact_lock(7001, $1)", [world.year]);
    const { rows } = await client.query<{ closes_at: Date }>(
      `UPDATE time_windows SET closes_at = business_now() WHERE year = $1 AND key = 'registration' RETURNING closes_at`,
      [world.year],
    );
    await client.query("COMMIT");
    client.release();
    return rows[0]?.closes_at;
  };
  const [{ verdicts }, closesAt] = await Promise.all([burst, shut()]);
  await pool.query("ALTER TABLE time_windows ENABLE TRIGGER time_windows_frozen");
  const { registered = 0, "enrolments.window-shut": late = 0 } = verdicts;
  expect(registered).toBeGreaterThanOrEqual(50);
  expect(late).toBeGreaterThan(0);
  expect(registered + late).toBe(600);
  expect(await count(`${enrolments} AND submitted_at >= $2`, subProject, closesAt)).toBe(0);
  expect(await count(usedCards, subProject)).toBe(registered);
}, 60_000);
