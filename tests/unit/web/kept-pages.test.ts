import { createServer, type RequestListener, type Server } from "node:http";
import { afterEach, beforeEach, expect, test } from "vitest";
import { makeKeptPages } from "../../../scripts/kept-pages.mjs";

type Response = Parameters<RequestListener>[1];

let server: Server;
let origin: string;
let clock = 0;
/** Of those that reach the product: what it does with them. */
let draw: (url: string, response: Response, nonce: string) => void;
let drawn: string[] = [];
let nonces = 0;

const PAGE = (what: string, nonce: string) =>
  `<!doctype html><script nonce="${nonce}"></script><p>${what}</p><script nonce="${nonce}">1</script>`;

beforeEach(async () => {
  clock = 0;
  drawn = [];
  draw = (url, response, nonce) => {
    response.setHeader("Content-Type", "text/html; charset=utf-8");
    response.setHeader("X-Of-The-Page", "kept");
    response.setHeader("Link", `</a.css>; rel=preload; nonce="${nonce}"`);
    const html = PAGE(`${url} ${drawn.length}`, nonce);
    response.writeHead(200);
    response.flushHeaders();
    response.write(html.slice(0, 30));
    response.end(html.slice(30));
  };
  const answers = makeKeptPages(() => clock);
  server = createServer((request, response) => {
    nonces += 1;
    const nonce = `n${nonces}`;
    request.headers["content-security-policy"] = `script-src 'nonce-${nonce}'`;
    response.setHeader("Content-Security-Policy", `script-src 'nonce-${nonce}'`);
    if (answers(request, response)) return;
    drawn.push(request.url ?? "");
    draw(request.url ?? "", response, nonce);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  origin = `http://127.0.0.1:${address.port}`;
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

async function ask(url: string, headers: Record<string, string> = {}, method = "GET") {
  const answer = await fetch(origin + url, {
    headers: { "accept-encoding": "identity", ...headers },
    method,
  });
  const body = await answer.text();
  const nonce = /'nonce-(\w+)'/.exec(answer.headers.get("content-security-policy") ?? "")?.[1];
  return { status: answer.status, body, nonce, headers: answer.headers };
}

test("a public page is drawn once a second, and each visitor gets it with the nonce of the own answer", async () => {
  const first = await ask("/catalogue?year=2022");
  const second = await ask("/catalogue?year=2022");
  expect(drawn).toHaveLength(1);
  expect(second.nonce).not.toBe(first.nonce);
  for (const answer of [first, second])
    expect(answer.body).toBe(PAGE("/catalogue?year=2022 1", answer.nonce ?? ""));
  expect(second.headers.get("link")).toBe(`</a.css>; rel=preload; nonce="${second.nonce}"`);
  expect(second.headers.get("x-of-the-page")).toBe("kept");
  clock = 1_001;
  expect((await ask("/catalogue?year=2022")).body).toContain("/catalogue?year=2022 2");
  expect(drawn).toHaveLength(2);
});

test("while the next one is drawn the old one is given, for three seconds at most", async () => {
  await ask("/notices");
  const held: (() => void)[] = [];
  const plain = draw;
  draw = (url, response, nonce) => void held.push(() => plain(url, response, nonce));
  clock = 1_500;
  const waiting = ask("/notices");
  await expect.poll(() => held).toHaveLength(1);
  expect((await ask("/notices")).body).toContain("/notices 1");
  clock = 3_001;
  const alsoWaiting = ask("/notices");
  await expect.poll(() => held).toHaveLength(2);
  for (const go of held) go();
  expect((await waiting).body).toContain("/notices 3");
  expect((await alsoWaiting).body).toContain("/notices 3");
});

test("whoever has a session, asks by script or for anything else is answered for oneself", async () => {
  const own: [string, Record<string, string>, string][] = [
    ["/catalogue", { cookie: "guopei-locale=en; guopei-session=abc" }, "GET"],
    ["/catalogue", { rsc: "1" }, "GET"],
    ["/catalogue", { "next-router-prefetch": "1" }, "GET"],
    ["/catalogue", {}, "HEAD"],
    ["/catalogue", {}, "POST"],
    ["/desk", {}, "GET"],
    ["/sign-in", {}, "GET"],
    ["/notices/manage/a/b", {}, "GET"],
  ];
  await ask("/catalogue");
  for (const [url, headers, method] of [...own, ...own]) await ask(url, headers, method);
  expect(drawn).toHaveLength(1 + 2 * own.length);
});

test("languages and other hosts have pages of their own", async () => {
  await ask("/", { cookie: "guopei-locale=en" });
  await ask("/");
  await ask("/", { cookie: "guopei-locale=en" });
  expect(drawn).toHaveLength(2);
});

test("what is no page, fails, moves elsewhere or sets a cookie is never kept", async () => {
  const answersOf: ((response: Response) => void)[] = [
    (response) => response.writeHead(500).end("broken"),
    (response) => response.writeHead(307, { location: "/sign-in" }).end(),
    (response) => response.setHeader("Content-Type", "text/x-component").end("0:{}"),
    (response) =>
      response.setHeader("Content-Type", "text/html").setHeader("Set-Cookie", "a=b").end("<p>mine"),
  ];
  for (const answer of answersOf) {
    draw = (_url, response) => answer(response);
    for (let time = 0; time < 2; time += 1)
      await fetch(`${origin}/notices`, { redirect: "manual" }).then((one) => one.text());
  }
  expect(drawn).toHaveLength(2 * answersOf.length);
});

test("both the drawn and the kept one come compressed to whoever takes it so", async () => {
  for (let time = 0; time < 2; time += 1) {
    const answer = await ask("/catalogue", { "accept-encoding": "gzip, br" });
    expect(answer.headers.get("content-encoding")).toBe("gzip");
    expect(answer.headers.get("vary")).toContain("Accept-Encoding");
    expect(answer.body).toBe(PAGE("/catalogue 1", answer.nonce ?? ""));
  }
  expect((await ask("/catalogue")).headers.get("content-encoding")).toBeNull();
});

test("so many addresses as anybody can think up are not all kept", async () => {
  for (let index = 0; index < 260; index += 1) await ask(`/catalogue?q=${index}`);
  await ask("/catalogue?q=259");
  expect(drawn).toHaveLength(260);
  await ask("/catalogue?q=1");
  expect(drawn).toHaveLength(261);
});
