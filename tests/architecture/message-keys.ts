import ts from "typescript";
import { lineOf, type SourceFile } from "./source";

export type KeyUse = {
  place: string;
  /** A whole key, or a pattern where part of it is worked out at run time. */
  key: string | RegExp;
};

const READERS = ["getTranslations", "useTranslations"];

/** `getTranslations("x")`, awaited or not, also as { namespace: "x" }: its namespace, or null for anything else. */
function namespaceOf(expression: ts.Expression | undefined): string | null {
  if (!expression) return null;
  if (ts.isAwaitExpression(expression)) return namespaceOf(expression.expression);
  if (!ts.isCallExpression(expression) || !ts.isIdentifier(expression.expression)) return null;
  if (!READERS.includes(expression.expression.text)) return null;
  const [first] = expression.arguments;
  if (!first) return "";
  return ts.isStringLiteralLike(first) ? first.text : null;
}

type Binding = { name: string; namespace: string | null };

/** What a declaration binds: one reader, or several out of Promise.all. */
function bindingsOf(declaration: ts.VariableDeclaration): Binding[] {
  const { name, initializer } = declaration;
  if (ts.isIdentifier(name)) return [{ name: name.text, namespace: namespaceOf(initializer) }];
  if (!ts.isArrayBindingPattern(name) || !initializer) return [];
  const call = ts.isAwaitExpression(initializer) ? initializer.expression : initializer;
  const list =
    ts.isCallExpression(call) && call.expression.getText() === "Promise.all" ? call.arguments[0] : null;
  const items = list && ts.isArrayLiteralExpression(list) ? list.elements : [];
  return name.elements.flatMap((element, index) =>
    ts.isBindingElement(element) && ts.isIdentifier(element.name)
      ? [{ name: element.name.text, namespace: namespaceOf(items[index]) }]
      : [],
  );
}

/** The namespace of the nearest declaration of a name; null where it comes in as a parameter or is something else. */
function resolve(name: string, from: ts.Node): string | null {
  for (let scope: ts.Node | undefined = from.parent; scope; scope = scope.parent) {
    if (ts.isFunctionLike(scope) && scope.parameters.some((one) => bindsName(one.name, name))) return null;
    const statements = ts.isBlock(scope) || ts.isSourceFile(scope) ? scope.statements : [];
    for (const statement of statements) {
      if (!ts.isVariableStatement(statement)) continue;
      for (const declaration of statement.declarationList.declarations)
        for (const binding of bindingsOf(declaration)) if (binding.name === name) return binding.namespace;
    }
  }
  return null;
}

function bindsName(binding: ts.BindingName, name: string): boolean {
  if (ts.isIdentifier(binding)) return binding.text === name;
  return binding.elements.some((element) => ts.isBindingElement(element) && bindsName(element.name, name));
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** Keys that an argument can be: literals, both sides of a choice, templates as patterns; none where it is all worked out. */
function keysOf(argument: ts.Expression, namespace: string): (string | RegExp)[] {
  const whole = (key: string) => (namespace ? `${namespace}.${key}` : key);
  if (ts.isStringLiteralLike(argument)) return [whole(argument.text)];
  if (ts.isConditionalExpression(argument))
    return [...keysOf(argument.whenTrue, namespace), ...keysOf(argument.whenFalse, namespace)];
  if (ts.isParenthesizedExpression(argument)) return keysOf(argument.expression, namespace);
  if (!ts.isTemplateExpression(argument)) return [];
  const parts = argument.templateSpans.map((span) => `.+${escaped(span.literal.text)}`);
  return [new RegExp(`^${escaped(whole(argument.head.text))}${parts.join("")}$`)];
}

/** Every use of a message in a file as far as its reader can be told. */
export function keyUsesOf(file: SourceFile): KeyUse[] {
  const kind = file.path.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const source = ts.createSourceFile(file.path, file.text, ts.ScriptTarget.Latest, true, kind);
  const uses: KeyUse[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      const callee = ts.isPropertyAccessExpression(node.expression)
        ? node.expression.expression
        : node.expression;
      const method = ts.isPropertyAccessExpression(node.expression) ? node.expression.name.text : "";
      const [first] = node.arguments;
      if (ts.isIdentifier(callee) && first && ["", "rich", "markup", "raw"].includes(method)) {
        const namespace = resolve(callee.text, node);
        if (namespace !== null)
          for (const key of keysOf(first, namespace))
            uses.push({ place: `${file.path}:${lineOf(file.text, node.getStart())}`, key });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return uses;
}
