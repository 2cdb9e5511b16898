import { afterAll, describe, expect, it } from "vitest";
import { type Actor, PERMISSIONS, type Permission, ROLES, type Role, type Scope } from "@/lib/access";
import { DomainError, Forbidden, NotFound } from "@/lib/kernel/problem";
import { disconnect } from "@/lib/platform/db";
import { literalsOfConstants, modules, readIfThere } from "../../architecture/source";
import { type AccessCase, first, type Side } from "../../support/access/shape";
import { ACCESS_CASES, NO_ACTOR } from "../../support/access-cases";
import { changesSince, inWords, lastChange, undoSince, watchChanges } from "../../support/change-log";
import type { TestDatabase } from "../../support/database";
import { cloneWorld, connectTo, type World } from "../../support/world";

type Place = { world: World; database: TestDatabase; sides: [Side, Side] };

const NATIONAL: Role[] = [
  "ministry",
  "office",
  "auditor",
  "expert",
  "system-admin",
  "security-admin",
  "audit-admin",
];

function sideOf(world: World, index: 0 | 1, teacher: number): Side {
  const province = world.provinces[index];
  const school = province.schools[0];
  const institution = world.institutions[index];
  const actors: Record<Role, Actor> = {
    ministry: world.ministry,
    office: world.office,
    auditor: world.auditor,
    expert: world.expert,
    "system-admin": world.systemAdmin,
    "security-admin": world.securityAdmin,
    "audit-admin": world.auditAdmin,
    province: province.actor,
    city: province.city,
    delegate: province.delegate,
    school: school.actor,
    institution: institution.actor,
    teacher: first(school.teachers.slice(teacher)).actor,
  };
  return { province, school, institution, actor: (role) => actors[role] };
}

/** What the table grants a role for this case; null is a refusal. */
function scopeFor(one: AccessCase, role: Role): Scope | null {
  if (one.only && !one.only.includes(role)) return null;
  const permissions = Array.isArray(one.permission) ? one.permission : [one.permission];
  const scopes = permissions.map((permission: Permission) => {
    const row: Partial<Record<Role, Scope>> = PERMISSIONS[permission];
    return row[role] ?? null;
  });
  return scopes.includes(null) ? null : (scopes[0] ?? null);
}

type Reach = "own" | "foreign";

function expected(one: AccessCase, role: Role, reach: Reach): "allowed" | "refused" {
  const scope = scopeFor(one, role);
  if (scope === null) return "refused";
  if (reach === "own") return "allowed";
  if (one.ownOnly) return "refused";
  return scope === "all" || one.shows ? "allowed" : "refused";
}

async function verdictOf(run: () => Promise<unknown>): Promise<string> {
  try {
    await run();
    return "allowed";
  } catch (error) {
    if (error instanceof Forbidden || error instanceof NotFound) return "refused";
    if (error instanceof DomainError) return `stopped by ${error.problems.map(({ code }) => code).join()}`;
    return `broke: ${error instanceof Error ? error.message : String(error)}`;
  }
}

const declaredKinds = modules.flatMap((module) =>
  literalsOfConstants(readIfThere(`lib/${module}/audit.ts`) ?? "", /_AUDIT_KINDS$/),
);

async function eventsSince(place: Place, before: bigint): Promise<string[]> {
  const { rows } = await place.database.pool.query<{ kind: string }>(
    "SELECT kind FROM audit_events WHERE sequence > $1 ORDER BY sequence",
    [before.toString()],
  );
  return rows.map(({ kind }) => kind);
}

async function lastEvent(place: Place): Promise<bigint> {
  const { rows } = await place.database.pool.query<{ last: string }>(
    "SELECT COALESCE(max(sequence), 0)::text AS last FROM audit_events",
  );
  return BigInt(rows[0]?.last ?? "0");
}

/** Roles and reaches to try; a person who is the same on both sides has nothing foreign among own rows. */
function pairs(one: AccessCase): { role: Role; reach: Reach }[] {
  return ROLES.filter((role) => !one.elsewhere?.includes(role)).flatMap((role) => {
    const scope = scopeFor(one, role);
    const alone = one.noForeign || (NATIONAL.includes(role) && (one.ownOnly || one.shows || scope === "own"));
    return alone
      ? [{ role, reach: "own" as const }]
      : [
          { role, reach: "own" as const },
          { role, reach: "foreign" as const },
        ];
  });
}

function call(one: AccessCase, place: Place, { role, reach }: { role: Role; reach: Reach }) {
  const [own, other] = place.sides;
  return () => one.run(own.actor(role), reach === "own" ? own : other, place.world);
}

describe("every function behind a server door", () => {
  it.each(modules)("of %s has a row in the access cases or is named as deciding nothing", async (module) => {
    const door: Record<string, unknown> = await import(`../../../lib/${module}/index.ts`);
    const functions = Object.keys(door).filter((name) => typeof door[name] === "function");
    const rows = Object.keys(ACCESS_CASES[module] ?? {});
    const others = Object.keys(NO_ACTOR[module] ?? {});
    expect(functions.filter((name) => !rows.includes(name) && !others.includes(name))).toEqual([]);
    expect([...rows, ...others].filter((name) => !functions.includes(name))).toEqual([]);
    expect(rows.filter((name) => others.includes(name))).toEqual([]);
  });
});

const all = Object.entries(ACCESS_CASES).flatMap(([module, cases]) =>
  Object.entries(cases).map(([name, one]) => ({ title: `${module}.${name}`, one })),
);

const shared = new Map<string, Omit<Place, "sides">>();
let connected = "";
afterAll(async () => {
  await disconnect();
  for (const { database } of shared.values()) await database.drop("unchecked");
});

/** One world for all cases of a moment: each case puts back what it changed. */
async function open(one: AccessCase): Promise<Place> {
  const key = `${one.stage} ${one.at}`;
  let known = shared.get(key);
  if (!known) {
    known = await cloneWorld(one.stage, one.at);
    await watchChanges(known.database.pool);
    shared.set(key, known);
  }
  if (connected !== key) await connectTo(known.database);
  connected = key;
  const teacher = one.teacher ?? 0;
  return { ...known, sides: [sideOf(known.world, 0, teacher), sideOf(known.world, 1, teacher)] };
}

async function inPlace(one: AccessCase, check: (place: Place) => Promise<void>): Promise<void> {
  const place = await open(one);
  const start = await lastChange(place.database.pool);
  try {
    await one.prepare?.(place.sides, place.world);
    await check(place);
  } finally {
    await undoSince(place.database.pool, start);
  }
}

/** Rows written since; tries are counted, refused or not. */
async function writtenSince(place: Place, change: number): Promise<string[]> {
  const changes = await changesSince(place.database.pool, change);
  return changes.filter(({ table }) => table !== "rate_counters").map(inWords);
}

describe.each(all.filter(({ one }) => one.kind === "command"))("$title", ({ one }) => {
  it("refuses whom the table refuses, and changes no row", async () =>
    inPlace(one, async (place) => {
      const before = await lastChange(place.database.pool);
      const wrong: string[] = [];
      for (const pair of pairs(one)) {
        if (expected(one, pair.role, pair.reach) === "allowed") continue;
        const verdict = await verdictOf(call(one, place, pair));
        if (verdict !== "refused") wrong.push(`${pair.role} ${pair.reach}: ${verdict}`);
      }
      expect(wrong).toEqual([]);
      expect(await writtenSince(place, before)).toEqual([]);
    }));

  it("lets through whom the table lets through, and records one event", async () =>
    inPlace(one, async (place) => {
      for (const pair of pairs(one)) {
        if (expected(one, pair.role, pair.reach) === "refused") continue;
        const said = `${pair.role} ${pair.reach}`;
        const before = await lastEvent(place);
        const verdict = await verdictOf(call(one, place, pair));
        const events = await eventsSince(place, before);
        if (one.stopsAtRules) {
          expect(`${said}: ${verdict}`).toMatch(/: stopped by /);
          expect(events).toEqual([]);
          continue;
        }
        expect(`${said}: ${verdict}`).toBe(`${said}: allowed`);
        expect(events.filter((kind) => !declaredKinds.includes(kind))).toEqual([]);
        if (one.events) expect([...new Set(events)].sort()).toEqual([...one.events].sort());
        else expect([said, events.length]).toEqual([said, 1]);
      }
    }));
});

describe("queries", () => {
  it.each(all.filter(({ one }) => one.kind === "query"))("$title", async ({ one }) =>
    inPlace(one, async (place) => {
      const before = await lastChange(place.database.pool);
      const [own, other] = place.sides;
      for (const pair of pairs(one)) {
        let answer: unknown;
        const run = call(one, place, pair);
        const verdict = await verdictOf(async () => {
          answer = await run();
        });
        const said = `${pair.role} ${pair.reach}`;
        expect(`${said}: ${verdict}`).toBe(`${said}: ${expected(one, pair.role, pair.reach)}`);
        if (!one.shows || verdict !== "allowed") continue;
        const text = JSON.stringify(answer);
        const everywhere =
          scopeFor(one, pair.role) === "all" || own.actor(pair.role) === other.actor(pair.role);
        if (pair.reach === "own")
          expect([said, text.includes(one.shows(own, pair.role))]).toEqual([said, true]);
        if (!everywhere) expect([said, text.includes(one.shows(other, pair.role))]).toEqual([said, false]);
      }
      expect(await writtenSince(place, before)).toEqual([]);
    }),
  );
});
