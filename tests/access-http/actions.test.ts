import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ROLES, type Role } from "@/lib/access";
import { changesSince, inWords, isOfWeight, lastChange, undoSince } from "../support/change-log";
import { type ActionEntry, act, builtActions, postOf, type Verdict } from "../support/http/actions";
import {
  type ActionRow,
  type Cell,
  cellOf,
  formOf,
  isReached,
  RELATIONS,
  type Relation,
} from "../support/http/cells";
import { inShort } from "../support/http/extent";
import {
  COLUMNS,
  type Column,
  type ServedWorld,
  STRANGERS,
  type Stranger,
  serveWorld,
  stopServing,
} from "../support/http/served-world";
import { inParallel } from "../support/parallel";
import { standAt } from "../support/world";
import { ACTION_ROWS } from "./rows";

const WIDTH = 12;
const actions = builtActions();

test("every server action of the build has a row here, and every row an action", () => {
  const built = actions.map(({ name }) => name);
  const rows = Object.keys(ACTION_ROWS);
  expect(built.filter((name) => !rows.includes(name))).toEqual([]);
  expect(rows.filter((name) => !built.includes(name))).toEqual([]);
});

type Asked = { action: ActionEntry; row: ActionRow; column: Column; role: Role; relation: Relation };

const isStranger = (column: Column): column is Stranger => STRANGERS.some((one) => one === column);

/** Who had the right until a moment ago is somebody whom the row lets through. */
function roleOf(row: ActionRow, column: Column): Role {
  if (!isStranger(column)) return column;
  return row.who === "visitors" ? "school" : ((Object.keys(row.who)[0] as Role | undefined) ?? "ministry");
}

function cellsOf(stage: "open" | "placed"): Asked[] {
  return actions.flatMap((action) => {
    const row = ACTION_ROWS[action.name];
    if (!row || (row.stage ?? "open") !== stage) return [];
    return COLUMNS.flatMap((column) =>
      RELATIONS.filter((relation) => row.over.includes(relation)).flatMap((relation): Asked[] =>
        isStranger(column) && relation !== "own"
          ? []
          : [{ action, row, column, role: roleOf(row, column), relation }],
      ),
    );
  });
}

function isAllowed({ row, column, relation }: Asked): boolean {
  return row.who === "visitors" || (!isStranger(column) && isReached(row, column, relation));
}

const titleOf = ({ action, column, relation }: Asked) => `${action.name} | ${column} | ${relation}`;

describe.each(["open", "placed"] as const)("in the stage %s", (stage) => {
  let served: ServedWorld;
  const cells = cellsOf(stage);

  beforeAll(async () => {
    served = await serveWorld(stage);
  }, 240_000);
  afterAll(() => stopServing(served));

  function cell({ row, role, relation }: Asked): Cell {
    return cellOf(row, { world: served.world, pool: served.pool, role, relation });
  }

  async function send(asked: Asked, made: Cell): Promise<Verdict> {
    const { action, row, column } = asked;
    const [client] = served.clients;
    if (!client) throw new Error("no server");
    const cookie = served.cookie(made.actor, isStranger(column) ? column : undefined);
    if (!cookie && column !== "anonymous") throw new Error(`no session for ${column} as ${made.role}`);
    const values = await formOf(row, made);
    return act(client, postOf(action, values, { origin: served.origin, cookie, bare: row.bare ?? false }));
  }

  test("whoever may not is told what a missing thing tells, and nothing is written", async () => {
    const denied = inShort(
      cells.filter((one) => !isAllowed(one)),
      3,
    );
    const before = await lastChange(served.pool);
    const outcomes = await inParallel(denied, WIDTH, (asked) => send(asked, cell(asked)));
    const wrong: string[] = [];
    const said = new Map<string, string>();
    for (const [index, asked] of denied.entries()) {
      const outcome = outcomes[index];
      if (outcome?.status !== "fulfilled") {
        wrong.push(`${titleOf(asked)}: ${String(outcome?.reason)}`);
        continue;
      }
      const { kind, codes, said: words } = outcome.value;
      const fitting = isStranger(asked.column)
        ? ["signed-out"]
        : ["refused", ...(asked.row.bare ? ["silent"] : [])];
      if (!fitting.includes(kind))
        wrong.push(`${titleOf(asked)}: ${kind} ${codes.join()} ${words.slice(0, 200)}`);
      const key = `${asked.action.name} | ${asked.column}`;
      const first = said.get(key);
      if (first === undefined) said.set(key, words);
      else if (first !== words) wrong.push(`${titleOf(asked)}: tells apart: ${first} / ${words}`);
    }
    const written = (await changesSince(served.pool, before)).filter(isOfWeight).map(inWords);
    expect(wrong).toEqual([]);
    expect(written).toEqual([]);
  }, 600_000);

  test("whoever may is let through by the same form", async () => {
    const wrong: string[] = [];
    const allowed = inShort(cells.filter(isAllowed), 3);
    for (const asked of allowed) {
      const start = await lastChange(served.pool);
      const made = cell(asked);
      try {
        if (asked.row.at) await standAt(served.pool, asked.row.at);
        if (asked.relation === "own" || asked.row.preparesOthers) await asked.row.prepare?.(made);
        const before = await lastChange(served.pool);
        const verdict = await send(asked, made);
        const changes = (await changesSince(served.pool, before)).filter(isOfWeight);
        const problem = misfit(asked, verdict, changes.length);
        if (problem) wrong.push(`${titleOf(asked)}: ${problem}`);
      } catch (error) {
        wrong.push(`${titleOf(asked)}: ${String(error)}`);
      } finally {
        await undoSince(served.pool, start);
      }
    }
    expect(wrong).toEqual([]);
  }, 600_000);
});

/** An own object in its right state is acted upon; of others within reach it is enough that a rule, and not the access, stops the act. */
function misfit({ row, relation }: Asked, { kind, codes, said }: Verdict, changes: number): string | null {
  const told = `${kind} ${codes.join()} ${said.slice(0, 200)}`;
  if (row.stopsAtRules) return kind === "stopped" || (row.bare && kind === "silent") ? null : told;
  if (relation === "wrong-state") return kind === "stopped" ? null : told;
  if (relation !== "own")
    return kind === "stopped" || kind === "done" || (row.bare && kind === "silent") ? null : told;
  if (kind !== "done" && !(row.bare && kind === "silent")) return told;
  return changes > 0 || row.keepsNothing ? null : "nothing was written";
}

test("the cells are as many as the rows promise", () => {
  expect(COLUMNS).toHaveLength(ROLES.length + STRANGERS.length);
  expect(cellsOf("open").length + cellsOf("placed").length).toBeGreaterThan(3_600);
});
