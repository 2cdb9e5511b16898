import {
  createServer,
  type IncomingHttpHeaders,
  type RequestListener,
  request,
  type Server,
} from "node:http";
import { afterEach, describe, expect, test } from "vitest";
import words from "@/lib/i18n/messages/refusal-page.json";
import { makeHealth } from "../../../scripts/health.mjs";
import { mendAnswer } from "../../../scripts/outage.mjs";

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

type Answer = { status: number; headers: IncomingHttpHeaders; body: string };

async function ask(
  listener: RequestListener,
  { method = "GET", path = "/desk?q=1", headers = {} as Record<string, string> } = {},
): Promise<Answer> {
  const listening = createServer(listener);
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, "127.0.0.1", resolve));
  const address = listening.address();
  const port = typeof address === "object" && address ? address.port : 0;
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
    sent.end();
  });
}

/** What breaks in the product, in the ways in which Next lets it out. */
const broken =
  (trouble: { outage?: boolean }, end: (response: Parameters<RequestListener>[1]) => void): RequestListener =>
  (incoming, response) => {
    mendAnswer(incoming, response, trouble);
    response.setHeader("content-encoding", "gzip");
    end(response);
  };
const WAYS: Record<string, (response: Parameters<RequestListener>[1]) => void> = {
  "a status, then the end": (response) => {
    response.statusCode = 500;
    response.end("its own words");
  },
  "piece by piece": (response) => {
    response.statusCode = 500;
    response.write("its own ");
    response.write("words");
    response.end();
  },
  "head first": (response) => {
    response.writeHead(500, { "content-type": "text/plain" });
    response.end("its own words");
  },
};
const html = { accept: "text/html,*/*" };

describe.each(Object.entries(WAYS))("a bare 500 that comes as %s", (_name, end) => {
  test("is a 503 of both languages with the time to wait when the database did not answer", async () => {
    const { status, headers, body } = await ask(broken({ outage: true }, end), { headers: html });
    expect([status, headers["retry-after"], headers["content-encoding"]]).toEqual([503, "5", undefined]);
    expect(body).not.toContain("its own");
    for (const { away } of [words["zh-CN"], words.en])
      for (const text of [away.title, away.meaning, away.next]) expect(body).toContain(text);
    expect(body.indexOf(words["zh-CN"].away.title)).toBeLessThan(body.indexOf(words.en.away.title));
    expect(body).toMatch(/<code>[0-9A-F]{10}<\/code>/);
    expect(body).toContain('href="/desk?q=1"');
  });

  test("stays a 500 when the fault is ours, in words that need no script", async () => {
    const { status, headers, body } = await ask(broken({}, end), { headers: html });
    expect([status, headers["retry-after"]]).toEqual([500, undefined]);
    expect(body).toContain(words["zh-CN"].fault.meaning);
  });
});

test("a form that was sent is told that it may have been taken, and not led away from", async () => {
  const end = WAYS["a status, then the end"] ?? (() => {});
  const cookie = "guopei-locale=en";
  const { status, body } = await ask(broken({ outage: true }, end), { method: "POST", headers: { cookie } });
  expect(status).toBe(503);
  expect(body).toContain(words.en["away-sent"].next);
  expect(body).toContain('<html lang="en">');
  expect(body).not.toContain(words.en.again);
});

test("an address is written into the page as a text", async () => {
  const end = WAYS["a status, then the end"] ?? (() => {});
  const path = "/desk?q=%22\"'><script>";
  const { body } = await ask(broken({ outage: true }, end), { path });
  expect(body).not.toContain("<script");
  expect(body).not.toContain(`q=%22"`);
});

test("a script of ours keeps its answer, with the status and the time to wait", async () => {
  const end = WAYS["a status, then the end"] ?? (() => {});
  for (const name of ["rsc", "next-action"]) {
    const { status, headers, body } = await ask(broken({ outage: true }, end), { headers: { [name]: "1" } });
    expect([status, headers["retry-after"], body]).toEqual([503, "5", "its own words"]);
  }
});

test("any other answer goes through as it is, even after the database was slow", async () => {
  const fine = broken({ outage: true }, (response) => {
    response.removeHeader("content-encoding");
    response.end("a page");
  });
  expect(await ask(fine, { headers: html })).toMatchObject({ status: 200, body: "a page" });
});

describe("health", () => {
  let reasons: string[] = [];
  let warnings: string[] = [];
  let leaving = false;
  let crowded = false;
  const lines = { isFull: () => crowded };
  const watch = { state: () => ({ reasons: [...reasons], warnings: [...warnings] }) };
  const answers = makeHealth({ watch, lines, isLeaving: () => leaving, dataFolder: "/no-such-folder" });
  const listener: RequestListener = (incoming, response) => {
    if (!answers(incoming, response)) response.writeHead(418).end();
  };
  const ready = async () => {
    const { status, body } = await ask(listener, { path: "/readyz" });
    server?.close();
    return [status, JSON.parse(body)];
  };
  afterEach(() => {
    [reasons, warnings, leaving, crowded] = [[], [], false, false];
  });

  test("lives as long as it answers; is ready while nothing speaks against it", async () => {
    expect((await ask(listener, { path: "/healthz?x" })).status).toBe(200);
    server?.close();
    expect(await ready()).toEqual([200, { ready: true, reasons: [], warnings: [] }]);
    warnings = ["outbox-late"];
    expect(await ready()).toEqual([200, { ready: true, reasons: [], warnings }]);
    crowded = true;
    expect(await ready()).toEqual([200, { ready: true, reasons: [], warnings: [...warnings, "crowded"] }]);
    crowded = false;
    reasons = ["database-away"];
    expect(await ready()).toEqual([503, { ready: false, reasons, warnings }]);
  });

  test("is not ready while it leaves, and answers nothing else", async () => {
    leaving = true;
    expect(await ready()).toEqual([503, { ready: false, reasons: ["leaving"], warnings: [] }]);
    for (const sent of [{ path: "/desk" }, { path: "/readyz", method: "POST" }]) {
      expect((await ask(listener, sent)).status).toBe(418);
      server?.close();
    }
  });
});
