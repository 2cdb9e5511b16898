import { describe, expect, it } from "vitest";
import { PERMISSIONS, ROLES, type Role, type Scope } from "@/lib/access";
import { placesOf, sourceFiles } from "./source";

const SCOPES: Scope[] = ["all", "subtree", "own", "self", "assigned"];
const table: Record<string, Partial<Record<Role, Scope>>> = PERMISSIONS;
const code = sourceFiles(["app", "components", "lib"]).filter((file) => !file.path.startsWith("lib/access/"));

/** Every literal in a place where only a permission can stand. */
function permissionsIn(pattern: RegExp): { place: string; permission: string }[] {
  return code.flatMap((file) =>
    [...file.text.matchAll(pattern)].map((match) => ({ place: file.path, permission: match[1] ?? "" })),
  );
}

const named = [
  ...permissionsIn(/\b(?:authorise|can|scopeOf)\(\s*[\w.]+,\s*"([^"]+)"/g),
  ...permissionsIn(/\baccess[A-Z]\w+\(\s*\w+,\s*actor,\s*"([^"]+)"/g),
  ...permissionsIn(/\b\w+InScope(?:Sql)?\(\s*actor,\s*"([^"]+)"/g),
  ...permissionsIn(/\blistOrganisationChoices\(\s*\w+,\s*"([^"]+)"/g),
];

it("is the table that was agreed", () => {
  const rows = Object.entries(table).map(
    ([permission, cells]) => `${permission}: ${ROLES.map((role) => cells[role] ?? "-").join(" ")}`,
  );
  expect([`roles: ${ROLES.join(" ")}`, ...rows].join("\n")).toMatchSnapshot();
});

it("knows every permission that code names", () => {
  expect(named.length).toBeGreaterThan(50);
  expect(named.filter(({ permission }) => !Object.hasOwn(table, permission))).toEqual([]);
});

it("has no permission that nothing asks for", () => {
  const asked = new Set(named.map(({ permission }) => permission));
  expect(Object.keys(table).filter((permission) => !asked.has(permission))).toEqual([]);
});

it("has only known roles and scopes in its cells", () => {
  for (const cells of Object.values(table))
    for (const [role, scope] of Object.entries(cells)) {
      expect(ROLES).toContain(role);
      expect(SCOPES).toContain(scope);
    }
});

describe("the three administrations", () => {
  it.each(["system-admin", "security-admin", "audit-admin"] as const)("%s reads no business data", (role) => {
    const reached = Object.entries(table)
      .filter(([, cells]) => cells[role])
      .map(([permission]) => permission);
    expect(
      reached.filter(
        (one) =>
          !/^(account|administration|appointment|audit|permission-table|second-factor|sign-in-policy)\./.test(
            one,
          ),
      ),
    ).toEqual([]);
  });
});

it("compares no role where a permission decides", () => {
  const commands = code.filter((file) => /^lib\/[a-z]+\/commands\//.test(file.path));
  expect(placesOf(commands, /\b(actor|visitor)\.role\s*[!=]==?\s*"[^"]+"/g)).toEqual([]);
});

it("authorises in every command and query that takes an actor", () => {
  const open = code
    .filter((file) => /^lib\/[a-z]+\/(commands|queries)\//.test(file.path))
    .filter((file) => /^export (async )?function \w+\(\s*actor: Actor/m.test(file.text))
    .filter(
      (file) =>
        !/\bauthorise\(|\baccess[A-Z]\w+\(|\b\w+InScope(?:Sql)?\(|\b(messagesOf|noticesReadable|saveDraftIn|\w+In)\(/.test(
          file.text,
        ),
    )
    .map((file) => file.path);
  // What every signed-in person does with the own session, and the frame of the own pages.
  expect(open).toEqual([
    "lib/identity/commands/sign-out.ts",
    "lib/identity/commands/switch-appointment.ts",
    "lib/identity/queries/list-appointments.ts",
    "lib/reporting/queries/get-shell-facts.ts",
  ]);
});
