import ts from "typescript";
import { describe, expect, it } from "vitest";
import { RATE_LIMITS } from "@/lib/platform/rate-limits";
import { placesOf, sourceFiles } from "./source";

const files = sourceFiles(["app", "components", "lib"]);
const actions = files.filter((file) => /^app\/.*\/actions\.ts$|^app\/actions\.ts$/.test(file.path));

it('writes "use server" only in actions.ts, as its first line', () => {
  expect(
    placesOf(
      files.filter((file) => !actions.includes(file)),
      /["']use server["']/g,
    ),
  ).toEqual([]);
  expect(actions.filter((file) => !file.text.startsWith('"use server";\n')).map((file) => file.path)).toEqual(
    [],
  );
});

const WRAPPERS = ["defineAction", "definePublicAction"];

/** Names in a file that are wrapped actions, exported or not. */
function wrappedNames(source: ts.SourceFile): Set<string> {
  const names = new Set<string>();
  for (const statement of source.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name, initializer } of statement.declarationList.declarations)
      if (initializer && isWrapped(initializer) && ts.isIdentifier(name)) names.add(name.text);
  }
  return names;
}

function isWrapped(expression: ts.Expression): boolean {
  return (
    ts.isCallExpression(expression) &&
    ts.isIdentifier(expression.expression) &&
    WRAPPERS.includes(expression.expression.text)
  );
}

function isExported(node: ts.HasModifiers): boolean {
  return ts.getModifiers(node)?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword) ?? false;
}

/** A plain form's action is a function that checks the origin itself, or does nothing but call a wrapped one. */
function guards(body: ts.Block, wrapped: Set<string>, source: ts.SourceFile): boolean {
  const first = body.statements[0]?.getText(source) ?? "";
  if (/^await requireOwnOrigin\(\)/.test(first)) return true;
  const called = [...body.getText(source).matchAll(/await (\w+)\(/g)].map((match) => match[1] ?? "");
  return called.length > 0 && wrapped.has(called[0] ?? "");
}

describe.each(actions.map((file) => file.path))("%s", (path) => {
  const text = actions.find((file) => file.path === path)?.text ?? "";
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const wrapped = wrappedNames(source);

  it("exports wrapped actions only", () => {
    const bare: string[] = [];
    for (const statement of source.statements) {
      if (ts.isVariableStatement(statement) && isExported(statement))
        for (const { name, initializer } of statement.declarationList.declarations)
          if (!initializer || !isWrapped(initializer)) bare.push(name.getText(source));
      if (ts.isFunctionDeclaration(statement) && isExported(statement))
        if (!statement.body || !guards(statement.body, wrapped, source))
          bare.push(statement.name?.text ?? "a function");
      if (ts.isExportDeclaration(statement) || ts.isExportAssignment(statement))
        bare.push(statement.getText(source));
    }
    expect(bare).toEqual([]);
  });

  it("decides no permission of its own", () => {
    expect(text).not.toMatch(/\b(authorise|scopeOf|can)\(|actor\.role\b/);
  });

  it("names each action after a module and a command", () => {
    const names = [...text.matchAll(/^\s*name: "([^"]*)"/gm)].map((match) => match[1] ?? "");
    expect(names.filter((name) => !/^[a-z]+\.[a-zA-Z]+$/.test(name))).toEqual([]);
  });
});

describe("route handlers", () => {
  const routes = sourceFiles(["app"]).filter((file) => /\/route\.tsx?$/.test(file.path));

  it("check the origin before every write", () => {
    const open = routes.filter(
      (file) =>
        /export (async function|const) (POST|PUT|PATCH|DELETE)\b/.test(file.text) &&
        !/requireOwnOrigin\(|= defineFileAction\(/.test(file.text),
    );
    expect(open.map((file) => file.path)).toEqual([]);
  });
});

it("limits how often only what is done somewhere", () => {
  const counted = files.flatMap(({ text }) =>
    [...text.matchAll(/^\s*name: "([^"]*)"|withinAllowance\(\s*actor,\s*"([^"]*)"/gm)].map(
      ([, action, act]) => action ?? act,
    ),
  );
  expect(Object.keys(RATE_LIMITS).filter((act) => !counted.includes(act))).toEqual([]);
});
