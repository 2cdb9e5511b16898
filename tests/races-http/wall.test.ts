import { readFileSync } from "node:fs";
import { type IncomingHttpHeaders, request } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db, disconnect } from "@/lib/platform/db";
import { hashPassword, PASSWORD_ALGORITHM } from "@/lib/platform/password";
import { isBuildCurrent } from "../../scripts/build";
import { stopPrograms } from "../../scripts/processes";
import { cloneDatabase, type TestDatabase } from "../support/database";
import { addTeachers, buildWorld, type World } from "../support/enrolments";
import { changedTables, type Fingerprint, fingerprint } from "../support/fingerprint";
import { type Fields, multipart, readForm, withFields } from "../support/http-client";
import { inParallel } from "../support/parallel";
import { signIn } from "../support/signed-in";
import { testSecrets } from "../support/test-server";
import { startWebServers } from "../support/web-servers";
import { WORLD_PASSWORD } from "../support/world-password";

type Sent = { method?: string; headers?: Record<string, string>; body?: string | Buffer };
type Answer = { status: number; headers: IncomingHttpHeaders; body: string };

let database: TestDatabase;
let world: World;
let origin = "";
let officer = "";
let clerk = "";
let teacher = "";
let before: Fingerprint;

beforeAll(async () => {
  if (!isBuildCurrent()) throw new Error("These tests need a current build: npm test makes one.");
  database = await cloneDatabase();
  Object.assign(process.env, testSecrets, { DATABASE_URL: database.url });
  world = await buildWorld();
  const [learner] = await addTeachers(world.school, 1);
  if (!learner) throw new Error("no teacher");
  [officer = "", clerk = "", teacher = ""] = await signIn([world.officer, world.clerk, learner]);
  const secrets = { ...testSecrets, DATABASE_URL: database.url, LOG_LEVEL: "silent", WEB_PROCESSES: "1" };
  const [server] = await startWebServers(1, secrets);
  origin = server?.origin ?? "";
}, 120_000);

afterAll(async () => {
  await stopPrograms();
  await disconnect();
  await database?.drop();
});

beforeEach(async () => {
  before = await fingerprint(database.pool);
});

/** Tables changed since the test began, but for the marks of the last visit. */
async function changed(): Promise<string[]> {
  const tables = changedTables(before, await fingerprint(database.pool));
  return tables.filter((name) => name !== "sessions" && name !== "accounts");
}

/** Sends a path as it is written: no client between that would mend it. */
function send(path: string, { method = "GET", headers = {}, body }: Sent = {}): Promise<Answer> {
  const { hostname, port } = new URL(origin);
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

function posted(fields: Fields, headers: Record<string, string>): Sent {
  const { contentType, body } = multipart(fields);
  return { method: "POST", headers: { "content-type": contentType, ...headers }, body };
}

const CONTACT = "/inbox/contact";
const contactFields = async () =>
  withFields(await openForm(CONTACT, "email", officer), {
    email: "a@guopei.test",
    mail: "daily",
    locale: "zh-CN",
  });

/** The build's own list of pages, or of route handlers. */
function routes(kind: "page" | "route"): string[] {
  const manifest: Record<string, string> = JSON.parse(
    readFileSync(".next/app-path-routes-manifest.json", "utf8"),
  );
  return Object.entries(manifest).flatMap(([file, path]) => (file.endsWith(`/${kind}`) ? [path] : []));
}

const filled = (route: string) =>
  route
    .replace("[year]", String(world.year))
    .replace("[classId]", world.first.classIds[0] ?? "")
    .replace("[subProjectId]", world.first.id)
    .replace(/\[\w+\]/g, world.first.id);

describe("writes that do not come from our pages", () => {
  const senders = (): [string, Record<string, string>][] => [
    ["no origin", {}],
    ["the browser's word alone", { "sec-fetch-site": "same-origin" }],
    ["null", { origin: "null" }],
    ["a foreign one", { origin: "https://evil.test" }],
    ["a foreign one with its host", { origin: "https://evil.test", "x-forwarded-host": "evil.test" }],
    [
      "a foreign one as host",
      { origin: "https://evil.test", host: "evil.test", "x-forwarded-host": "evil.test" },
    ],
    ["ours with more", { origin: `${origin}.evil.test` }],
    ["ours encrypted", { origin: origin.replace("http:", "https:") }],
    ["ours twice", { origin: `${origin}, ${origin}` }],
  ];

  test("are refused by forms, actions, every route handler and addresses that are none, and change nothing", async () => {
    const fields = await contactFields();
    const places: [string, Sent][] = [
      [CONTACT, posted(fields, { cookie: officer })],
      [
        CONTACT,
        posted(fields, { cookie: officer, "next-action": "0123456789abcdef0123456789abcdef0123456789" }),
      ],
      ["/no-such-page", posted(fields, { cookie: officer })],
      ...routes("route").flatMap((route) =>
        ["POST", "PUT", "PATCH", "DELETE"].map((method): [string, Sent] => [
          filled(route),
          { method, headers: { cookie: officer, "content-type": "application/json" }, body: "{}" },
        ]),
      ),
    ];
    const answers: string[] = [];
    for (const [who, headers] of senders())
      for (const [path, sent] of places) {
        const { status, headers: got } = await send(path, {
          ...sent,
          headers: { ...sent.headers, ...headers },
        });
        if (status !== 403 || got["x-refusal"] !== "edge.foreign-origin")
          answers.push(`${who}: ${sent.method} ${path} ${status}`);
      }
    expect(places.length).toBeGreaterThanOrEqual(3 + 4 * 3);
    expect(answers).toEqual([]);
    expect(await changed()).toEqual([]);
  });

  test("and the same form from our own page is taken, whatever host the sender claims besides", async () => {
    const fields = await contactFields();
    const { status } = await send(
      CONTACT,
      posted(fields, { cookie: officer, origin, "x-forwarded-host": "evil.test" }),
    );
    expect(status).toBe(200);
    expect(await changed()).toEqual(expect.arrayContaining(["audit_events", "contact_preferences"]));
  });
});

describe("pages behind sign-in", () => {
  const HEADERS: Record<string, string>[] = [
    {},
    { rsc: "1" },
    { rsc: "1", "next-router-prefetch": "1", "next-router-segment-prefetch": "/_tree" },
    { "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy" },
    {
      "x-middleware-subrequest": "src/middleware:src/middleware:src/middleware:src/middleware:src/middleware",
    },
    { "x-invoke-path": "/desk", "x-matched-path": "/desk", "x-nextjs-data": "1" },
    { "x-original-url": "/desk", "x-rewrite-url": "/desk", "x-forwarded-uri": "/desk" },
  ];
  const shapes = (path: string): string[] => [
    path,
    `${path}.rsc`,
    `${path}.segments/_tree.segment.rsc`,
    `${path}.segments/_full.segment.rsc`,
    `${path}?_rsc=1`,
    `${path}/`,
    `/.${path}`,
    `/%2e${path}`,
    `/x/..${path}`,
    `/x/%2e%2e${path}`,
    `/catalogue/..%2f${path.slice(1)}`,
    `/catalogue%2f..${path}`,
    `/zh-CN${path}`,
    `/en${path}`,
    `/${path}`,
    `//evil.test${path}`,
    `\\${path.slice(1)}`,
    path.replace("/", "/%2f"),
    path.toUpperCase(),
    `${path};a=b`,
    `${path}%00`,
    `${path}%`,
    `/_next/data/build${path}.json`,
    `/_next/image?url=${encodeURIComponent(path)}&w=640&q=75`,
    `/index${path}`,
  ];

  test("show a visitor nothing, however their addresses are written", async () => {
    const canaries = [
      world.officer.organisationName,
      world.school.name,
      world.institution.name,
      world.officer.name,
    ];
    const pages = routes("page").filter(
      (route) => !/^\/($|_|sign-in|activate|catalogue|display|notices(\/\[id\])?$)/.test(route),
    );
    expect(pages.length).toBeGreaterThan(40);
    const asked = pages.flatMap((route, index) => {
      const path = filled(route);
      // The ways of writing and the headers in turn, so that the pages share them; the desk has them all.
      const written = shapes(path).filter((_shape, turn) => (turn + index) % 8 === 0 || route === "/desk");
      return [
        ...HEADERS.filter((_headers, turn) => (turn + index) % 3 === 0 || route === "/desk").map(
          (headers) => ({ path, headers }),
        ),
        ...written.map((shape) => ({ path: shape, headers: {} as Record<string, string> })),
      ];
    });
    const outcomes = await inParallel(asked, 16, async ({ path, headers }) => {
      const { status, body, headers: got } = await send(path, { headers });
      const told = canaries.filter((canary) => body.includes(canary));
      const where = got.location ?? "";
      const out = /^\/sign-in\?|^\/not-found/.test(where) || body.includes("/sign-in?next=");
      const fine =
        told.length === 0 && status < 500 && (out || status !== 200 || !body.includes("guopei-session"));
      return fine && !where.includes("//evil.test")
        ? null
        : `${path} ${JSON.stringify(headers)}: ${status} ${where} ${told}`;
    });
    expect(
      outcomes.flatMap((one) => (one.status === "fulfilled" ? (one.value ?? []) : String(one.reason))),
    ).toEqual([]);
  });

  test("and show its own person what the visitor was not shown", async () => {
    const { status, body, headers } = await send("/desk", { headers: { cookie: officer } });
    expect(status).toBe(200);
    expect(body).toContain(world.officer.organisationName);
    expect(headers["cache-control"]).toContain("no-store");
  });

  test("an action posted to an address that is none asks who acts like any other", async () => {
    const fields = await contactFields();
    const { status, headers } = await send("/no-such-page", posted(fields, { origin }));
    expect([303, 404, 409]).toContain(status);
    if (status === 303) expect(headers.location).toMatch(/^\/sign-in\?/);
    expect(await changed()).toEqual([]);
  });
});

describe("signing in", () => {
  test("a visitor is sent to sign in and back to the page with its query", async () => {
    const wanted = `/programmes/${world.year}/enrolments?tab=all&q=%E5%BC%A0`;
    const { status, headers } = await send(wanted);
    expect(status).toBe(307);
    expect(headers.location).toBe(`/sign-in?${new URLSearchParams({ next: wanted })}`);
    const form = await openForm(headers.location ?? "", "loginName");
    expect(form).toContainEqual(["next", wanted]);
  });

  test("an address beyond measure keeps its path, and nobody is kept out for one", async () => {
    const { headers } = await send(`/desk?a=${"x".repeat(400)}`);
    expect(headers.location).toBe("/sign-in?next=%2Fdesk");
  });

  test("a session that ended is told so", async () => {
    const { headers } = await send("/desk", { headers: { cookie: "guopei-session=of-yesterday" } });
    expect(headers.location).toBe("/sign-in?next=%2Fdesk&ended=idle");
    const { body } = await send(headers.location ?? "");
    expect(body).toContain("登录已经结束");
  });

  test("a form posted after the end leads back to its page and says that nothing was saved", async () => {
    const fields = await contactFields();
    const { status, headers } = await send(CONTACT, posted(fields, { origin, cookie: "guopei-session=x" }));
    expect(status).toBe(303);
    expect(headers.location).toBe("/sign-in?next=%2Finbox%2Fcontact&ended=unsaved");
    expect(await changed()).toEqual([]);
  });

  test("leads where one was going, and never elsewhere", async () => {
    await db().account.update({
      where: { id: world.clerk.accountId },
      data: { passwordHash: await hashPassword(WORLD_PASSWORD), passwordAlgorithm: PASSWORD_ALGORITHM },
    });
    const loginName = `test-${world.clerk.accountId}`;
    for (const [next, place] of [
      ["/teachers?q=a", "/teachers?q=a"],
      ["/.//evil.test", "/desk"],
      ["//evil.test", "/desk"],
      ["/\\evil.test", "/desk"],
      ["https://evil.test", "/desk"],
      [`/${"x".repeat(500)}`, "/desk"],
    ] as const) {
      const form = await openForm(`/sign-in?next=${encodeURIComponent(next)}`, "loginName");
      const fields = withFields(form, { loginName, password: WORLD_PASSWORD });
      const { status, headers } = await send("/sign-in", posted(fields, { origin }));
      expect([status, headers.location]).toEqual([303, place]);
    }
  });

  test("going out ends the session and empties what the browser kept", async () => {
    const [cookie = ""] = await signIn([world.clerk]);
    const { status, headers } = await send("/sign-out", {
      method: "POST",
      headers: { cookie, origin },
      body: "",
    });
    expect(status).toBe(303);
    expect(headers.location).toBe("/sign-in?done=signed-out");
    expect(headers["clear-site-data"]).toBe('"cache", "storage"');
    expect(headers["cache-control"]).toContain("no-store");
    expect(String(headers["set-cookie"])).toMatch(/guopei-session=;/);
    expect((await send("/desk", { headers: { cookie } })).status).toBe(307);
  });
});

describe("scripts", () => {
  test("of every kind of page carry the nonce of their answer", async () => {
    for (const [path, cookie] of [
      ["/sign-in", ""],
      ["/desk", officer],
      ["/registration", teacher],
      ["/no-such-page", ""],
    ] as const) {
      const { headers, body } = await send(path, { headers: { cookie } });
      const nonce = /'nonce-([\w-]+)'/.exec(String(headers["content-security-policy"]))?.[1];
      const tags = [...body.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag);
      expect(tags.length).toBeGreaterThan(3);
      expect(tags.filter((tag) => !tag.includes(`nonce="${nonce}"`))).toEqual([]);
      expect(body).not.toMatch(/ on\w+=|<style|javascript:/);
    }
  });
});

/** The same numbers in every run: a failure names its seed. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

describe("broken envelopes", () => {
  const COUNT = 1_000;
  const TYPES = [
    "multipart/form-data",
    "multipart/form-data; boundary=",
    "multipart/form-data; boundary=x",
    "multipart/form-data; boundary=----formdata-guopei-7MA4YWxkTrZu0gW",
    "text/plain;charset=UTF-8",
    "application/x-www-form-urlencoded",
    "application/json",
    "application/octet-stream",
    "text/x-component",
    "",
  ];
  const BODIES = [
    "",
    "[",
    '["$K1"]',
    '["$F1"]',
    '["$@1"]',
    '[{"__proto__":{"a":1}}]',
    '["$undefined",{"ok":"$B1"}]',
    '{"then":"$1:constructor:constructor"}',
    '0:["$L1"]\n1:I["fs"]\n',
    "$ACTION_ID_0123456789abcdef0123456789abcdef0123456789=1",
    "\u0000\u0001\u0002",
    "[".repeat(3_000),
    "a".repeat(60_000),
  ];

  test(`${COUNT} of them: the server lives, nothing changes and nothing of its inside is told`, async () => {
    const random = numbers(20_221_115);
    const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
    const { body: good, contentType } = multipart(await contactFields());
    const manifest = JSON.parse(readFileSync(".next/server/server-reference-manifest.json", "utf8"));
    const ids = Object.keys(manifest.node);
    const broken = (): { path: string; sent: Sent } => {
      const from = Math.floor(random() * good.length);
      const torn = pick([
        good.slice(0, from),
        good.slice(from),
        good.slice(0, from) + good.slice(from + 40),
        good.replaceAll("$ACTION", pick(["$ACTI0N", "$ACTION_REF_9", "$ACTION_KEY", "__proto__"])),
        good.replace(/"id":"\w+"/, '"id":"0123456789abcdef0123456789abcdef0123456789"'),
      ]);
      // A form torn only at its end may still be whole to a reader: without its hidden fields it names no act.
      const body = pick([pick(BODIES), torn.replace(/name="(version|email)"/g, 'name="$1x"')]);
      const action = pick<Record<string, string>>([
        {},
        { "next-action": pick(ids) },
        { "next-action": pick(["", "x", "0".repeat(42), "ff".repeat(21), "../../x"]) },
      ]);
      const type = pick([...TYPES, contentType]);
      return {
        path: pick([
          CONTACT,
          "/desk",
          "/sign-in",
          "/no-such-page",
          "/sign-out/x",
          `/programmes/${world.year}/quotas/work`,
        ]),
        sent: {
          method: pick(["POST", "POST", "POST", "PUT"]),
          headers: {
            cookie: pick([officer, clerk, ""]),
            origin,
            ...action,
            ...(type ? { "content-type": type } : {}),
          },
          body,
        },
      };
    };
    const times: number[] = [];
    const told: string[] = [];
    const statuses: Record<number, number> = {};
    const outcomes = await inParallel(Array.from({ length: COUNT }, broken), 16, async ({ path, sent }) => {
      const began = performance.now();
      const { status, body } = await send(path, sent);
      times.push(performance.now() - began);
      statuses[status] = (statuses[status] ?? 0) + 1;
      if (/\bat .+:\d+:\d+|node_modules|\/server\/chunks|PrismaClient|SELECT .+ FROM|ECONN/.test(body))
        told.push(`${path}: ${body.slice(0, 300)}`);
    });
    expect(outcomes.filter((one) => one.status === "rejected")).toEqual([]);
    expect(told).toEqual([]);
    expect(
      Object.keys(statuses)
        .map(Number)
        .filter((status) => status === 502 || status === 503),
    ).toEqual([]);
    expect(await changed()).toEqual([]);
    expect((await send("/desk", { headers: { cookie: officer } })).status).toBe(200);
    console.log(`broken envelopes: ${JSON.stringify(statuses)}, slowest ${Math.max(...times).toFixed(0)} ms`);
  });
});
