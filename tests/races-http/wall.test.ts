import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { CONTACT, posted, routes, type Sent, useEdge } from "../support/edge";
import { multipart } from "../support/http-client";
import { inParallel } from "../support/parallel";

const { edge, changed, send, contactFields, filled } = useEdge();

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
    ["ours with more", { origin: `${edge().origin}.evil.test` }],
    ["ours encrypted", { origin: edge().origin.replace("http:", "https:") }],
    ["ours twice", { origin: `${edge().origin}, ${edge().origin}` }],
  ];

  test("are refused by forms, actions, every route handler and addresses that are none, and change nothing", async () => {
    const fields = await contactFields();
    const places: [string, Sent][] = [
      [CONTACT, posted(fields, { cookie: edge().officer })],
      [
        CONTACT,
        posted(fields, {
          cookie: edge().officer,
          "next-action": "0123456789abcdef0123456789abcdef0123456789",
        }),
      ],
      ["/no-such-page", posted(fields, { cookie: edge().officer })],
      ...routes("route").flatMap((route) =>
        ["POST", "PUT", "PATCH", "DELETE"].map((method): [string, Sent] => [
          filled(route),
          { method, headers: { cookie: edge().officer, "content-type": "application/json" }, body: "{}" },
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
      posted(fields, { cookie: edge().officer, origin: edge().origin, "x-forwarded-host": "evil.test" }),
    );
    expect(status).toBe(200);
    expect(await changed()).toEqual(expect.arrayContaining(["audit_events", "contact_preferences"]));
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
          `/programmes/${edge().world.year}/quotas/work`,
        ]),
        sent: {
          method: pick(["POST", "POST", "POST", "PUT"]),
          headers: {
            cookie: pick([edge().officer, edge().clerk, ""]),
            origin: edge().origin,
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
    expect((await send("/desk", { headers: { cookie: edge().officer } })).status).toBe(200);
    console.log(`broken envelopes: ${JSON.stringify(statuses)}, slowest ${Math.max(...times).toFixed(0)} ms`);
  }, 300_000);
});
