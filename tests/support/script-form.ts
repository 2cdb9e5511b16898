import { type Fields, multipart } from "./http-client";

const before = { ok: false, problems: [], values: {}, result: null };

/** The form as React sends it once the page has its JavaScript: the arguments of the action, the form's fields by reference. */
export function asScript(fields: Fields): ReturnType<typeof multipart> {
  const sent = fields.filter(([name]) => !name.startsWith("$ACTION"));
  return multipart([
    ...sent.map(([name, value]): [string, string] => [`_1_${name}`, value]),
    ["0", JSON.stringify([before, "$K1"])],
  ]);
}

/** The id of the action that a form of a page names. */
export function actionOf(form: Fields): string {
  const named = form.find(([name]) => /^\$ACTION_\d+:0$/.test(name))?.[1] ?? "";
  const id = /"id":"([0-9a-f]+)"/.exec(named)?.[1];
  if (!id) throw new Error("the form names no action");
  return id;
}

/** A folder of `app`, or the name of a dynamic one with what the address says in its place. */
type Segment = string | [name: string, value: string];

/** What the router of a browser says of where it stands, on a page of the workspace. */
function routerState(segments: Segment[]): string {
  const page: unknown = ["__PAGE__", {}, null, null];
  const tree = ["(workspace)", ...segments].reduceRight(
    (children, one) => [Array.isArray(one) ? [...one, "d", null] : one, { children }, null, null],
    page,
  );
  return encodeURIComponent(JSON.stringify(["", { children: tree }, null, null, true]));
}

/** The headers by which a browser with JavaScript posts the form of a page that stands at these segments. */
export function scriptHeaders(action: string, segments: Segment[]): Record<string, string> {
  return {
    accept: "text/x-component",
    "next-action": action,
    "next-router-state-tree": routerState(segments),
  };
}

/** Where the form that submits a registration on a card stands. */
export const checkPageAt = (subProjectId: string): Segment[] => [
  "registration",
  "apply",
  ["subProjectId", subProjectId],
  "check",
];
