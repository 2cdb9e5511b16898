import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { canGo, LIVE, showState, TRANSITIONS, WITHDRAWABLE } from "@/lib/enrolments/lifecycle";
import { ENROLMENT_STATES } from "@/lib/enrolments/schema";

const migrations = path.resolve(import.meta.dirname, "../../../prisma/migrations");

/** The last definition of a function over all migrations. */
function definitionOf(name: string): string {
  const texts = readdirSync(migrations, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((folder) => readFileSync(path.join(migrations, folder, "migration.sql"), "utf8"));
  const found = [
    ...texts
      .join("\n")
      .matchAll(new RegExp(`CREATE (?:OR REPLACE )?FUNCTION ${name}\\(\\)[\\s\\S]*?END \\$\\$;`, "g")),
  ].at(-1);
  if (!found) throw new Error(`no function ${name}`);
  return found[0];
}

test("the database's guard carries the same table", () => {
  const guard = definitionOf("enrolments_guard");
  const inDatabase = Object.fromEntries(
    [...guard.matchAll(/WHEN '(\w+)' THEN ARRAY\[([^\]]+)\]/g)].map(([, from, to]) => [
      from,
      [...(to ?? "").matchAll(/'(\w+)'/g)].map(([, state]) => state).sort(),
    ]),
  );
  const here = Object.fromEntries(
    Object.entries(TRANSITIONS)
      .filter(([, to]) => to.length > 0)
      .map(([from, to]) => [from, [...to].sort()]),
  );
  expect(inDatabase).toEqual(here);
});

test("every state but the final ones leads on, and only to declared states", () => {
  for (const from of ENROLMENT_STATES)
    for (const to of TRANSITIONS[from]) expect(ENROLMENT_STATES).toContain(to);
  expect(ENROLMENT_STATES.filter((state) => TRANSITIONS[state].length === 0)).toEqual([
    "completed",
    "withdrawn",
    "replaced",
  ]);
  for (const state of WITHDRAWABLE) expect(canGo(state, "withdrawn")).toBe(true);
  expect(LIVE).toHaveLength(6);
});

describe("whoever must act sees a to-do", () => {
  test.each([
    ["submitted", null, "school", "submitted-mine"],
    ["submitted", null, "teacher", "submitted"],
    ["confirmed", null, "province", "confirmed-mine"],
    ["confirmed", null, "school", "confirmed"],
    ["returned", "teacher", "teacher", "returned-mine"],
    ["returned", "teacher", "school", "returned"],
    ["returned", "school", "school", "returned-mine"],
  ] as const)("%s returned to %s, seen by %s", (state, returnedTo, role, label) => {
    const shown = showState({ state, returnedTo, open: false }, role);
    expect(shown.label).toBe(label);
    expect(shown.face === "todo").toBe(label.endsWith("-mine"));
  });

  test("the province has nothing to do for an open class", () => {
    const { face, label } = showState({ state: "confirmed", returnedTo: null, open: true }, "province");
    expect([face, label]).toEqual(["wait", "confirmed-open"]);
  });
});
