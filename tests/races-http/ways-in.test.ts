import { describe, expect, test } from "vitest";
import { db } from "@/lib/platform/db";
import { hashPassword, PASSWORD_ALGORITHM } from "@/lib/platform/password";
import { CONTACT, posted, routes, useEdge } from "../support/edge";
import { withFields } from "../support/http-client";
import { inParallel } from "../support/parallel";
import { signIn } from "../support/signed-in";
import { WORLD_PASSWORD } from "../support/world-password";

const { edge, changed, send, openForm, contactFields, filled } = useEdge();

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
      edge().world.officer.organisationName,
      edge().world.school.name,
      edge().world.institution.name,
      edge().world.officer.name,
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
    const { status, body, headers } = await send("/desk", { headers: { cookie: edge().officer } });
    expect(status).toBe(200);
    expect(body).toContain(edge().world.officer.organisationName);
    expect(headers["cache-control"]).toContain("no-store");
  });

  test("an action posted to an address that is none asks who acts like any other", async () => {
    const fields = await contactFields();
    const { status, headers } = await send("/no-such-page", posted(fields, { origin: edge().origin }));
    expect([303, 404, 409]).toContain(status);
    if (status === 303) expect(headers.location).toMatch(/^\/sign-in\?/);
    expect(await changed()).toEqual([]);
  });
});

describe("signing in", () => {
  test("a visitor is sent to sign in and back to the page with its query", async () => {
    const wanted = `/programmes/${edge().world.year}/enrolments?tab=all&q=%E5%BC%A0`;
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
    const { status, headers } = await send(
      CONTACT,
      posted(fields, { origin: edge().origin, cookie: "guopei-session=x" }),
    );
    expect(status).toBe(303);
    expect(headers.location).toBe("/sign-in?next=%2Finbox%2Fcontact&ended=unsaved");
    expect(await changed()).toEqual([]);
  });

  test("leads where one was going, and never elsewhere", async () => {
    await db().account.update({
      where: { id: edge().world.clerk.accountId },
      data: { passwordHash: await hashPassword(WORLD_PASSWORD), passwordAlgorithm: PASSWORD_ALGORITHM },
    });
    const loginName = `test-${edge().world.clerk.accountId}`;
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
      const { status, headers } = await send("/sign-in", posted(fields, { origin: edge().origin }));
      expect([status, headers.location]).toEqual([303, place]);
    }
  });

  test("too often upon one name: says so and keeps what was typed, whatever the password", async () => {
    const loginName = `test-${edge().world.clerk.accountId}`;
    await db().account.update({
      where: { id: edge().world.clerk.accountId },
      data: { passwordHash: await hashPassword(WORLD_PASSWORD), passwordAlgorithm: PASSWORD_ALGORITHM },
    });
    const fields = withFields(await openForm("/sign-in", "loginName"), { loginName, password: "wrong" });
    const first = await send("/sign-in", posted(fields, { origin: edge().origin }));
    expect(first.body).toContain("登录名或密码不对");
    await edge().database.pool.query("UPDATE rate_counters SET used = 60 WHERE act = 'identity.signIn'");
    const { status, body } = await send("/sign-in", posted(fields, { origin: edge().origin }));
    expect(status).toBe(200);
    expect(body).toContain("一小时内做了太多次（最多60次）");
    expect(body).toContain(`value="${loginName}"`);
  });

  test("going out ends the session and empties what the browser kept", async () => {
    const [cookie = ""] = await signIn([edge().world.clerk]);
    const { status, headers } = await send("/sign-out", {
      method: "POST",
      headers: { cookie, origin: edge().origin },
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

describe("files of many people's data", () => {
  const figures = () =>
    send(`/programmes/${edge().world.year}/overview/export?measure=approved`, {
      method: "POST",
      headers: {
        cookie: edge().officer,
        origin: edge().origin,
        "content-type": "application/x-www-form-urlencoded",
      },
      body: "",
    });

  test("come under their name, and are kept nowhere on the way", async () => {
    const { status, headers } = await figures();
    expect(status).toBe(200);
    expect(headers["content-disposition"]).toMatch(/^attachment; filename=overview-.*filename\*=UTF-8''/);
    expect(headers["cache-control"]).toBe("private, no-store");
    expect(await changed()).toContain("audit_events");
  });

  test("are refused after sixty within an hour, by the page that one was on", async () => {
    await figures();
    await edge().database.pool.query("UPDATE rate_counters SET used = 60 WHERE act = 'web.files'");
    const { status, headers } = await figures();
    expect(status).toBe(303);
    expect(headers.location).toMatch(/\?measure=approved&refused=identity\.too-many&refused\.most=60/);
    const { body } = await send(headers.location ?? "", { headers: { cookie: edge().officer } });
    expect(body).toContain("一小时内做了太多次（最多60次）");
  });
});

describe("scripts", () => {
  test("of every kind of page carry the nonce of their answer", async () => {
    for (const [path, cookie] of [
      ["/sign-in", ""],
      ["/desk", edge().officer],
      ["/registration", edge().teacher],
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
