import ts from "typescript";
import { lineOf, type SourceFile } from "./source";

export type KeyUse = {
  place: string;
  /** A whole key, or a pattern where part of it is worked out at run time; the end of a key where the reader was handed in. */
  key: string | RegExp;
  handed: boolean;
};

const READERS = ["getTranslations", "useTranslations"];
/** What functions call a reader that they are handed. */
const HANDED_READERS = ["t", "common"];

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

/** The namespace of the nearest declaration of a name, or that it comes in as a parameter; null where it is something else. */
function resolve(name: string, from: ts.Node): { namespace: string; handed: boolean } | null {
  for (let scope: ts.Node | undefined = from.parent; scope; scope = scope.parent) {
    if (ts.isFunctionLike(scope) && scope.parameters.some((one) => bindsName(one.name, name)))
      return HANDED_READERS.includes(name) ? { namespace: "", handed: true } : null;
    const statements = ts.isBlock(scope) || ts.isSourceFile(scope) ? scope.statements : [];
    for (const statement of statements) {
      if (!ts.isVariableStatement(statement)) continue;
      for (const declaration of statement.declarationList.declarations)
        for (const { name: bound, namespace } of bindingsOf(declaration))
          if (bound === name) return namespace === null ? null : { namespace, handed: false };
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
  return [patternOf(argument, whole(argument.head.text))];
}

function patternOf(template: ts.TemplateExpression, head: string): RegExp {
  const parts = template.templateSpans.map((span) => `.+${escaped(span.literal.text)}`);
  return new RegExp(`^${escaped(head)}${parts.join("")}$`);
}

/** Any key that ends so. */
function endOf(key: string | RegExp): RegExp {
  return new RegExp(typeof key === "string" ? `(^|\\.)${escaped(key)}$` : `(^|\\.)${key.source.slice(1)}`);
}

const parsed = new WeakMap<SourceFile, ts.SourceFile>();

function parse(file: SourceFile): ts.SourceFile {
  let source = parsed.get(file);
  if (!source) {
    const kind = file.path.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
    source = ts.createSourceFile(file.path, file.text, ts.ScriptTarget.Latest, true, kind);
    parsed.set(file, source);
  }
  return source;
}

/** Every use of a message in a file as far as its reader can be told. */
export function keyUsesOf(file: SourceFile): KeyUse[] {
  const source = parse(file);
  const uses: KeyUse[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      const callee = ts.isPropertyAccessExpression(node.expression)
        ? node.expression.expression
        : node.expression;
      const method = ts.isPropertyAccessExpression(node.expression) ? node.expression.name.text : "";
      const [first] = node.arguments;
      if (ts.isIdentifier(callee) && first && ["", "rich", "markup", "raw"].includes(method)) {
        const reader = resolve(callee.text, node);
        const place = `${file.path}:${lineOf(file.text, node.getStart())}`;
        for (const key of reader ? keysOf(first, reader.namespace) : [])
          uses.push({ place, key: reader?.handed ? endOf(key) : key, handed: reader?.handed === true });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return uses;
}

/** What a file says that could name a message, or the end of its key, without a reader in sight. */
export type Names = { exact: Set<string>; patterns: RegExp[]; namespaces: Set<string> };

export function namesIn(files: SourceFile[]): Names {
  const names: Names = { exact: new Set(), patterns: [], namespaces: new Set() };
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) names.exact.add(node.text);
    else if (ts.isPropertyAssignment(node) && ts.isIdentifier(node.name)) names.exact.add(node.name.text);
    else if (ts.isTemplateExpression(node)) {
      const fixed = node.head.text + node.templateSpans.map((span) => span.literal.text).join("");
      if (/[a-z]/i.test(fixed)) names.patterns.push(patternOf(node, node.head.text));
    } else if (ts.isCallExpression(node)) {
      const namespace = namespaceOf(node);
      if (namespace !== null) names.namespaces.add(namespace);
    }
    ts.forEachChild(node, visit);
  };
  for (const file of files) visit(parse(file));
  return names;
}

/** Whether a whole key or one of its ends is named. */
export function isNamed(key: string, names: Names): boolean {
  const steps = key.split(".");
  const ends = steps.map((_, index) => steps.slice(index).join("."));
  return (
    ends.some((end) => names.exact.has(end)) ||
    names.patterns.some((pattern) => ends.some((end) => pattern.test(end)))
  );
}
