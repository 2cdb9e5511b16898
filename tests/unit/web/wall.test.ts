import { createServer, type IncomingHttpHeaders, request, type Server } from "node:http";
import { connect } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import words from "@/lib/i18n/messages/refusal-page.json";
import { makeWall } from "../../../scripts/wall.mjs";

type Seen = { method?: string; headers: IncomingHttpHeaders };
type Sent = { method?: string; path?: string; headers?: Record<string, string>; body?: string | Buffer };

const OWN = "http://guopei.test";
const ACTION = "0123456789abcdef0123456789abcdef0123456789";
let server: Server | undefined;
let reached: Seen[] = [];

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = undefined;
  reached = [];
});

/** The wall before a server that answers 200 to everything and keeps what reached it. */
async function behindWall(appOrigin = OWN): Promise<number> {
  const stops = makeWall(appOrigin);
  const listening = createServer((incoming, response) => {
    if (stops(incoming, response)) return;
    reached.push({ method: incoming.method, headers: { ...incoming.headers } });
    incoming.resume();
    response.end("reached");
  });
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, "127.0.0.1", resolve));
  const address = listening.address();
  return typeof address === "object" && address ? address.port : 0;
}

type Answer = { status: number; headers: IncomingHttpHeaders; body: string };

function send(port: number, { method = "GET", path = "/desk", headers = {}, body }: Sent): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", port, method, path, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString("utf8"),
        }),
      );
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

const post = { method: "POST", headers: { origin: OWN, "content-length": "0" } };

describe("what may go on", () => {
  test("reading, and writing from one of our own origins", async () => {
    const port = await behindWall(`${OWN},http://127.0.0.1:3000`);
    expect((await send(port, {})).status).toBe(200);
    expect((await send(port, { method: "HEAD" })).status).toBe(200);
    for (const method of ["POST", "PUT", "PATCH", "DELETE"])
      expect((await send(port, { ...post, method })).status).toBe(200);
    const other = { origin: "http://127.0.0.1:3000", "content-length": "0" };
    expect((await send(port, { method: "POST", headers: other })).status).toBe(200);
    const action = { ...post.headers, "next-action": ACTION };
    expect((await send(port, { method: "POST", headers: action })).status).toBe(200);
    expect((await send(port, { path: "/_next/static/chunks/a.js" })).status).toBe(200);
  });

  test("without what only Next says to itself, and under the host that was compared", async () => {
    const port = await behindWall();
    await send(port, {
      ...post,
      headers: {
        ...post.headers,
        "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy",
        "x-middleware-rewrite": "/desk",
        "x-invoke-path": "/desk",
        "x-matched-path": "/desk",
        "x-now-route-matches": "1=/desk",
        "x-nextjs-data": "1",
        "next-resume": "1",
        "x-guopei-path": "/elsewhere",
        "content-security-policy": "script-src 'nonce-mine'",
        "content-security-policy-report-only": "script-src 'nonce-mine'",
        "x-forwarded-host": "evil.test",
      },
    });
    const headers = reached[0]?.headers ?? {};
    const internal = Object.keys(headers).filter((name) =>
      /^(x-(middleware|invoke|matched|now|nextjs)|next-)/.test(name),
    );
    expect(internal).toEqual([]);
    expect(headers["x-forwarded-host"]).toBe("guopei.test");
    expect(headers["x-guopei-path"]).toBe("/desk");
    expect(headers["content-security-policy"]).not.toContain("nonce-mine");
    expect(headers["content-security-policy-report-only"]).toBeUndefined();
    await send(port, { headers: { "x-forwarded-host": "evil.test" } });
    expect(reached[1]?.headers["x-forwarded-host"]).toBeUndefined();
  });
});

describe("what is refused", () => {
  const refusals: [string, number, string, Sent][] = [
    ["no origin", 403, "foreign-origin", { method: "POST", headers: { "content-length": "0" } }],
    [
      "origin null",
      403,
      "foreign-origin",
      { method: "POST", headers: { origin: "null", "content-length": "0" } },
    ],
    [
      "another port",
      403,
      "foreign-origin",
      { method: "PUT", headers: { origin: `${OWN}:81`, "content-length": "0" } },
    ],
    ["ours as a part", 403, "foreign-origin", { method: "DELETE", headers: { origin: `${OWN}.evil.test` } }],
    ["all ours as one", 403, "foreign-origin", { method: "POST", headers: { origin: `${OWN},${OWN}` } }],
    [
      "a foreign origin that brings its host along",
      403,
      "foreign-origin",
      {
        method: "POST",
        headers: { origin: "http://evil.test", "x-forwarded-host": "evil.test", host: "evil.test" },
      },
    ],
    [
      "same-site by the browser's word alone",
      403,
      "foreign-origin",
      { method: "POST", headers: { "sec-fetch-site": "same-origin", "content-length": "0" } },
    ],
    [
      "more than eight megabytes",
      413,
      "too-large",
      { ...post, headers: { origin: OWN }, body: Buffer.alloc(8 * 1024 * 1024 + 1) },
    ],
    [
      "no length",
      411,
      "length-missing",
      { method: "POST", headers: { origin: OWN, "transfer-encoding": "chunked" }, body: "x" },
    ],
    [
      "an action of garbage",
      400,
      "malformed",
      { ...post, headers: { ...post.headers, "next-action": "../../etc" } },
    ],
    [
      "an action in capitals",
      400,
      "malformed",
      { ...post, headers: { ...post.headers, "next-action": ACTION.toUpperCase().replace("0", "A") } },
    ],
    [
      "an action by PUT",
      400,
      "malformed",
      { method: "PUT", headers: { ...post.headers, "next-action": ACTION } },
    ],
    ["a method nobody serves", 405, "method", { method: "TRACE" }],
    ["OPTIONS", 405, "method", { method: "OPTIONS" }],
    ["the maker of images", 404, "no-such-address", { path: "/_next/image?url=%2Fdesk&w=640&q=75" }],
    ["a path that cannot be decoded", 400, "no-such-address", { path: "/teachers/me%" }],
    ["a path that is no text", 400, "no-such-address", { path: "/teachers/%ff" }],
    ["a path with an end in its middle", 400, "no-such-address", { path: "/teachers/a%00b" }],
    ["what only other routers serve", 404, "no-such-address", { path: "/_next/data/build/desk.json" }],
  ];

  test.each(refusals)("%s: %i", async (_what, status, code, sent) => {
    const port = await behindWall();
    const answer = await send(port, sent);
    expect(answer.status).toBe(status);
    expect(answer.headers["x-refusal"]).toBe(`edge.${code}`);
    const { title } = words["zh-CN"][code as "malformed"];
    expect(answer.body).toContain(`<h1>${title}</h1>`);
    expect(answer.body).toContain(`edge.${code}`);
    expect(answer.body).not.toMatch(/[{}]/);
    const english = await send(port, {
      ...sent,
      headers: { ...sent.headers, cookie: "a=b; guopei-locale=en" },
    });
    expect(english.body).toContain(`<h1>${words.en[code as "malformed"].title}</h1>`);
    expect(reached).toEqual([]);
  });

  test("a body of a gigabyte is not read to its end", async () => {
    const port = await behindWall();
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(port, "127.0.0.1", () =>
        socket.write(`POST / HTTP/1.1\r\nHost: a\r\nOrigin: ${OWN}\r\nContent-Length: 1000000000\r\n\r\n`),
      );
      socket.once("data", (chunk) => resolve(chunk.toString("utf8")));
      socket.once("error", reject);
    });
    expect(answer).toMatch(/^HTTP\/1\.1 413 .*Connection: close/s);
  });

  test("with no origin of our own every write", async () => {
    const port = await behindWall("");
    for (const origin of ["", "null", "undefined"])
      expect((await send(port, { method: "POST", headers: { origin, "content-length": "0" } })).status).toBe(
        403,
      );
  });
});

describe("headers", () => {
  const script = (policy: unknown) => /script-src ([^;]*)/.exec(String(policy))?.[1];

  test("of a page: scripts by its own nonce only, and nothing that the page does not use", async () => {
    const port = await behindWall();
    const [one, other] = [await send(port, {}), await send(port, {})];
    expect(script(one.headers["content-security-policy"])).toMatch(
      /^'self' 'nonce-[\w-]{22}' 'strict-dynamic'$/,
    );
    expect(one.headers["content-security-policy"]).not.toBe(other.headers["content-security-policy"]);
    for (const part of [
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ])
      expect(one.headers["content-security-policy"]).toContain(part);
    expect(one.headers).toMatchObject({
      "x-content-type-options": "nosniff",
      "referrer-policy": "same-origin",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
      "x-frame-options": "DENY",
    });
    expect(one.headers["permissions-policy"]).toContain("camera=()");
    expect(one.headers["strict-transport-security"]).toBeUndefined();
    expect(one.headers["cache-control"]).toBeUndefined();
    // Next takes the nonce from here.
    expect(reached[0]?.headers["content-security-policy"]).toBe(one.headers["content-security-policy"]);
  });

  test("nothing is kept of what a session was given", async () => {
    const port = await behindWall();
    const { headers } = await send(port, { headers: { cookie: "guopei-session=x" } });
    expect(headers["cache-control"]).toBe("private, no-store");
  });

  test("encrypted only where every address of ours is", async () => {
    const both = await behindWall("https://guopei.test,http://127.0.0.1:3000");
    expect((await send(both, {})).headers["strict-transport-security"]).toBeUndefined();
    server?.close();
    const encrypted = await behindWall("https://guopei.test");
    const { headers } = await send(encrypted, {});
    expect(headers["strict-transport-security"]).toBe("max-age=31536000");
    expect(headers["content-security-policy"]).toContain("upgrade-insecure-requests");
  });
});
