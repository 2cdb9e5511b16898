import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "@/lib/access";
import { newId } from "@/lib/kernel/id";
import { changesSince, inWords, isOfWeight, lastChange } from "../support/change-log";
import {
  everyTable,
  filesBelow,
  foreignMarks,
  type Secrets,
  secretsIn,
  secretsOf,
  textOf,
} from "../support/http/canaries";
import { cellOf, isReached, RELATIONS, type Relation } from "../support/http/cells";
import { inShort } from "../support/http/extent";
import { builtRoutes, type Shown, shownBy } from "../support/http/routes";
import {
  COLUMNS,
  type Column,
  type ServedWorld,
  STRANGERS,
  type Stranger,
  serveWorld,
  stopServing,
} from "../support/http/served-world";
import type { Answer } from "../support/http-client";
import { inParallel } from "../support/parallel";
import { testSecrets } from "../support/test-server";
import { addressOf, type RouteRow } from "./rows/route-shape";
import { LEAVING, ROUTE_ROWS } from "./rows/routes";

const WIDTH = 12;

test("every page and route handler of the build has a row here, and every row a route", () => {
  const built = builtRoutes();
  const rows = [...Object.keys(ROUTE_ROWS), ...LEAVING];
  expect(built.filter((name) => !rows.includes(name))).toEqual([]);
  expect(rows.filter((name) => !built.includes(name))).toEqual([]);
});

type Seen = Shown & { leaks: string[] };
type Asked = { route: string; row: RouteRow; column: Column; relation: Relation };
const isStranger = (column: Column): column is Stranger => STRANGERS.some((one) => one === column);

function cellsOf(stage: "open" | "placed"): Asked[] {
  return Object.entries(ROUTE_ROWS).flatMap(([route, row]) =>
    (row.stage ?? "open") !== stage
      ? []
      : COLUMNS.flatMap((column) =>
          RELATIONS.filter(
            (relation) => row.over.includes(relation) && (relation === "own" || !isStranger(column)),
          ).map((relation) => ({ route, row, column, relation })),
        ),
  );
}

const titleOf = ({ route, column, relation }: Asked) => `${route} | ${column} | ${relation}`;

const KEPT_WORK = () =>
  JSON.stringify({ draft: 1, cells: {}, undo: [], redo: [], windowId: newId(), revision: 0 });

describe.each(["open", "placed"] as const)("in the stage %s", (stage) => {
  let served: ServedWorld;
  let secrets: Secrets;
  const cells = inShort(cellsOf(stage), 3);

  beforeAll(async () => {
    served = await serveWorld(stage);
    secrets = await secretsOf(served.pool);
  }, 240_000);
  afterAll(() => stopServing(served));

  /** Secrets in clear, and marks of people of whom the person may see nothing, but for what the address itself named. */
  function leaksIn(body: string, path: string, actor: Actor): string[] {
    const marks = foreignMarks(served.world, actor).filter((mark) => !path.includes(mark));
    return [...marks.filter((mark) => body.includes(mark)), ...secretsIn(body, secrets)];
  }

  async function ask({ route, row, column, relation }: Asked, rsc = false): Promise<Seen> {
    const [client] = served.clients;
    if (!client) throw new Error("no server");
    const role = isStranger(column) ? (Object.keys(row.who)[0] ?? "ministry") : column;
    const { world, pool } = served;
    const cell = cellOf(row, {
      world,
      pool,
      role: row.who === "visitors" || isStranger(column) ? roleFor(row, role) : column,
      relation,
    });
    const cookie = served.cookie(cell.actor, isStranger(column) ? column : undefined);
    const method = route.split(" ")[0] as "GET" | "POST" | "PUT" | "DELETE";
    const headers = { cookie, origin: served.origin, ...(rsc ? { rsc: "1" } : {}) };
    const address = await addressOf(route, row, cell);
    // Next asks for the name of the payload in the address too.
    const path = rsc ? `${address}${address.includes("?") ? "&" : "?"}_rsc` : address;
    const seen = (answer: Answer): Seen => ({
      ...shownBy(answer),
      leaks: leaksIn(answer.body, path, cell.actor),
    });
    if (method === "GET") return seen(await client.send(path, { headers }));
    const form = method === "POST";
    return seen(
      await client.send(path, {
        method,
        headers: {
          ...headers,
          "content-type": form ? "application/x-www-form-urlencoded" : "application/json",
        },
        body: form ? String(new URLSearchParams(row.body)) : KEPT_WORK(),
      }),
    );
  }

  test("each is shown to whom its work needs it, is the page of what is not there for all others, and changes nothing", async () => {
    const before = await lastChange(served.pool);
    const outcomes = await inParallel(cells, WIDTH, (asked) => ask(asked));
    const wrong: string[] = [];
    const said = new Map<string, string>();
    for (const [index, asked] of cells.entries()) {
      const outcome = outcomes[index];
      if (outcome?.status !== "fulfilled") {
        wrong.push(`${titleOf(asked)}: ${String(outcome?.reason)}`);
        continue;
      }
      const { kind, said: words, leaks } = outcome.value;
      if (leaks.length > 0) wrong.push(`${titleOf(asked)}: leaks ${leaks.slice(0, 5)}`);
      if (!fits(asked, kind)) wrong.push(`${titleOf(asked)}: ${kind} ${words}`);
      if (kind !== "refused") continue;
      const key = `${asked.route} | ${asked.column}`;
      const first = said.get(key);
      if (first === undefined) said.set(key, words);
      else if (first !== words) wrong.push(`${titleOf(asked)}: tells apart: ${first} / ${words}`);
    }
    const written = (await changesSince(served.pool, before)).filter(isOfWeight).map(inWords);
    expect(wrong).toEqual([]);
    // A file handed out leaves its trace in the trail, and what somebody has typed is kept.
    const other = written.filter(
      (one) =>
        !/^INSERT audit_events .*"[a-z]+\.[a-z-]*(export|download|sheet-reveal)|^INSERT (quota_draft_works|form_drafts)/.test(
          one,
        ),
    );
    expect(other).toEqual([]);
  }, 600_000);

  test("and the payload from which a script draws the page says no more", async () => {
    const own = cells.filter(({ route, relation }) => relation === "own" && route.startsWith("GET"));
    const sample = inShort(own, 3);
    const outcomes = await inParallel(sample, WIDTH, (asked) => ask(asked, true));
    const wrong = outcomes.flatMap((outcome, index) => {
      const asked = sample[index];
      if (!asked) return [];
      if (outcome.status !== "fulfilled") return [`${titleOf(asked)}: ${String(outcome.reason)}`];
      const { kind, said, leaks } = outcome.value;
      if (leaks.length > 0) return [`${titleOf(asked)}: leaks ${leaks.slice(0, 5)}`];
      return kind === "broke" || said.includes("_rsc") ? [`${titleOf(asked)}: ${said}`] : [];
    });
    expect(wrong).toEqual([]);
  }, 600_000);

  test("and neither log nor table keeps a number of a person in clear", async () => {
    expect(secrets.idNumbers.length).toBeGreaterThan(50);
    const numbers = { ...secrets, hashes: [] };
    expect(secretsIn(served.servers.map(({ log }) => log()).join(), secrets)).toEqual([]);
    for await (const { name, text } of everyTable(served.pool))
      expect([name, secretsIn(text, numbers)]).toEqual([name, []]);
  }, 120_000);
});

test("what the build hands to every browser holds no key and no number of a person", () => {
  const { encryptionKey }: { encryptionKey: string } = JSON.parse(
    readFileSync(".next/server/server-reference-manifest.json", "utf8"),
  );
  const keys = [encryptionKey, testSecrets.GUOPEI_DATA_KEY, testSecrets.NEXTAUTH_SECRET];
  const files = [...filesBelow(".next/static")];
  expect(files.length).toBeGreaterThan(20);
  for (const file of files) {
    const text = textOf(file);
    const found = keys.filter((key) => text.includes(key));
    expect([file, found, /(?<!\d)4399\d{2}(19|20)\d{9}[\dX]|\$argon2/.exec(text)]).toEqual([file, [], null]);
  }
});

function roleFor(row: RouteRow, fallback: string) {
  return (row.who === "visitors" ? "school" : (Object.keys(row.who)[0] ?? fallback)) as "school";
}

function fits({ row, column, relation }: Asked, kind: Shown["kind"]): boolean {
  if (row.who === "visitors") return kind === "shown" || (row.leads === true && kind === "elsewhere");
  if (isStranger(column))
    return Object.keys(row.who).length === 0 ? kind === "refused" : kind === "signed-out";
  if (row.notThere) return kind === "refused";
  if (row.alwaysLed === column) return kind === "elsewhere";
  if (!isReached({ ...row, form: () => ({}) }, column, relation)) return kind === "refused";
  return kind === "shown" || (kind === "elsewhere" && (row.leads === true || relation !== "own"));
}
